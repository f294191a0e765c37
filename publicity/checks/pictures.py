"""Pictures that stand in the text but would not be seen: not attached to the story, or not from the desk's library."""

import re
from collections.abc import Iterator
from typing import Final

from publicity.checks.finding import Draft, Finding
from publicity.checks.policy import Policy
from publicity.checks.rule import Rule
from publicity.checks.visible import body
from publicity.lib.markdown import MEDIA_REFERENCE

_PICTURE: Final = re.compile(r'!\[[^\[\]\n]*\]\([ \t]*<?(?P<source>(?:[^\s()<>"]|\([^\s()<>"]*\))*)[^()\n]*\)')


def not_attached(draft: Draft, policy: Policy) -> Iterator[Finding]:
    """A text with a form is a story of the desk: each of its pictures is one of the story's attachments."""
    if not draft.form:
        return
    attached, passage = {item.id for item in draft.media}, body(draft)
    for picture in _PICTURE.finditer(passage.raw):
        reference = MEDIA_REFERENCE.fullmatch(picture["source"])
        if reference is None:
            yield policy.finding("media.not_attached", passage.place(*picture.span()), "elsewhere")
        elif reference.group(1) not in attached:
            place = passage.place(*picture.span())
            yield policy.finding("media.not_attached", place, "missing", reference=picture["source"])


RULES: Final = (Rule("media.not_attached", not_attached),)
