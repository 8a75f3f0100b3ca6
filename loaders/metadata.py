"""What a document says about itself: title, date, source, language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Metadata:
    """Only what the document states; `date` is ISO 8601, `language` an ISO 639-1 code it claims for itself."""

    title: str | None = None
    date: str | None = None
    source: str | None = None
    language: str | None = None

    def filled_from(self, other: Metadata) -> Metadata:
        """These values, and the other's where there are none."""
        return Metadata(
            title=self.title or other.title,
            date=self.date or other.date,
            source=self.source or other.source,
            language=self.language or other.language,
        )


@dataclass(frozen=True, slots=True)
class Content:
    """What a reader makes of a file: the text that offsets count in, its media type, and what it says about itself."""

    text: str
    media_type: str
    metadata: Metadata
