"""What an uploaded file is, read from its content and never from its name."""

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Final

import filetype

from publicity.errors import Invalid
from publicity.media import documents, film, pictures

_HEAD: Final = 8192
_PICTURES: Final = MappingProxyType(
    {
        "image/jpeg": "jpg",
        "image/png": "png",
        "image/gif": "gif",
        "image/webp": "webp",
        "image/bmp": "bmp",
        "image/tiff": "tif",
        "image/heic": "heic",
        "image/heif": "heic",
    }
)
_FILMS: Final = MappingProxyType(
    {
        "video/mp4": "mp4",
        "video/x-m4v": "m4v",
        "video/quicktime": "mov",
        "video/3gpp": "3gp",
        "video/webm": "webm",
        "video/x-matroska": "mkv",
        "video/x-msvideo": "avi",
        "video/x-ms-wmv": "wmv",
        "video/x-flv": "flv",
        "video/mpeg": "mpg",
        "audio/mpeg": "mp3",
        "audio/mp4": "m4a",
        "audio/x-wav": "wav",
        "audio/amr": "amr",
        "audio/ogg": "ogg",
        "audio/x-flac": "flac",
        "audio/aac": "aac",
    }
)
_HTML: Final = re.compile(
    rb"<\s*(!doctype\s+html|html|head|body|script|iframe|svg|\?xml|!--|meta|a\s|img\s|p[\s>])", re.I
)
_PROGRAM: Final = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa")
_ARCHIVE: Final = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh")
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"


class MediaKind(StrEnum):
    """What a file is to the desk; the values are those of `checks.DraftMedia.kind`."""

    IMAGE = "image"
    VIDEO = "video"
    AUDIO = "audio"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class MediaFacts:
    """What the content says: size in bytes, width and height in px as seen upright, duration in s, bit rate in bit/s.

    What a kind does not have is None; `codec` is "" for documents; `extension` is the right one for the content.
    """

    kind: MediaKind
    mime: str
    extension: str
    size: int
    width: int | None = None
    height: int | None = None
    duration: float | None = None
    codec: str = ""
    bit_rate: int | None = None

    @property
    def plays_everywhere(self) -> bool:
        """Whether browsers and WeChat play it as it is: H.264 in MP4, or MP3 or AAC sound."""
        if self.kind is MediaKind.VIDEO:
            return self.codec == "h264" and self.extension in {"mp4", "m4v"}
        return self.kind is MediaKind.AUDIO and self.extension in {"mp3", "m4a"}


def probe(path: Path) -> MediaFacts:
    """The facts of the file at `path`; it has then been decoded far enough to be what it says.

    Raises Invalid with a sentence to act upon: for pages, vector pictures, programs and archives posing as something
    else, for broken files, and for pictures beyond the pixel limits of `pictures`.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(_HEAD)
    guess = filetype.guess(head) if head else None
    mime = str(guess.mime) if guess else ""
    if mime in _PICTURES:
        width, height, picture_format = pictures.measure(path)
        return MediaFacts(MediaKind.IMAGE, mime, _PICTURES[mime], size, width, height, codec=picture_format)
    if mime in _FILMS:
        return _film_facts(path, mime, size)
    if head.startswith(b"%PDF-"):
        documents.check_pdf(path)
        return MediaFacts(MediaKind.DOCUMENT, documents.PDF, "pdf", size)
    if head.startswith(b"PK\x03\x04"):
        documents.check_docx(path)
        return MediaFacts(MediaKind.DOCUMENT, documents.DOCX, "docx", size)
    raise Invalid(_refusal(head))


def _film_facts(path: Path, mime: str, size: int) -> MediaFacts:
    shot = film.measure(path, _FILMS[mime])
    if shot.extension != _FILMS[mime]:
        mime = "video/3gpp"
    if shot.width:
        kind, mime = MediaKind.VIDEO, mime.replace("audio/", "video/")
    else:
        kind, mime = MediaKind.AUDIO, mime.replace("video/", "audio/")
    return MediaFacts(
        *(kind, mime, shot.extension, size, shot.width, shot.height, shot.duration, shot.codec, shot.bit_rate)
    )


def _refusal(head: bytes) -> str:
    if not head:
        return "文件是空的，请检查后重新上传。"
    if _HTML.search(head[:2048]):
        return "这是网页或矢量图（HTML、SVG），不是照片：请另存为 JPG 或 PNG 图片后再上传。"
    if head.startswith(_PROGRAM):
        return "这是程序文件，不能上传；请上传照片、视频、音频、PDF 或 Word 文档。"
    if head.startswith(_ARCHIVE):
        return "这是压缩包，请解压后把里面的照片、视频逐个上传。"
    if head.startswith(_OLD_OFFICE):
        return "这是旧版 Word 文档（.doc）或 WPS 文档，请打开后另存为 .docx 再上传。"
    return "认不出这个文件的类型；请上传照片（JPG、PNG、HEIC）、视频（MP4）、音频（MP3）、PDF 或 Word 文档。"
