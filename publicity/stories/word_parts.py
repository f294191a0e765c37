"""The inside of a .docx: what of it is not carried over is counted, what must not be read is taken out."""

import zipfile
from collections import Counter
from collections.abc import Iterable
from enum import Enum
from pathlib import Path
from typing import IO, Final
from xml.parsers import expat

from lxml import etree

from publicity.errors import Invalid
from publicity.lib.files import CHUNK

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPH: Final = f"{_W}p".removeprefix("{")
_DOCUMENT: Final = "word/document.xml"
# Of these the reader makes a tree in memory, some 25 bytes for each of theirs.
_LONGEST_XML: Final = 6 * 1024 * 1024
# Each costs some 50 microseconds or one kilobyte, and packs to nothing: 44 kB held 900,000 paragraphs.
_MOST_PARAGRAPHS: Final = 20_000
_MOST_ELEMENTS: Final = 100_000
TOO_LONG: Final = "文档的文字太长，请拆成几份，或把正文复制到编辑框里。"
_LONGEST_PICTURES: Final = 100 * 1024 * 1024
_READ: Final = ("[Content_Types].xml", "_rels/.rels", _DOCUMENT, "word/_rels/document.xml.rels", "word/styles.xml")
_READ_TOO: Final = ("word/numbering.xml", "word/footnotes.xml", "word/endnotes.xml", "word/_rels/footnotes.xml.rels")
_PICTURES: Final = "word/media/"


class Dropped(Enum):
    """Something of a document that a story does not hold as it stood; the value names it, `{n}` its count."""

    HIDDEN = "隐藏文字 {n} 处"
    DELETED = "修订中删去的文字 {n} 处（插入的文字已并入正文）"
    COMMENT = "批注 {n} 条"
    MARGIN = "页眉、页脚和页码"
    FORMULA = "公式 {n} 个"
    CHART = "图表或流程图 {n} 个（请截成图片再上传）"
    OBJECT = "嵌入的文件 {n} 个"
    LOOKS = "字体、字号、颜色、对齐等格式"
    FOOTNOTE = "脚注或尾注 {n} 条移到了文末"
    TEXT_BOX = "文本框 {n} 个的文字接在所在段落之后，请核对位置"
    JOINED_CELLS = "合并单元格 {n} 处已拆开"
    NUMBERING = "自动编号 {n} 处改成了列表，请核对编号"

    @property
    def is_moved(self) -> bool:
        """It came along, to another place or in another form."""
        return self in (Dropped.FOOTNOTE, Dropped.TEXT_BOX, Dropped.JOINED_CELLS, Dropped.NUMBERING)

    def named(self, count: int) -> str:
        return self.value.format(n=count)


_BY_TAG: Final = {
    f"{_W}del": Dropped.DELETED,
    f"{_W}moveFrom": Dropped.DELETED,
    f"{_W}commentReference": Dropped.COMMENT,
    f"{_W}headerReference": Dropped.MARGIN,
    f"{_W}footerReference": Dropped.MARGIN,
    f"{_W}footnoteReference": Dropped.FOOTNOTE,
    f"{_W}endnoteReference": Dropped.FOOTNOTE,
    f"{_W}txbxContent": Dropped.TEXT_BOX,
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath": Dropped.FORMULA,
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart": Dropped.CHART,
    "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds": Dropped.CHART,
    "{urn:schemas-microsoft-com:office:office}OLEObject": Dropped.OBJECT,
    f"{_W}gridSpan": Dropped.JOINED_CELLS,
    f"{_W}vMerge": Dropped.JOINED_CELLS,
    f"{_W}numPr": Dropped.NUMBERING,
    f"{_W}rFonts": Dropped.LOOKS,
    f"{_W}sz": Dropped.LOOKS,
    f"{_W}color": Dropped.LOOKS,
    f"{_W}jc": Dropped.LOOKS,
    f"{_W}highlight": Dropped.LOOKS,
}
_OFF: Final = frozenset({"0", "false", "off"})


def slim(source: Path, target: Path) -> Counter[Dropped]:
    """Write to `target` the parts that are read, without hidden text; returns what of the rest was dropped.

    Raises Invalid for a text too long to be read in bounded memory or one with entities of its own; KeyError,
    XMLSyntaxError, ExpatError or BadZipFile for what is not whole.
    """
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as lean:
        names = set(archive.namelist())
        pictures = sorted(name for name in names if name.startswith(_PICTURES))
        _refuse_long(archive, [name for name in (*_READ, *_READ_TOO) if name in names], pictures)
        texts = {name: _checked(archive.read(name)) for name in (*_READ, *_READ_TOO) if name in names}
        _refuse_many(texts.values())
        document = texts.pop(_DOCUMENT)
        for text_name, content in texts.items():
            lean.writestr(text_name, content)
        for name in pictures:
            with archive.open(name) as given, lean.open(name, "w") as kept:
                _pour(given, kept)
        root = etree.fromstring(document, _parser())
        dropped = _count(root)
        lean.writestr(_DOCUMENT, etree.tostring(root, xml_declaration=True, encoding="UTF-8"))
    return dropped


def _refuse_long(archive: zipfile.ZipFile, texts: list[str], pictures: list[str]) -> None:
    if sum(archive.getinfo(name).file_size for name in texts) > _LONGEST_XML:
        raise Invalid(TOO_LONG)
    if sum(archive.getinfo(name).file_size for name in pictures) > _LONGEST_PICTURES:
        raise Invalid("文档里的图片太大，请先压缩图片（Word：图片格式—压缩图片），再导入。")


def _refuse_many(contents: Iterable[bytes]) -> None:
    """Counted as they pass, before anything is made of them."""
    left = {"": _MOST_ELEMENTS, _PARAGRAPH: _MOST_PARAGRAPHS}

    def begun(name: str, _attributes: object) -> None:
        left[""] -= 1
        if name == _PARAGRAPH:
            left[name] -= 1
        if min(left.values()) < 0:
            raise Invalid(TOO_LONG)

    for content in contents:
        parser = expat.ParserCreate(namespace_separator="}")
        parser.StartElementHandler = begun
        parser.Parse(content, True)


def _checked(content: bytes) -> bytes:
    """Word writes no document types; with them XML can be made to grow without end."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content or b"\x00" in content[:200]:
        raise Invalid("文档里有不该有的内容，未予导入；请用 Word 或 WPS 打开后另存一份再试。")
    return content


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def _count(root: etree._Element) -> Counter[Dropped]:
    """Count what is dropped; hidden runs, which the reader would show, are taken out of the tree."""
    dropped: Counter[Dropped] = Counter()
    for element in root.iter():
        kind = _BY_TAG.get(str(element.tag))
        if kind and not _continues(element):
            dropped[kind] += 1
    for mark in list(root.iter(f"{_W}vanish")):
        run = mark.getparent()
        run = run.getparent() if run is not None else None
        if run is None or run.tag != f"{_W}r" or mark.get(f"{_W}val") in _OFF:
            continue
        parent = run.getparent()
        if parent is not None:
            dropped[Dropped.HIDDEN] += 1
            parent.remove(run)
    return dropped


def _continues(element: etree._Element) -> bool:
    """A joined cell is told once, by its first."""
    return element.tag == f"{_W}vMerge" and element.get(f"{_W}val", "continue") != "restart"


def _pour(given: IO[bytes], kept: IO[bytes]) -> None:
    while piece := given.read(CHUNK):
        kept.write(piece)
