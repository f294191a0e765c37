"""Papers are what they should be, carry no macros under any name, and fetch nothing from elsewhere."""

import zipfile
from pathlib import Path

import docx
import pytest

from publicity.errors import Invalid
from publicity.media.documents import check_docx

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PROJECT = "application/vnd.ms-office.vbaProject"
MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def changed(path: Path, *, types: tuple[bytes, bytes] = (b"", b""), **added: bytes) -> Path:
    """A Word document with a piece of its content types replaced and parts added; `__` in a name is a slash."""
    docx.Document().save(str(path.with_suffix(".plain")))
    with zipfile.ZipFile(path.with_suffix(".plain")) as plain, zipfile.ZipFile(path, "w") as made:
        for name in plain.namelist():
            data = plain.read(name)
            if name == "[Content_Types].xml":
                data = data.replace(*types) if types[0] else data
            made.writestr(name, data)
        for name, data in added.items():
            made.writestr(name.replace("__", "/"), data)
    return path


def linked(path: Path, kind: str, target: str, *, mode: str = "External", base: str = RELATIONS) -> Path:
    relation = f'<Relationship Id="rId1" Type="{base}/{kind}" Target="{target}" TargetMode="{mode}"/>'
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    body = f'<Relationships xmlns="{space}">{relation}</Relationships>'.encode()
    return changed(path, **{"word___rels__settings.xml.rels": body})


def test_a_plain_document_is_taken(tmp_path: Path) -> None:
    check_docx(changed(tmp_path / "a.docx"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"</Types>", f'<Override PartName="/word/foo.bin" ContentType="{PROJECT}"/></Types>'.encode()),
        (b"</Types>", f'<Default Extension="foo" ContentType="{PROJECT.upper()}"/></Types>'.encode()),
        (MAIN, b"application/vnd.ms-word.document.macroEnabled.main+xml"),
    ],
)
def test_a_macro_is_known_by_what_it_is_said_to_be(tmp_path: Path, old: bytes, new: bytes) -> None:
    with pytest.raises(Invalid, match="带有宏"):
        check_docx(changed(tmp_path / "a.docx", types=(old, new), word__foo=b"\xd0\xcf\x11\xe0"))


def test_a_macro_is_known_by_what_it_is_to_the_document(tmp_path: Path) -> None:
    base = "http://schemas.microsoft.com/office/2006/relationships"
    with pytest.raises(Invalid, match="带有宏"):
        check_docx(linked(tmp_path / "a.docx", "vbaProject", "foo.bin", mode="Internal", base=base))


@pytest.mark.parametrize(
    "target",
    [
        "http://example.com/x.dotm",
        "HTTPS://example.com/x.dotm",
        "ftp://example.com/x",
        "mhtml:http://example.com/x",
        "\\\\server\\share\\x.dotm",
        "//server/share/x.dotm",
        "file://server/share/x.dotm",
        "file:////server/share/x.dotm",
        "file:///\\\\server\\share\\x.dotm",
        "file:///%5C%5Cserver%5Cshare%5Cx.dotm",
    ],
)
@pytest.mark.parametrize("base", [RELATIONS, STRICT])
def test_what_comes_from_another_computer_when_opened_is_refused(tmp_path: Path, target: str, base: str) -> None:
    with pytest.raises(Invalid, match="取模板"):
        check_docx(linked(tmp_path / "a.docx", "attachedTemplate", target, base=base))


@pytest.mark.parametrize(
    ("kind", "target", "mode"),
    [
        ("attachedTemplate", "file:///C:\\Users\\x\\Normal.dotm", "External"),
        ("attachedTemplate", "file:///C:/Users/x/Normal%20Neu.dotm", "External"),
        ("attachedTemplate", "C:\\Users\\x\\Normal.dotm", "External"),
        ("attachedTemplate", "file:///Users/x/Normal.dotm", "External"),
        ("attachedTemplate", "file://localhost/Users/x/Normal.dotm", "External"),
        ("attachedTemplate", "Normal.dotm", "External"),
        ("hyperlink", "https://example.com/", "External"),
        ("image", "https://example.com/a.png", "External"),
        ("oleObject", "embeddings/oleObject1.bin", "Internal"),
    ],
)
def test_links_and_templates_on_ones_own_disk_are_no_harm(tmp_path: Path, kind: str, target: str, mode: str) -> None:
    check_docx(linked(tmp_path / "a.docx", kind, target, mode=mode))


@pytest.mark.parametrize(
    "body",
    [
        b"no xml",
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>',
        b'<!DOCTYPE x [<!ENTITY a "vbaProject">]><x><y Type="&a;"/></x>',
        b"<x>" + b"<y/>" * 1_000_000 + b"</x>",
    ],
    ids=["no xml", "entities", "a word of its own", "too long"],
)
def test_relations_that_cannot_be_read_are_refused(tmp_path: Path, body: bytes) -> None:
    with pytest.raises(Invalid, match="损坏"):
        check_docx(changed(tmp_path / "a.docx", **{"word___rels__settings.xml.rels": body}))
