"""Markdown becomes safe HTML whatever is typed, and plain text and summaries say what a reader sees."""

import time
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publicity.lib import markdown

ATTACKS = (
    "<script>alert(1)</script>",
    "<ScRiPt src=//e.example/x.js></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<img src='media:1' onerror='alert(1)'>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='data:text/html,<script>alert(1)</script>'></object>",
    "<embed src='javascript:alert(1)'>",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<input autofocus onfocus=alert(1)>",
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<link rel=stylesheet href=//e.example/x.css>",
    "<style>@import '//e.example/x.css';</style>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<base href=//e.example/>",
    "<p style='background:url(javascript:alert(1))'>x</p>",
    "<a href='javascript:alert(1)'>x</a>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<template><script>alert(1)</script></template>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](//e.example/)",
    "[x][1]\n\n[1]: javascript:alert(1)",
    "<javascript:alert(1)>",
    '[x](https://a.example/"onmouseover="alert(1))',
    '[x](https://a.example/ "t" onclick="alert(1))',
    "![x](https://e.example/track.png)",
    "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    "![x](javascript:alert(1))",
    "![x](media:1/../../secret)",
    '![x" onerror="alert(1)](media:1)',
    '![x](media:1 "\\"><script>alert(1)</script>")',
    '![x](media:1 " onload=alert(1) ")',
    "![x](//e.example/media:1)",
    "`<script>alert(1)</script>`",
    "# <img src=x onerror=alert(1)>",
    "| <script>alert(1)</script> |\n|--|\n| <img src=x onerror=alert(1)> |",
    "> <iframe src=//e.example>",
    "\x02wzxhzdk:0\x03<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
)
SAFE_TAGS = {"h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "strong", "em", "code", "blockquote", "ul", "ol", "li"} | {
    *("a", "img", "figure", "figcaption", "table", "thead", "tbody", "tr", "th", "td")
}
SAFE_ATTRIBUTES = {"a": {"href", "rel"}, "img": {"src", "alt"}, "ol": {"start"}}


class _Audit(HTMLParser):
    """Collects whatever a browser could act upon and must not."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in SAFE_TAGS:
            self.faults.append(tag)
        for name, value in attrs:
            if name not in SAFE_ATTRIBUTES.get(tag, set()):
                self.faults.append(f"{tag} {name}")
            elif name == "href" and not str(value).startswith(("https://", "http://", "mailto:")):
                self.faults.append(f"href {value}")
            elif name == "src" and value != "/media/1.jpg":
                self.faults.append(f"src {value}")

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"comment {data}")


def faults_in(rendered: str) -> list[str]:
    audit = _Audit()
    audit.feed(rendered)
    audit.close()
    return audit.faults


def own(name: str) -> str:
    return f"/media/{name}.jpg"


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_attack_survives(attack: str) -> None:
    assert faults_in(markdown.render(f"前文\n\n{attack}\n\n后文", media_url=own)) == []
    assert faults_in(markdown.render(attack, media_url=None)) == []


def test_the_audit_itself_sees_an_attack() -> None:
    assert faults_in('<img src=x onerror="a"><a href="javascript:1">x</a><script></script><!--x-->') == [
        "src x",
        "img onerror",
        "href javascript:1",
        "script",
        "comment x",
    ]


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet='ab 一，。\n\t\u3000#*_[]()!<>"`|-:&;1.\\/\x00\x02\x03', max_size=120))
def test_any_text_renders_without_fault(text: str) -> None:
    assert faults_in(markdown.render(text, media_url=own)) == []
    assert len(markdown.summary(text, 20)) <= 20


@pytest.mark.parametrize(
    "piece",
    [
        "[",
        "![",
        "![a](",
        "> ",
        "**a",
        "[a](",
        "# a\n",
        "===\n",
        "a\n===\n",
        "---\n",
        "* * *\n",
        "*a**b*",
        "> # a\n",
        "`a",
    ],
)
def test_no_text_holds_the_desk(piece: str) -> None:
    """100,000 characters, the longest text there is: seconds, where each of these took minutes."""
    before = time.process_time()
    markdown.render((piece * 100_000)[:100_000], media_url=None)
    assert time.process_time() - before < 8


@pytest.mark.parametrize("text", ["1. - " * 500 + "深", "- " * 2000 + "深", "> " * 3000 + "深", "# [" * 3000 + "深"])
def test_a_text_nested_too_deep_is_still_shown(text: str) -> None:
    assert "深" in markdown.render(text, media_url=None)


@pytest.mark.parametrize(
    ("text", "rendered"),
    [
        ("# 大\n\n## 中\n\n###### 小", "<h2>大</h2>\n<h3>中</h3>\n<h6>小</h6>"),
        ("## 大\n\n### 中", "<h2>大</h2>\n<h3>中</h3>"),
        ("### 中\n\n## 大", "<h3>中</h3>\n<h2>大</h2>"),
        ("一行\n二行", "<p>一行<br>\n二行</p>"),
        ("　　第一段。\n　　第二段。", "<p>第一段。</p>\n<p>第二段。</p>"),
        ("    四格缩进的段落", "<p>四格缩进的段落</p>"),
        ("**重点：**后文", "<p><strong>重点：</strong>后文</p>"),
        ("3. 三\n4. 四", '<ol start="3">\n<li>三</li>\n<li>四</li>\n</ol>'),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        (
            "[链](https://a.example/x)",
            '<p><a href="https://a.example/x" rel="noopener">链</a></p>',
        ),
        (
            '![现场](media:1 "图说 & 说明")',
            '<figure><img alt="现场" src="/media/1.jpg"><figcaption>图说 &amp; 说明</figcaption></figure>',
        ),
        ("前![图](media:1)后", '<p>前<img alt="图" src="/media/1.jpg">后</p>'),
        ("前![外图](https://e.example/a.png)后", "<p>前后</p>"),
        ("", ""),
    ],
)
def test_rendering(text: str, rendered: str) -> None:
    assert markdown.render(text, media_url=own) == rendered


@pytest.mark.parametrize(
    "text", ["![现场13800138000](media:1)", '![](media:1 "图说13800138000")', "> ![现场](media:1)"]
)
def test_a_picture_that_cannot_be_shown_is_left_out_with_its_words(text: str) -> None:
    shown = markdown.render(f"前文\n\n{text}\n\n后文", media_url=None)
    assert "现场" not in shown
    assert "13800138000" not in shown
    assert "<p></p>" not in shown
    assert shown.replace("<blockquote>\n</blockquote>\n", "") == "<p>前文</p>\n<p>后文</p>"


def test_plain_text_is_what_a_reader_sees() -> None:
    text = '# 基本案情\n\n张某**申请**执行，见[公告](https://a.example/)。\n\n![现场](media:1 "图说")\n\n- 甲\n- 乙'
    assert markdown.plain(text) == "基本案情\n张某申请执行，见公告。\n甲\n乙"


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("# 题\n\n第一句。第二句！“第三句？”第四句。", 8, "第一句。第二句！"),
        ("# 题\n\n第一句。第二句！“第三句？”第四句。", 14, "第一句。第二句！“第三句？”"),
        ("第一句。第二句！", 100, "第一句。第二句！"),
        ("没有句号的一段很长的话，到这里还没有完", 10, "没有句号的一段很长…"),
        ("没有句号的一段，很长的话", 9, "没有句号的一段…"),
        ("标的10.5万元。全部到位。", 11, "标的10.5万元。"),
        ("| 表 |\n|--|\n| 格 |", 20, ""),
        ('![图](media:1 "图说。")\n\n正文。', 20, "正文。"),
        ("正文。", 0, ""),
        ("", 20, ""),
    ],
)
def test_a_summary_ends_with_a_sentence(text: str, limit: int, expected: str) -> None:
    assert markdown.summary(text, limit) == expected
