"""What the call for papers asks of pictures and film: how many, how large, with which words."""

from collections.abc import Iterator
from typing import Final

from publicity.checks.finding import Draft, DraftMedia, Finding, Place
from publicity.checks.policy import Policy
from publicity.checks.rule import Rule


def _of_kind(draft: Draft, kind: str) -> list[tuple[int, DraftMedia]]:
    return [(number, item) for number, item in enumerate(draft.media) if item.kind == kind]


def too_few(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """Fewer pictures, horizontal pictures or films than asked for."""
    asked, pictures = policy.call.media, _of_kind(draft, "image")
    horizontal = [item for _, item in pictures if (item.width or 0) > (item.height or 0)]
    for case, least, have in (
        ("pictures", asked.pictures, len(pictures)),
        ("horizontal", asked.horizontal, len(horizontal)),
        ("videos", asked.videos, len(_of_kind(draft, "video"))),
    ):
        if have < least:
            yield policy.finding("media.too_few", Place("media"), case, least=least, have=have, call=policy.call.name)


def too_small(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A picture whose long side has fewer pixels than asked for; unknown dimensions are not judged."""
    least = policy.call.media.long_side
    for number, item in _of_kind(draft, "image"):
        side = max(item.width or 0, item.height or 0)
        if 0 < side < least:
            place = Place(f"media:{number}")
            yield policy.finding("media.too_small", place, name=item.name, side=side, least=least)


def too_large(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A file heavier than the call takes."""
    asked = policy.call.media
    for kind, most in (("image", asked.picture_bytes), ("video", asked.video_bytes)):
        for number, item in _of_kind(draft, kind):
            if most and item.size > most:
                place, size = Place(f"media:{number}"), _mega(item.size)
                yield policy.finding("media.too_large", place, name=item.name, size=size, most=_mega(most))


def too_long(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A film longer than the call takes."""
    most = policy.call.media.video_seconds
    for number, item in _of_kind(draft, "video"):
        if most and item.duration and item.duration > most:
            place, seconds = Place(f"media:{number}"), round(item.duration)
            yield policy.finding("media.too_long", place, name=item.name, seconds=seconds, most=most)


def wordless(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A picture or film without caption, alternative text or credit where the call asks for it."""
    asked = policy.call.media
    for number, item in enumerate(draft.media):
        if item.kind not in ("image", "video"):
            continue
        for case, wanted, value in (
            ("caption", asked.captions, item.caption),
            ("alt", asked.alts and item.kind == "image", item.alt),
            ("credit", asked.credits, item.credit),
        ):
            if wanted and not value.strip():
                yield policy.finding(f"media.no_{case}", Place(f"media:{number}:{case}"), name=item.name)


def _only(rule: str) -> Rule:
    return Rule(rule, lambda draft, policy: (found for found in wordless(draft, policy) if found.rule == rule))


def _mega(size: int) -> str:
    return f"{size / 1024 / 1024:.1f}"


RULES: Final = (
    Rule("media.too_few", too_few),
    Rule("media.too_small", too_small),
    Rule("media.too_large", too_large),
    Rule("media.too_long", too_long),
    _only("media.no_caption"),
    _only("media.no_alt"),
    _only("media.no_credit"),
)
