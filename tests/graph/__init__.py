"""The graph through its port, on every engine."""
