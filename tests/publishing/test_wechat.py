"""What is pasted into WeChat holds nothing that WeChat would drop, and says what is too long."""

from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from publicity.errors import Invalid
from publicity.media.pictures import Cover, Crop
from publicity.publishing import wechat, wechat_style
from publicity.publishing.article import Article, Credits, Picture
from tests.media import samples

STYLE_FILE = Path(__file__).resolve().parents[2] / "content" / "layouts" / "wechat.yaml"
STYLE = wechat_style.load(STYLE_FILE)
SURVIVES = {"section", "p", "span", "strong", "img", "blockquote", "table", "tbody", "tr", "td", "ul", "li"}
EVERYTHING = """# 基本案情

张某申请执行**某公司**一案，*查封*房产，`代码`。
第二行 [公告](https://court.example/a?b=1&c=2)，[旧文](https://mp.weixin.qq.com/s/x)，[信](mailto:a@b.example)。

## 执行过程

![现场](media:2 "法官在现场")

1. 查封
2. 评估

- 甲
    - 乙
- 丙

> 法官说法：
> 应当履行。

| 项 | 数 |
|----|----|
| 标的 | 10万元 |

---

完，见 <https://court.example/b>。
"""


class Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.styles = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _value in attrs}
        self.styles += str(dict(attrs).get("style", ""))


def seen(html: str) -> Seen:
    reader = Seen()
    reader.feed(html)
    reader.close()
    return reader


def article(tmp_path: Path, **overrides: object) -> Article:
    pictures = (
        Picture("1", samples.jpeg(tmp_path / "1.jpg", 800, 600, with_place=True), "庭审", "庭审中", "张某 摄"),
        Picture("2", samples.jpeg(tmp_path / "2.jpg", 900, 600), "现场"),
    )
    values: dict[str, object] = {
        "title": "老人拿回养老钱",
        "text": EVERYTHING,
        "summary": "一句话。",
        "credits": Credits("澄江市人民法院", "李某", "王某", "", "赵某"),
        "pictures": pictures,
    }
    return Article(**(values | overrides))  # type: ignore[arg-type]


def made(given: Article) -> wechat.WechatArticle:
    return wechat.make(given, STYLE, picture_url=lambda name: f"/media/{name}/page")


def test_only_what_survives_is_used(tmp_path: Path) -> None:
    result = seen(made(article(tmp_path)).html)
    assert set(result.tags) == SURVIVES | {"a"}
    assert result.tags.count("a") == 1
    assert result.attributes == {"style", "src", "alt", "href"}
    for word in ("position", "float", "url(", "var(", "class", "background-image"):
        assert word not in result.styles


def test_links_outside_become_notes(tmp_path: Path) -> None:
    html = made(article(tmp_path)).html
    assert '<a href="https://mp.weixin.qq.com/s/x">旧文</a>' in html
    assert "[1] 公告：https://court.example/a?b=1&amp;c=2" in html
    assert "[2] https://court.example/b<" in html
    assert "mailto" not in html


def test_pictures_are_numbered_as_they_come_and_none_is_lost(tmp_path: Path) -> None:
    result = made(article(tmp_path))
    assert [picture.id for picture in result.pictures] == ["2", "1"]
    assert "图1 法官在现场" in result.html
    assert "图2 庭审中 张某 摄" in result.html
    assert result.html.index('src="/media/2/page"') < result.html.index('src="/media/1/page"')


def test_lines_numbers_and_nested_lists_are_written_out(tmp_path: Path) -> None:
    html = made(article(tmp_path)).html
    assert ">1. 查封</p>" in html
    assert "– 乙" in html
    assert "\n" not in html


def test_the_foot_names_who_is_named_and_nobody_else(tmp_path: Path) -> None:
    html = made(article(tmp_path)).html
    assert "来源：澄江市人民法院 | 供稿：李某 | 编辑：王某 | 审核：赵某" in html
    assert "校对" not in html
    assert "来源" not in made(article(tmp_path, credits=Credits())).html


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    text = '<script>alert(1)</script> **<img src=x onerror="a">** [x](javascript:alert(1))'
    credits = Credits('"><script>alert(1)</script>')
    result = seen(made(article(tmp_path, text=text, credits=credits)).html)
    assert set(result.tags) <= SURVIVES
    assert result.attributes == {"style", "src", "alt"}


@pytest.mark.parametrize(
    ("name", "length", "interface", "editor"),
    [("title", 32, True, True), ("title", 33, False, True), ("title", 65, False, False)],
)
def test_the_title_is_counted_against_both_limits(
    tmp_path: Path, name: str, length: int, interface: bool, editor: bool
) -> None:
    count = next(count for count in made(article(tmp_path, title="题" * length)).counts if count.name == name)
    assert (count.length, count.fits_interface, count.fits_editor) == (length, interface, editor)


@pytest.mark.parametrize(
    ("length", "interface", "editor"), [(120, True, True), (121, True, False), (129, False, False)]
)
def test_the_digest_is_counted_against_both_limits(tmp_path: Path, length: int, interface: bool, editor: bool) -> None:
    count = next(row for row in made(article(tmp_path, summary="摘" * length)).counts if row.name == "digest")
    assert (count.length, count.fits_interface, count.fits_editor) == (length, interface, editor)


def test_the_body_is_counted_with_its_tags(tmp_path: Path) -> None:
    result = made(article(tmp_path, text="字" * 100, pictures=()))
    counts = {count.name: count.length for count in result.counts}
    assert counts["body"] == len(result.html)
    assert counts["bytes"] == len(result.html.encode())
    assert result.text_length < counts["body"] < counts["bytes"]


def test_without_a_summary_the_digest_is_as_long_as_what_the_platform_would_take(tmp_path: Path) -> None:
    assert len(made(article(tmp_path, summary="", text="字" * 100)).digest) == 54


def test_the_zip_holds_covers_and_pictures_in_order_without_marks(tmp_path: Path) -> None:
    members = dict(wechat.files(made(article(tmp_path)), cover="1", crops={Cover.SQUARE: Crop(0, 0, 0.25)}))
    assert list(members) == [
        "00-封面-900x383.jpg",
        "00-封面-500x500.jpg",
        "01-现场.jpg",
        "02-庭审中.jpg",
        "标题和摘要.txt",
    ]
    sizes = [Image.open(BytesIO(data)).size for name, data in members.items() if name.endswith(".jpg")]
    assert sizes == [(900, 383), (500, 500), (900, 600), (800, 600)]
    assert all(not Image.open(BytesIO(data)).getexif() for name, data in members.items() if name.endswith(".jpg"))
    assert "老人拿回养老钱" in members["标题和摘要.txt"].decode("utf-8-sig")


def test_an_article_without_pictures_has_a_zip_of_words_alone(tmp_path: Path) -> None:
    result = made(article(tmp_path, pictures=(), text="一句。"))
    assert [name for name, _data in wechat.files(result)] == ["标题和摘要.txt"]


def test_a_style_with_a_gap_says_which(tmp_path: Path) -> None:
    broken = tmp_path / "wechat.yaml"
    broken.write_text(STYLE_FILE.read_text(encoding="utf8").replace("  foot:", "  feet:"), encoding="utf8")
    with pytest.raises(Invalid, match="foot"):
        wechat_style.load(broken)


@pytest.mark.parametrize(
    ("text", "digest"),
    [
        ("## 基本案情\n\n张某欠款。李某申请执行。\n", "张某欠款。李某申请执行。"),
        (
            "## 基本案情\n\n申请执行人罗某某与被执行人钱某某是生意上的熟人，钱某某经营养殖场缺少周转资金，"
            "先后向罗某某借款18万元，约定一年内还清。\n",
            "申请执行人罗某某与被执行人钱某某是生意上的熟人，钱某某经营养殖场缺少周转资金，先后向罗某某借款18万元…",
        ),
        (f"## 案情\n\n{'甲' * 20}，{'乙' * 20}，{'丙' * 20}。\n", f"{'甲' * 20}，{'乙' * 20}…"),
        (f"## 案情\n\n{'字' * 80}。\n", f"{'字' * 53}…"),
        ("## 结果\n\n他说，等等……后来还了，" + "又" * 60 + "。\n", "他说，等等……"),
        ("## 只有标题\n", ""),
    ],
)
def test_without_a_summary_the_digest_is_the_first_sentences_without_headings(text: str, digest: str) -> None:
    made = wechat.make(Article("标题", text), STYLE, picture_url=lambda name: f"/{name}")
    assert made.digest == digest


def test_a_summary_is_the_digest() -> None:
    made = wechat.make(Article("标题", "正文。", summary="摘要"), STYLE, picture_url=lambda name: f"/{name}")
    assert made.digest == "摘要"
