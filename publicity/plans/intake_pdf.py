"""The text layer of a PDF, page by page, within bounds of pages and memory."""

import io
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError
from pypdf.generic import ContentStream, DictionaryObject, StreamObject

from publicity.errors import Invalid

MAX_PAGES: Final = 200
MAX_PAGE_BYTES: Final = 8 * 1024 * 1024
MAX_FORMS: Final = 200
MIN_CHARACTERS: Final = 20
BROKEN: Final = "这份 PDF 已损坏，读不出来。请重新导出 PDF，或上传它的 Word 版。"
LOCKED: Final = "这份 PDF 加了密码。请取消密码后重新导出，或上传它的 Word 版。"
SCANNED: Final = (
    "这份 PDF 是扫描件，里面只有图片没有文字。请上传文件的 Word 版，或先做文字识别（OCR）再把文字粘贴进来。"
)
# What pypdf lets through when a file is damaged: it walks untyped objects and trusts their shape.
DAMAGE: Final = (
    PyPdfError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)


@dataclass(frozen=True, slots=True)
class PdfPages:
    """One text a page, in page order; `notes` say which pages gave none."""

    texts: tuple[str, ...]
    notes: tuple[str, ...] = ()


def read_pdf(data: bytes, on_page: Callable[[int, int], None] | None = None) -> PdfPages:
    """The text of each page, at most 200; raises Invalid for a locked, damaged, too long or scanned file."""
    reader = _open(data)
    texts: list[str] = []
    try:
        total = len(reader.pages)
        _refuse_pages(total)
        for page in reader.pages:
            texts.append(_page_text(page))
            if on_page is not None:
                on_page(len(texts), total)
    except DAMAGE as error:
        raise Invalid(BROKEN) from error
    if sum(len(text.strip()) for text in texts) < MIN_CHARACTERS:
        raise Invalid(SCANNED)
    return PdfPages(tuple(texts), tuple(_notes(texts)))


def _open(data: bytes) -> PdfReader:
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Invalid(LOCKED)
    except (DependencyError, FileNotDecryptedError) as error:
        raise Invalid(LOCKED) from error
    except DAMAGE as error:
        raise Invalid(BROKEN) from error
    return reader


def _refuse_pages(total: int) -> None:
    if total == 0:
        raise Invalid(BROKEN)
    if total > MAX_PAGES:
        raise Invalid(f"这份 PDF 有 {total} 页，超过 {MAX_PAGES} 页。请只导出方案所在的页再上传。")


def _page_text(page: PageObject) -> str:
    """The page's text; empty for a page whose drawing is too large to be text."""
    contents = page.get_contents()
    if contents is None or _size(contents) > MAX_PAGE_BYTES:
        return ""
    if sum(_size(form) for form in _forms(page)) > MAX_PAGE_BYTES:
        return ""
    return page.extract_text() or ""


def _size(stream: StreamObject | ContentStream) -> int:
    return len(stream.get_data())


def _forms(page: PageObject) -> Iterator[StreamObject]:
    """The forms drawn by the page and by its forms, each once, at most MAX_FORMS."""
    waiting: list[object] = [page.get("/Resources")]
    seen: set[int] = set()
    while waiting and len(seen) < MAX_FORMS:
        resources = _plain(waiting.pop())
        objects = _plain(resources.get("/XObject")) if isinstance(resources, DictionaryObject) else None
        for reference in objects.values() if isinstance(objects, DictionaryObject) else ():
            form = _plain(reference)
            if isinstance(form, StreamObject) and form.get("/Subtype") == "/Form" and id(form) not in seen:
                seen.add(id(form))
                waiting.append(form.get("/Resources"))
                yield form


def _plain(value: object) -> object:
    resolve = getattr(value, "get_object", None)
    return resolve() if callable(resolve) else value


def _notes(texts: list[str]) -> Iterator[str]:
    empty = [str(number) for number, text in enumerate(texts, 1) if not text.strip()]
    if empty:
        yield f"第 {'、'.join(empty)} 页没有文字（可能是图片或空白页），没有读入，请人工核对。"
