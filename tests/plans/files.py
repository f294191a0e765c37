"""Small files of every form, made in memory for the tests."""

import io
import zipfile
from collections.abc import Iterable, Mapping

import docx

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="{target}"/></Relationships>'
)
TO_UNICODE = (
    "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def "
    "1 begincodespacerange <0000> <FFFF> endcodespacerange {count} beginbfchar {pairs} endbfchar "
    "endcmap CMapName currentdict /CMap defineresource pop end end"
)


def word_file(body: str, parts: Mapping[str, str] | None = None, target: str = "word/document.xml") -> bytes:
    """A package with the given body XML, and more parts by name."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", RELATIONS.format(target=target))
        archive.writestr(target, f"<w:document {NAMESPACE}><w:body>{body}</w:body></w:document>")
        for name, content in (parts or {}).items():
            archive.writestr(name, content)
    return packed.getvalue()


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def written_by_word() -> bytes:
    """A file as python-docx writes it: a title, headings, a paragraph and a table."""
    document = docx.Document()
    document.add_heading("澄江市人民法院宣传方案", level=0)
    document.add_heading("一、阶段安排", level=1)
    document.add_paragraph("7月12日前报送宣传方案。")
    table = document.add_table(rows=2, cols=2)
    for row, texts in zip(table.rows, (("时间", "任务"), ("6月底前", "召开新闻发布会")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    document.add_paragraph("特此通知。")
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def pdf_file(pages: Iterable[str]) -> bytes:
    """A PDF with a text layer, one string a page, lines at line ends."""
    texts = list(pages)
    streams = [_page_content(text) for text in texts]
    codes = sorted({f"{ord(char):04X}" for text in texts for char in text})
    to_unicode = TO_UNICODE.format(count=len(codes), pairs=" ".join(f"<{code}> <{code}>" for code in codes))
    kids = " ".join(f"{6 + 2 * index} 0 R" for index in range(len(streams)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(streams)}>>".encode(),
        b"<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>",
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/F/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
        b"/Supplement 0>>/DW 1000>>",
        _stream(to_unicode.encode()),
    ]
    for index, content in enumerate(streams):
        page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>"
        objects += [page % (7 + 2 * index), _stream(content)]
    return _assemble(objects)


def _page_content(text: str) -> bytes:
    drawn = [f"<{line.encode('utf-16-be').hex()}> Tj 0 -20 Td" for line in text.split("\n") if line]
    return f"BT /F 12 Tf 50 780 Td {' '.join(drawn)} ET".encode() if drawn else b"0 0 10 10 re f"


def _stream(content: bytes) -> bytes:
    return b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)


def _assemble(objects: list[bytes]) -> bytes:
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
