"""What is downloaded for WeChat: covers and pictures by number, the body as HTML and as text, title and digest."""

from collections.abc import Callable, Iterator
from typing import Final
from urllib.parse import quote

from publicity.lib import markdown
from publicity.publishing import wechat
from publicity.publishing.article import Article
from publicity.publishing.exports.assembly import Export
from publicity.publishing.wechat_style import Style

_COVER: Final = "00-"
_PICTURE: Final = ".jpg"


def members(
    export: Export, article: Article, style: Style, *, page: Callable[[str, str], str]
) -> Iterator[tuple[str, bytes]]:
    """Names and bytes for `lib.files.zip_stream`, one picture at a time; `page(title, html)` makes the HTML whole.

    In the HTML pictures are named as they lie beside it.
    """
    made = wechat.make(article, style, picture_url=lambda name: name)
    numbered, names = iter(made.pictures), {}
    for name, data in wechat.files(made, cover=export.cover, crops=dict(export.crops)):
        if name.endswith(_PICTURE) and not name.startswith(_COVER):
            names[next(numbered).id] = quote(name)
        yield name, data
    beside = wechat.make(article, style, picture_url=names.__getitem__)
    yield "正文.html", page(article.title, beside.html).encode()
    yield "正文.txt", markdown.plain(article.text).replace("\n", "\r\n").encode("utf-8-sig")
