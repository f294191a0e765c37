"""The text of a Word file in reading order, streamed so that memory does not grow with the file."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Final

from lxml import etree

from publicity.errors import Invalid
from publicity.plans.word_numbering import Numbering, Styles

MAX_UNPACKED: Final = 200 * 1024 * 1024
MAX_PART: Final = 40 * 1024 * 1024
MAX_SMALL_PART: Final = 4 * 1024 * 1024
MAX_ENTRIES: Final = 5000
MAX_TEXT: Final = 2_000_000
W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
BROKEN: Final = "这份 Word 文件已损坏，读不出来。请用 Word 或 WPS 打开，另存为 .docx 后重新上传。"
BOMB: Final = "这份文件解压后过大，不像一份方案。请只保留正文，另存后再上传。"
LOCKED: Final = "文件加了密码。请打开后取消密码，另存为 .docx 再上传。"
NOT_WORD: Final = "这不是 Word 文件（可能是表格、演示或压缩包）。请上传 .docx、.pdf、.txt，或把正文复制后粘贴进来。"
DAMAGE: Final = (
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    ValueError,
    etree.LxmlError,
    struct.error,
    zipfile.BadZipFile,
    zlib.error,
)
BREAKS: Final = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
SKIPPED: Final = frozenset((f"{W}del", f"{W}moveFrom", f"{W}txbxContent", FALLBACK))


def read_docx(data: bytes) -> str:
    """Paragraphs and tables in order: headings begin with `#`, a table row is one line with ` | ` between the cells.

    Automatic numbers are written out. Raises Invalid for what is damaged, locked, no Word file, or unpacks too large.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            main = _main_part(archive)
            styles = Styles.read(_small_part(archive, "styles", main))
            numbering = Numbering.read(_small_part(archive, "numbering", main))
            with archive.open(main) as stream:
                return "\n".join(_Reader(styles, numbering).lines(stream))
    except DAMAGE as error:
        raise Invalid(BROKEN) from error


def _main_part(archive: zipfile.ZipFile) -> str:
    entries = archive.infolist()
    if any(entry.flag_bits & 1 for entry in entries):
        raise Invalid(LOCKED)
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise Invalid(BOMB)
    name = _declared_main(archive) or "word/document.xml"
    if name not in archive.namelist():
        raise Invalid(NOT_WORD)
    if archive.getinfo(name).file_size > MAX_PART:
        raise Invalid(BOMB)
    return name


def _declared_main(archive: zipfile.ZipFile) -> str | None:
    """The main part named by the package, only when it is a word processing one."""
    if "_rels/.rels" not in archive.namelist():
        return None
    if archive.getinfo("_rels/.rels").file_size > MAX_SMALL_PART:
        raise Invalid(BOMB)
    root = _parse(archive.read("_rels/.rels"))
    for relation in root.iter(RELATION):
        target = str(relation.get("Target", "")).lstrip("/")
        if str(relation.get("Type", "")).endswith("/officeDocument"):
            if not target.startswith("word/"):
                raise Invalid(NOT_WORD)
            return target
    return None


def _small_part(archive: zipfile.ZipFile, part: str, main: str) -> etree._Element | None:
    name = f"{main.rpartition('/')[0]}/{part}.xml"
    if name not in archive.namelist() or archive.getinfo(name).file_size > MAX_SMALL_PART:
        return None
    return _parse(archive.read(name))


def _parse(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(data, parser)


@dataclass(slots=True)
class _Table:
    cells: list[str] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)


class _Reader:
    """Follows the body's elements as they close; a table inside a cell is flattened into that cell."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._tables: list[_Table] = []
        self._fallbacks = 0

    def lines(self, stream: IO[bytes]) -> Iterator[str]:
        """The text, line by line, without line ends inside a table row."""
        events = etree.iterparse(
            stream,
            events=("start", "end"),
            tag=(f"{W}tbl", f"{W}tc", f"{W}tr", f"{W}p", FALLBACK),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
        )
        size = 0
        for event, element in events:
            for line in self._open(element) if event == "start" else self._close(element):
                size += len(line) + 1
                if size > MAX_TEXT:
                    raise Invalid(BOMB)
                yield line

    def _open(self, element: etree._Element) -> tuple[str, ...]:
        if element.tag == f"{W}tbl":
            self._tables.append(_Table())
        elif element.tag == FALLBACK:
            self._fallbacks += 1
        return ()

    def _close(self, element: etree._Element) -> tuple[str, ...]:
        """What is finished by this element's end: a paragraph outside tables, or an outer table's row."""
        written: tuple[str, ...] = ()
        if element.tag == FALLBACK:
            self._fallbacks -= 1
        elif element.tag == f"{W}p":
            written = self._paragraph(element)
        elif self._tables:
            written = self._table_part(str(element.tag))
        if element.tag != f"{W}p" or not _inside_paragraph(element):
            _forget(element)
        return written

    def _paragraph(self, element: etree._Element) -> tuple[str, ...]:
        if self._fallbacks:
            return ()
        text = "".join(_pieces(element)).strip()
        if not self._tables:
            return (f"{self._label(element, text)}{text}",)
        if text:
            self._tables[-1].paragraphs.append(" ".join(f"{self._numbering.label(element, None)}{text}".split("\n")))
        return ()

    def _label(self, element: etree._Element, text: str) -> str:
        if not text:
            return ""
        style = self._styles.of(element)
        mark = "#" * style.level + " " if style.level else ""
        return mark + self._numbering.label(element, style.numbering)

    def _table_part(self, tag: str) -> tuple[str, ...]:
        table = self._tables[-1]
        if tag == f"{W}tc":
            table.cells.append(_one_cell(table.paragraphs))
            table.paragraphs = []
        elif tag == f"{W}tr" and len(self._tables) == 1:
            row, table.cells = " | ".join(table.cells), []
            return (row,)
        elif tag == f"{W}tbl":
            self._tables.pop()
            if self._tables:
                self._tables[-1].paragraphs.extend(cell for cell in table.cells if cell)
        return ()


def _one_cell(paragraphs: list[str]) -> str:
    ended = [text if text.endswith(tuple("。；;，,、：:")) else text + "；" for text in paragraphs[:-1]]
    return "".join(ended + paragraphs[-1:])


def _pieces(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag in SKIPPED:
            continue
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in BREAKS:
            yield BREAKS[str(child.tag)]
        else:
            yield from _pieces(child)


def _inside_paragraph(element: etree._Element) -> bool:
    return any(True for _ in element.iterancestors(f"{W}p"))


def _forget(element: etree._Element) -> None:
    """Drop what has been read: the element's content and the siblings before it."""
    if _inside_paragraph(element):
        return
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
