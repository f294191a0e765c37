"""A plan file of any accepted form becomes text; the form is told from the content, never from the name."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from publicity.errors import Invalid
from publicity.plans.intake_docx import read_docx
from publicity.plans.intake_pdf import read_pdf

MAX_BYTES: Final = 20 * 1024 * 1024
MAX_CHARACTERS: Final = 1_000_000
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_OFFICE: Final = "EncryptedPackage".encode("utf-16-le")
PICTURES: Final = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"RIFF")
UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ue000-\uf8ff\ufffd]")
MARKUP = re.compile(r"\s*<(?:!doctype html|html|\?xml|body|div|p)\b", re.IGNORECASE)

OnPage = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Intake:
    """`text` as taken from the file, `form` is text, docx or pdf; `notes` say what could not be taken."""

    text: str
    form: str
    pages: int = 1
    notes: tuple[str, ...] = ()


def read_file(data: bytes, *, on_page: OnPage | None = None) -> Intake:
    """The text of a .txt, .md, .docx or .pdf of at most 20 MB and 200 pages; `on_page(done, total)` hears of progress.

    Raises Invalid with a sentence that says what to do for every other, broken, locked, empty or oversized file.
    """
    _refuse_what_cannot_be_read(data)
    if data.startswith(b"PK"):
        text = read_docx(data)
        found = Intake(text, "docx")
    elif b"%PDF-" in data[:1024]:
        pages = read_pdf(data, on_page)
        found = Intake("\n\n".join(pages.texts), "pdf", len(pages.texts), pages.notes)
    else:
        found = Intake(_decode(data), "text")
    checked = Intake(read_paste(found.text), found.form, found.pages, found.notes)
    if on_page is not None and found.form != "pdf":
        on_page(1, 1)
    return checked


def read_paste(text: str) -> str:
    """Pasted text as it is; raises Invalid when it is empty, too long, or not text at all."""
    if not text.strip():
        raise Invalid("文件里没有文字。请核对是否选对了文件，或把正文复制后粘贴进来。")
    if len(text) > MAX_CHARACTERS:
        raise Invalid(f"正文超过 {MAX_CHARACTERS // 10_000} 万字，一次读不了。请只保留方案正文，或拆成几份再读。")
    sample = text[:20_000]
    if "\x00" in text or len(UNPRINTABLE.findall(sample)) * 20 > len(sample):
        raise Invalid("文件里多半不是文字。请用 Word 或 WPS 打开，另存为 .docx 或 .txt 后再上传。")
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise Invalid("文字里有残缺的字符。请在原文件里重新复制正文，或另存为 .docx 后上传。")
    return text


def _refuse_what_cannot_be_read(data: bytes) -> None:
    if not data:
        raise Invalid("文件是空的。请核对后重新上传。")
    if len(data) > MAX_BYTES:
        raise Invalid("文件超过 20 MB。请删去其中的图片、附件后再上传，或把正文复制后粘贴进来。")
    if data.startswith(OLE):
        if ENCRYPTED_OFFICE in data:
            raise Invalid("文件加了密码。请打开后取消密码，另存为 .docx 再上传。")
        raise Invalid("这是旧版的 Office 或 WPS 文件（.doc、.wps、.xls）。请打开后另存为 .docx 再上传。")
    if data.startswith(b"{\\rtf"):
        raise Invalid("这是 RTF 文件。请用 Word 或 WPS 打开，另存为 .docx 再上传。")
    if data.startswith(PICTURES):
        raise Invalid("这是图片，读不出文字。请上传文件的 Word 版，或先做文字识别再把文字粘贴进来。")


def _decode(data: bytes) -> str:
    """Text in UTF-8 (with or without its mark), UTF-16 with its mark, or GB18030."""
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if MARKUP.match(text):
            raise Invalid("这是网页文件。请在浏览器里打开，把正文复制后粘贴进来。")
        return text
    raise Invalid("文件的文字编码认不出来。请用记事本打开，另存为 UTF-8 编码的 .txt 再上传。")
