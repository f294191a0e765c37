"""Papers that come with a story: PDF and Word files, checked before they are kept or opened."""

from pathlib import Path
from typing import Final

from publicity.errors import Invalid
from publicity.lib.files import refuse_archive_bomb

PDF: Final = "application/pdf"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MAIN_PART: Final = "word/document.xml"
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
    """Raises Invalid for a zip that is no Word document, that carries macros, or that unpacks to more than 200 MB."""
    names = refuse_archive_bomb(path, entries=_ENTRIES, unpacked=_UNPACKED)
    if _MAIN_PART not in names:
        raise Invalid("这是压缩包，不是 Word 文档：请解压后把里面的文件逐个上传，表格请另存为 PDF。")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Invalid("这个 Word 文档带有宏，请另存为不带宏的 .docx 再上传。")
