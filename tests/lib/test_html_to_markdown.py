"""HTML turned into Markdown reads the same when it is turned back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from publicity.lib import html, markdown
from publicity.lib.html_to_markdown import from_html


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<h1>大</h1><h2>中</h2><h3>小</h3>", "# 大\n\n# 中\n\n## 小\n"),
        ("<p>一<strong>二</strong>三</p>", "一**二**三\n"),
        ("<p>一<b> 二 </b>三</p>", "一 **二** 三\n"),
        ("<p><b>一</b><b>二</b></p>", "**一二**\n"),
        ("<p><em>斜</em><u>线</u></p>", "斜线\n"),
        ("<p>一\n二</p>", "一二\n"),
        ("<p>one\ntwo</p>", "one two\n"),
        ("<p>一<br>二</p>", "一\n二\n"),
        ("<ul><li>甲</li><li>乙<ul><li>丙</li></ul></li></ul>", "- 甲\n- 乙\n    - 丙\n"),
        ('<ol start="3"><li>三</li><li>四</li></ol>', "3. 三\n4. 四\n"),
        ("<ul><li><p>甲</p></li></ul>", "- 甲\n"),
        ("<blockquote><p>甲</p><p>乙</p></blockquote>", "> 甲\n>\n> 乙\n"),
        (
            "<table><tr><th>项</th><th>数</th></tr><tr><td>甲|乙</td><td><p>一</p><p>二</p></td></tr></table>",
            "| 项 | 数 |\n| --- | --- |\n| 甲\\|乙 | 一 二 |\n",
        ),
        (
            "<table><tr><td colspan=2>合</td></tr><tr><td rowspan=2>竖</td><td>一</td></tr><tr><td>二</table>",
            "| 合 |  |\n| --- | --- |\n| 竖 | 一 |\n|  | 二 |\n",
        ),
        ('<p><a href="https://a.example/(x)">链</a></p>', "[链](https://a.example/%28x%29)\n"),
        ('<p><a href="javascript:alert(1)">链</a></p>', "链\n"),
        ('<img src="media:1" alt="图]"><img src="x.png">', "![图](media:1)\n"),
        ('<figure><img src="media:1" alt="图"><figcaption>说“话”</figcaption></figure>', '![图](media:1 "说“话”")\n'),
        (
            "<p>2*3_4`5</p><p># 号</p><p>- 横</p><p>&lt;b&gt; &amp;amp;</p>",
            "2\\*3\\_4\\`5\n\n\\# 号\n\n\\- 横\n\n<b> &amp;amp;\n",
        ),
        ("<p>(2018)云01执1号[2018]</p>", "(2018)云01执1号[2018]\n"),
        ("<script>alert(1)</script><style>p{}</style>", ""),
        ("<div>散<p>段</p>落</div>", "散\n\n段\n\n落\n"),
        ("<hr>", "---\n"),
        ("", ""),
    ],
)
def test_each_element(source: str, text: str) -> None:
    assert from_html(source, images={"media:1"}) == text


WORDS = st.text(alphabet="执行案件ab12，。（）“” *_`#<>&[]()|\\+-=.!~\"'", min_size=1, max_size=12)
INLINE = st.builds(
    lambda kind, word: f"<{kind}>{html.escape(word)}</{kind}>",
    st.sampled_from(["strong", "b", "em", "u", "span"]),
    WORDS,
)
RUN = st.lists(st.one_of(WORDS.map(html.escape), INLINE), min_size=1, max_size=3).map("".join)
BLOCK = st.one_of(
    st.builds(lambda tag, run: f"<{tag}>{run}</{tag}>", st.sampled_from(["p", "h2", "h3"]), RUN),
    st.lists(RUN, min_size=1, max_size=3).map(
        lambda runs: "<ul>" + "".join(f"<li>{run}</li>" for run in runs) + "</ul>"
    ),
)


def signs(source: str) -> str:
    """What is read, without regard to white space, which Markdown folds."""
    return "".join("".join(html.visible_blocks(source)).split())


@settings(max_examples=300, deadline=None)
@given(st.lists(BLOCK, min_size=1, max_size=4).map("".join))
def test_what_is_read_stays_the_same(source: str) -> None:
    assert signs(markdown.render(from_html(source), media_url=None)) == signs(html.clean(source))
