"""Papers that come with a story: PDF and Word files, checked before they are kept or opened."""

import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from lxml import etree

from publicity.errors import Invalid
from publicity.lib.files import refuse_archive_bomb

PDF: Final = "application/pdf"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MAIN_PART: Final = "word/document.xml"
_TYPES: Final = "[content_types].xml"
# In the name of a part, in what it is said to be, or in what it is to the document.
_MACROS: Final = ("vbaproject", "vbadata", "macroenabled")
# What Word fetches by itself when the document is opened; links wait until somebody follows them.
_FETCHED: Final = frozenset({"attachedTemplate", "oleObject", "package", "frame", "subDocument", "control"})
_FETCHING: Final = (
    "这个 Word 文档一打开就会从网上或别的电脑取模板或内容，可能带进宏：请把全文复制到新建的空白文档里，保存后再上传。"
)
_LONGEST_PARTS: Final = 3 * 1024 * 1024
_BROKEN: Final = "文件不完整或已损坏，请用 Word 或 WPS 打开后另存一份再上传。"
_TAIL: Final = 2048
_ENTRIES: Final = 3000
_UNPACKED: Final = 200 * 1024 * 1024


def check_pdf(path: Path) -> None:
    """Raises Invalid unless the file begins and ends as ISO 32000-1 §7.5 says, or when it is encrypted."""
    with path.open("rb") as file:
        head = file.read(_TAIL)
        file.seek(max(path.stat().st_size - _TAIL, 0))
        tail = file.read()
    if not head.startswith(b"%PDF-") or b"%%EOF" not in tail:
        raise Invalid("PDF 文件不完整，请重新导出后再上传。")
    if b"/Encrypt" in tail or b"/Encrypt" in head:
        raise Invalid("PDF 文件加了密码，请去掉密码后再上传。")


def check_docx(path: Path) -> None:
    """Raises Invalid for a zip that is no whole Word document, that carries macros under whatever name, that fetches
    something from elsewhere when it is opened, or that unpacks to more than 200 MB."""
    names = refuse_archive_bomb(path, entries=_ENTRIES, unpacked=_UNPACKED)
    if _MAIN_PART not in names:
        raise Invalid("这是压缩包，不是 Word 文档：请解压后把里面的文件逐个上传，表格请另存为 PDF。")
    links = [name for name in names if name.lower().endswith(".rels")]
    types = [name for name in names if name.lower() == _TYPES]
    kinds = [element.get("ContentType", "").lower() for element in _elements(path, types)]
    relations = [_Relation.of(element) for element in _elements(path, links)]
    said = [*kinds, *(relation.kind.lower() for relation in relations), *(name.lower() for name in names)]
    if any(word in text for text in said for word in _MACROS):
        raise Invalid("这个 Word 文档带有宏，请另存为不带宏的 .docx 再上传。")
    if any(relation.kind in _FETCHED and relation.is_remote for relation in relations):
        raise Invalid(_FETCHING)


@dataclass(frozen=True, slots=True)
class _Relation:
    """What a part of the document is to another (ECMA-376-2 §6.5.3): the last word of its type, and where it lies."""

    kind: str
    target: str
    is_external: bool

    @classmethod
    def of(cls, element: etree._Element) -> "_Relation":
        target = unquote(element.get("Target", "")).replace("\\", "/").strip()
        return cls(element.get("Type", "").rpartition("/")[2], target, element.get("TargetMode") == "External")

    @property
    def is_remote(self) -> bool:
        """Whether it lies on another computer; a template on the writer's own disk does no harm and is common."""
        if not self.is_external:
            return False
        place = self.target
        if place.lower().startswith("file:"):
            place = re.sub(r"^(?:///?localhost(?=/)|//)(?=/[^/])", "", place[5:], flags=re.I)
        return place.startswith("//") or re.match(r"[A-Za-z][A-Za-z0-9+.-]+:", place) is not None


def _elements(path: Path, names: list[str]) -> list[etree._Element]:
    """The elements below the root of these parts; raises Invalid for what cannot be read, is too long for its kind or
    declares words of its own (ECMA-376-2 §6.2.5 forbids it)."""
    found: list[etree._Element] = []
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(archive.getinfo(name).file_size for name in names) > _LONGEST_PARTS:
                raise Invalid(_BROKEN)
            for name in names:
                parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
                root = etree.fromstring(archive.read(name), parser)
                if root.getroottree().docinfo.internalDTD is not None:
                    raise Invalid(_BROKEN)
                found += root.iterchildren("{*}*")
    except (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, OSError, RuntimeError, NotImplementedError) as error:
        raise Invalid(_BROKEN) from error
    return found
