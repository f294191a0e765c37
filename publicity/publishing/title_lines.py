"""A long title set in lines that keep words whole and stand as a trapezium or a lozenge (GB/T 9704-2012 §7.3.1)."""

from typing import Final

_NOT_FIRST: Final = frozenset("，。、；：！？”’）》〉】」』·—的了和与及之在等")
_NOT_LAST: Final = frozenset("“‘（《〈【「『第")
_GOOD_AFTER: Final = frozenset("，、；：！？”’）》】的日")
_GOOD_BEFORE: Final = frozenset("“‘《（【")
_PAIRS: Final = ("“”", "《》", "（）", "‘’", "【】")


def title_lines(title: str, per_line: int) -> list[str]:
    """`title` in as few lines as hold it, at most `per_line` characters each where a break can be found at all."""
    title = " ".join(title.split())
    if len(title) <= per_line:
        return [title]
    count = -(-len(title) // per_line)
    lines, rest = [], title
    for left in range(count, 1, -1):
        cut = _best_cut(rest, per_line, round(len(rest) / left))
        lines.append(rest[:cut].strip())
        rest = rest[cut:].strip()
    return [*lines, *([rest] if len(rest) <= per_line else title_lines(rest, per_line))]


def _best_cut(text: str, most: int, wanted: int) -> int:
    places = range(1, min(most, len(text) - 1) + 1)
    return min(places, key=lambda place: (_cost(text, place) + abs(place - wanted), place))


def _cost(text: str, place: int) -> float:
    """How ill a break before `text[place]` would stand; inside a word of Latin letters or a number it may not stand."""
    before, after = text[place - 1], text[place]
    cost = 0.0
    if after in _NOT_FIRST or before in _NOT_LAST:
        cost += 40
    if before.isascii() and after.isascii() and before.isalnum() and after.isalnum():
        cost += 40
    if (before.isdigit() and after in "年月日个件名万亿元") or (before in "年月" and after.isdigit()):
        cost += 20
    if _is_inside_pair(text, place):
        cost += 8
    if before in _GOOD_AFTER or after in _GOOD_BEFORE or before == " ":
        cost -= 4
    return cost


def _is_inside_pair(text: str, place: int) -> bool:
    head, tail = text[:place], text[place:]
    return any(head.count(left) > head.count(right) and right in tail for left, right in _PAIRS)
