"""A language model beside the rules: it proposes statements with quotes, and what can't be checked is refused and counted."""
