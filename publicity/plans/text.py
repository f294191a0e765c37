"""A plan's text put in order for reading, with the way back to the file as given."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CleanText:
    """`text` is what the rules read; `origin[i]` is the code-point offset in `source` of the character at `text[i]`.

    `origin` never decreases and has `len(text)` entries.
    """

    source: str
    text: str
    origin: tuple[int, ...]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of `source` behind `text[start:end]`; start < end is required."""
        return self.origin[start], self.origin[end - 1] + 1

    def quote(self, start: int, end: int) -> str:
        """The exact substring of the file as given behind `text[start:end]`."""
        first, last = self.source_span(start, end)
        return self.source[first:last]
