"""Texts from Word and WPS: a .docx read into Markdown with its pictures, and what is pasted cleaned of rubbish."""

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any, Final
from xml.parsers.expat import ExpatError

import mammoth
from lxml import etree

from publicity.errors import Invalid
from publicity.lib.html_to_markdown import from_html, is_too_much
from publicity.media.documents import check_docx
from publicity.media.probe import MediaKind, probe
from publicity.stories.word_html import CAPTION, put_right
from publicity.stories.word_parts import TOO_LONG, Dropped, slim

_BROKEN: Final = "Word 文档读不出来，可能已损坏；请用 Word 或 WPS 打开后另存为 .docx 再导入。"
_NO_DOCUMENT: Final = "这不是 Word 文档，请选一个 .docx 文件。"
_OTHERS: Final = (
    (b"\xd0\xcf\x11\xe0", "这是旧版 .doc，或者加了密码的文档：请用 Word 或 WPS 打开，另存为不加密码的 .docx 再导入。"),
    (b"%PDF-", "这是 PDF，不是 Word 文档：请导入原来的 .docx，或者把文字复制到编辑框里。"),
    (b"{\\rtf", "这是 .rtf 文档：请用 Word 或 WPS 打开，另存为 .docx 再导入。"),
    (b"\xff\xd8\xff", "这是一张图片，不是 Word 文档。图片请在编辑页拖进正文，或到附件页上传。"),
    (b"\x89PNG", "这是一张图片，不是 Word 文档。图片请在编辑页拖进正文，或到附件页上传。"),
    (b"GIF8", "这是一张图片，不是 Word 文档。图片请在编辑页拖进正文，或到附件页上传。"),
)
_STYLES: Final = f"""
p[style-name='Caption'] => p.{CAPTION}:fresh
p[style-name='caption'] => p.{CAPTION}:fresh
p[style-name='题注'] => p.{CAPTION}:fresh
p[style-name='Title'] => h1:fresh
p[style-name='标题'] => h1:fresh
p[style-name='Subtitle'] => h2:fresh
r[style-name='Hyperlink'] =>
u => u
"""
_READING: Final = (KeyError, ValueError, AttributeError, IndexError, TypeError, OSError, zipfile.BadZipFile)
_NUMBERED_TITLE: Final = re.compile(
    r"(?m)^(?:\*\*)?((?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)[^\n]{1,38}?)(?:\*\*)?$"
)
_SENTENCE_END: Final = "。；，！？：…"
_LONGEST_TITLE: Final = 60
TOP: Final = 2
"""The level of a story's sections, as the templates write them."""


@dataclass(frozen=True, slots=True)
class ImportedPicture:
    """A picture taken out of the document; the text names it `media:{name}` until `with_media` gives it its own id."""

    name: str
    path: Path
    alt: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """What a document held: the title ("" where none stands out), Markdown, pictures, and in words what was left.

    `moved` came along to another place or in another form.
    """

    title: str
    text: str
    pictures: tuple[ImportedPicture, ...]
    dropped: tuple[str, ...]
    moved: tuple[str, ...]


def read_docx(path: Path, folder: Path, *, most_pictures: int = 60) -> Imported:
    """Read the .docx at `path`; its pictures are written to `folder`, which exists and is the caller's to clear.

    Headings, lists, tables, bold, links and pictures are kept, everything else is dropped and named in `dropped`.
    Raises Invalid for what is no .docx, carries macros, is a bomb or too long.
    """
    _refuse_others(path)
    check_docx(path)
    pictures = _Pictures(folder, most_pictures)
    lean = folder / "lean.docx"
    try:
        dropped = slim(path, lean)
        with lean.open("rb") as file:
            made = mammoth.convert_to_html(
                file,
                style_map=_STYLES,
                include_embedded_style_map=False,
                convert_image=pictures.keep,
            )
    except (ExpatError, etree.XMLSyntaxError, RecursionError, *_READING) as error:
        raise Invalid(_BROKEN) from error
    finally:
        lean.unlink(missing_ok=True)
    if is_too_much(made.value):
        raise Invalid(TOO_LONG)
    whole, captions = put_right(_lower_headings(made.value))
    text = from_html(whole, images={f"media:{kept.name}" for kept in pictures.kept})
    title, text = _take_title(_mark_titles(text))
    kept = tuple(replace(one, caption=captions.get(f"media:{one.name}", "")) for one in pictures.kept)
    gone = [kind.named(dropped[kind]) for kind in Dropped if dropped[kind] and not kind.is_moved]
    if pictures.refused:
        gone.append(f"图片 {pictures.refused} 张（不是能用的格式，如 EMF、WMF：请另存为 JPG 后上传）")
    if pictures.beyond:
        gone.append(f"第{most_pictures}张以后的图片 {pictures.beyond} 张（一篇稿件最多{most_pictures}个附件）")
    moved = tuple(kind.named(dropped[kind]) for kind in Dropped if dropped[kind] and kind.is_moved)
    return Imported(title, with_levels(text), kept, tuple(gone), moved)


def with_levels(text: str) -> str:
    """The Markdown with its highest headings at the level of a story's sections, the others as far below as before."""
    levels = [len(marks) for marks in re.findall(r"(?m)^(#{1,6}) ", text)]
    by = TOP - min(levels, default=TOP)
    return re.sub(r"(?m)^(#{1,6})(?= )", lambda found: "#" * min(len(found[1]) + by, 6), text) if by else text


def with_media(text: str, ids: Mapping[str, int]) -> str:
    """The Markdown with each imported picture's name replaced by the id it was registered under; others go."""
    shown = re.sub(
        r"!\[([^\]]*)\]\(media:(word-\d+)([^)]*)\)",
        lambda found: f"![{found[1]}](media:{ids[found[2]]}{found[3]})" if found[2] in ids else "",
        text,
    )
    return re.sub(r"\n{3,}", "\n\n", shown)


class _Pictures:
    """Writes the document's pictures out one at a time and keeps those that are pictures."""

    def __init__(self, folder: Path, most: int) -> None:
        self._folder = folder
        self._most = most
        self.kept: list[ImportedPicture] = []
        self.refused = 0
        self.beyond = 0

    @property
    def keep(self) -> Any:
        return mammoth.images.img_element(self._attributes)

    def _attributes(self, image: Any) -> dict[str, str]:
        if len(self.kept) >= self._most:
            self.beyond += 1
            return {"src": ""}
        name = f"word-{len(self.kept) + self.refused + 1}"
        path = self._folder / name
        with image.open() as source:
            _copy(source, path)
        try:
            facts = probe(path)
            if facts.kind is not MediaKind.IMAGE:
                raise Invalid(_BROKEN)
        except Invalid:
            path.unlink()
            self.refused += 1
            return {"src": ""}
        named = path.rename(path.with_suffix(f".{facts.extension}"))
        alt = _alt(image.alt_text or "")
        self.kept.append(ImportedPicture(name, named, alt))
        return {"src": f"media:{name}", "alt": alt}


def _copy(source: IO[bytes], path: Path) -> None:
    with path.open("wb") as file:
        while piece := source.read(1024 * 1024):
            file.write(piece)


def _alt(given: str) -> str:
    """Word fills alt texts with file names and machine guesses; those say nothing."""
    said = " ".join(given.split())
    return "" if re.fullmatch(r"(图片|Picture|图像|IMG|image)?[\s_\-]*\w*\.?(jpe?g|png|gif)?", said, re.I) else said


def _lower_headings(made: str) -> str:
    """Headings begin one level down, as everywhere in a story."""
    lowest = min((int(level) for level in re.findall(r"<h([1-6])\b", made)), default=1)
    return re.sub(r"<(/?)h([1-6])\b", lambda found: f"<{found[1]}h{min(int(found[2]) - lowest + 2, 6)}", made)


def _mark_titles(text: str) -> str:
    """Short lines numbered 一、 or （一） that do not end as a sentence are headings, though Word was not told so."""

    def mark(found: re.Match[str]) -> str:
        title = found[1]
        if title.endswith(tuple(_SENTENCE_END)):
            return found[0]
        return f"{'##' if title.startswith('（') else '#'} {title}"

    return _NUMBERED_TITLE.sub(mark, text)


def _take_title(text: str) -> tuple[str, str]:
    """The first block where it is a title (a heading not numbered, or a short line before all others), and the rest."""
    first, _, rest = text.partition("\n\n")
    plain = first.lstrip("# ").replace("*", "").replace("\\", "").strip()
    numbered = _NUMBERED_TITLE.fullmatch(plain)
    is_line = "\n" not in first.strip() and "](" not in first and not first.startswith(("|", "-", ">"))
    if len(plain) > _LONGEST_TITLE:
        return "", text
    if not plain or not rest.strip() or numbered or not is_line or plain.endswith(tuple(_SENTENCE_END)):
        return "", text
    return plain, rest


def _refuse_others(path: Path) -> None:
    with path.open("rb") as file:
        head = file.read(8)
    said = next((sentence for begins, sentence in _OTHERS if head.startswith(begins)), "")
    if said or not head.startswith(b"PK"):
        raise Invalid(said or _NO_DOCUMENT)
