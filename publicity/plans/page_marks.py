"""Finds page numbers that a page break left in the middle of the text."""

import re
from typing import Final

_MARKED: Final = re.compile(
    r"^[ *#>]*(?:[-—–―－‐~·•|]+[ *]*(?:第 *)?[0-9]{1,4}(?: *页)?[ *]*[-—–―－‐~·•|]+"
    r"|[-—–―]+ *[0-9]{1,3}|[0-9]{1,3} *[-—–―]+"
    r"|第 *[0-9]{1,4} *页(?:[ ，,/／]*[（(]? *共 *[0-9]{1,4} *页 *[)）]?)?"
    r"|[0-9]{1,4} */ *[0-9]{1,4}|(?:Page|page|PAGE) *[0-9]{1,4}(?: *(?:of|/) *[0-9]{1,4})?)[ *]*$",
    re.MULTILINE,
)
# A number alone between two blank lines, or beside the start or end of the file.
_ALONE: Final = re.compile(r"(?:(?<=\n\n)|(?<=\n \n)|\A)[ *]*[0-9]{1,3}[ *]*(?=\n *\n|\n*\Z)")


def page_mark_spans(text: str) -> list[tuple[int, int]]:
    """Spans of the page marks, without their line ends, in order and apart."""
    spans = sorted({match.span() for pattern in (_MARKED, _ALONE) for match in pattern.finditer(text)})
    apart: list[tuple[int, int]] = []
    for first, last in spans:
        if not apart or first >= apart[-1][1]:
            apart.append((first, last))
    return apart
