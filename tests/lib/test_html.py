"""Foreign markup comes out harmless, visible text comes out whole, XML never breaks."""

from xml.etree import ElementTree

import pytest

from publicity.lib import html


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ('<p class="MsoNormal" style="color:red" id="a" onclick="x()">正文</p>', "<p>正文</p>"),
        ("<div><span>留字</span></div>", "留字"),
        ("<script>alert(1)</script><p>后</p>", "<p>后</p>"),
        ('<iframe src="https://a.example/"></iframe>前', "前"),
        ('<a href="https://a.example/">一</a>', '<a href="https://a.example/" rel="noopener">一</a>'),
        ('<a href="mailto:a@b.example">信</a>', '<a href="mailto:a@b.example" rel="noopener">信</a>'),
        ('<a href="javascript:alert(1)">坏</a>', "坏"),
        ('<a href="/desk/secret">内</a>', "内"),
        ('<a href="//a.example/">无</a>', "无"),
        ('<a href="https:evil">缺</a>', "缺"),
        ('<a href="https://[::1">断</a>', "断"),
        ('<a href="ftp://a.example/">旧</a>', "旧"),
        ('<td colspan="2" rowspan="x">格</td>', "格"),
        (
            '<table><tr><td colspan="2" rowspan="x" width="9">格</td></tr></table>',
            '<table><tbody><tr><td colspan="2">格</td></tr></tbody></table>',
        ),
        ("<h1>大</h1><h2>小</h2>", "大<h2>小</h2>"),
        ("<!-- 暗话 --><p>明</p>", "<p>明</p>"),
        ("a\x00b\x0bc", "abc"),
    ],
)
def test_what_survives_cleaning(dirty: str, clean: str) -> None:
    assert html.clean(dirty) == clean


def test_only_listed_pictures_survive() -> None:
    given = '<img src="/media/1.jpg" alt="一>二"><img src="/media/2.jpg"><img src="/media/1.jpg?x"><img alt="无">'
    assert html.clean(given, images={"/media/1.jpg"}) == '<img src="/media/1.jpg" alt="一&gt;二">'


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("正\t文\r\n字", "正\t文\r\n字"),
        ("a\x00\x08\x0b\x0c\x1fb", "ab"),
        ("a\ud800b\ufffe\uffffc", "abc"),
        ("𠮷😀\U0010ffff", "𠮷😀\U0010ffff"),
        ("\x7f\x85", "\x7f\x85"),
    ],
)
def test_xml_text_drops_what_xml_forbids(given: str, kept: str) -> None:
    assert html.xml_text(given) == kept


def test_every_code_point_left_by_xml_text_can_be_parsed() -> None:
    everything = "".join(map(chr, [*range(0x3000), *range(0xD700, 0x10200)]))
    document = f"<t>{html.escape(everything)}</t>"
    assert ElementTree.fromstring(document).text is not None


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ('<img src="/m/1.jpg" alt="图">', '<img src="https://desk.example/m/1.jpg" alt="图">'),
        ('<img src="1.jpg">', '<img src="https://desk.example/stories/1.jpg">'),
        (
            '<a href="https://a.example/x">外</a>',
            '<a href="https://a.example/x" rel="noopener">外</a>',
        ),
        ('<p onclick="x">字</p><script>1</script>', "<p>字</p>"),
    ],
)
def test_addresses_become_absolute(given: str, expected: str) -> None:
    assert html.absolute(given, "https://desk.example/stories/7.html") == expected


def test_visible_blocks_fold_white_space_and_part_at_blocks() -> None:
    given = "<h2>题</h2><p>一\n  二<br>三&lt;四</p><table><tr><td>甲</td><td>乙</td></tr></table><p> </p>"
    assert html.visible_blocks(given) == ["题", "一 二", "三<四", "甲 乙"]
    assert html.visible_blocks(given, without={"table", "h2"}) == ["一 二", "三<四"]
