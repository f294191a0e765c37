"""A picture that stands in the text without words of its own shows those of the attachment."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

_PICTURE: Final = re.compile(r'!\[(?P<alt>[^\[\]\n]*)\]\(media:(?P<id>[0-9]+)(?:[ \t]+"(?P<caption>[^"\n]*)")?[ \t]*\)')
_NO_MARKS: Final = str.maketrans({"[": "（", "]": "）", '"': "”", "\n": " "})


def reference(media_id: object, alt: str, caption: str) -> str:
    """The Markdown that puts a picture into a text, with the words given."""
    shown, below = (alt or caption).translate(_NO_MARKS), caption.translate(_NO_MARKS)
    return f'![{shown}](media:{media_id} "{below}")' if below else f"![{shown}](media:{media_id})"


def with_picture_words(text: str, media: Sequence[Mapping[str, Any]]) -> str:
    """`text` for showing: each picture's missing alternative text and caption are those of its entry in `media`."""
    said = {str(item["id"]): item for item in media}

    def worded(found: re.Match[str]) -> str:
        item = said.get(found["id"])
        if item is None:
            return found[0]
        alt, caption = found["alt"] or str(item.get("alt", "")), found["caption"] or str(item.get("caption", ""))
        return reference(found["id"], alt, caption)

    return _PICTURE.sub(worded, text)
