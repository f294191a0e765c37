"""The pack for outlets is whole, its pictures are full-size and tell nothing of where they were taken."""

import tracemalloc
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import docx
import pytest
from PIL import Image

from publicity.errors import Invalid
from publicity.lib.files import zip_stream
from publicity.publishing import document_layout, media_pack
from publicity.publishing.article import Article, Credits, Film, Picture
from tests.media import samples

LAYOUTS = Path(__file__).resolve().parents[2] / "content" / "layouts"
LAYOUT = document_layout.load(LAYOUTS / "gb9704.yaml")
WORDS = media_pack.load_words(LAYOUTS / "media-pack.yaml")
STAMP = datetime(2018, 7, 12, 12, 0)  # noqa: DTZ001  zips know no zone


@pytest.fixture
def article(tmp_path: Path) -> Article:
    return Article(
        "老人拿回养老钱",
        "# 一、基本案情\n\n张某申请执行。\n\n![现场](media:1)",
        credits=Credits("澄江市人民法院", "李某"),
        day=date(2018, 7, 12),
        url="https://desk.example/articles/x/",
        pictures=(
            Picture("1", samples.jpeg(tmp_path / "1.jpg", 3000, 2000, with_place=True), "现场", "执行/现场", "李某"),
            Picture("2", samples.heic(tmp_path / "2.heic", 1200, 900)),
        ),
        films=(Film("3", samples.film(tmp_path / "3.mp4"), "mp4", "短片", "王某"),),
    )


def unpacked(article: Article) -> dict[str, bytes]:
    pieces = zip_stream(media_pack.members(article, LAYOUT, WORDS), stamp=STAMP)
    with zipfile.ZipFile(BytesIO(b"".join(pieces))) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_pack_is_whole(article: Article) -> None:
    members = unpacked(article)
    assert list(members) == [
        "稿件.docx",
        "稿件.txt",
        "图片/01-执行 现场.jpg",
        "图片/02.jpg",
        "视频音频/01-短片.mp4",
        "图片说明.txt",
        "使用说明.txt",
    ]
    assert docx.Document(BytesIO(members["稿件.docx"])).paragraphs[0].text == "老人拿回养老钱"
    text = members["稿件.txt"].decode("utf-8-sig")
    assert text.startswith("老人拿回养老钱\r\n\r\n一、基本案情\r\n张某申请执行。\r\n")
    assert "来源：澄江市人民法院\r\n日期：2018年7月12日\r\n网页：https://desk.example/articles/x/" in text
    assert members["视频音频/01-短片.mp4"] == article.films[0].path.read_bytes()


def test_pictures_are_full_size_without_marks(article: Article) -> None:
    members = unpacked(article)
    sizes = {name: Image.open(BytesIO(data)).size for name, data in members.items() if name.endswith(".jpg")}
    assert sizes == {"图片/01-执行 现场.jpg": (3000, 2000), "图片/02.jpg": (1200, 900)}
    for name in sizes:
        assert b"Exif" not in members[name]


def test_captions_credits_and_terms_are_told(article: Article) -> None:
    members = unpacked(article)
    captions = members["图片说明.txt"].decode("utf-8-sig")
    assert "文件：图片/01-执行 现场.jpg\r\n图说：执行/现场\r\n画面：现场\r\n摄影（制作）：李某" in captions
    assert "摄影（制作）：未注明" in captions
    assert "由澄江市人民法院提供" in members["使用说明.txt"].decode("utf-8-sig")


def test_the_same_pack_twice_is_the_same(article: Article) -> None:
    members = list(media_pack.members(article, LAYOUT, WORDS))[1:]
    assert b"".join(zip_stream(members, stamp=STAMP)) == b"".join(zip_stream(members, stamp=STAMP))


def test_a_story_without_pictures_has_no_captions(article: Article) -> None:
    bare = Article(article.title, article.text)
    assert list(unpacked(bare)) == ["稿件.docx", "稿件.txt", "使用说明.txt"]


def test_a_long_film_is_packed_in_little_memory(tmp_path: Path) -> None:
    film = tmp_path / "a.mp4"
    with film.open("wb") as file:
        file.truncate(96 * 1024 * 1024)

    def pieces() -> Iterator[bytes]:
        yield from zip_stream([("a.mp4", film)], stamp=STAMP)

    tracemalloc.start()
    total = sum(map(len, pieces()))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert total > 96 * 1024 * 1024
    assert peak < 8 * 1024 * 1024


def test_names_twice_are_numbered() -> None:
    made = b"".join(zip_stream([("a.txt", b"1"), ("a.txt", b"2")], stamp=STAMP))
    assert zipfile.ZipFile(BytesIO(made)).namelist() == ["a.txt", "a (2).txt"]


def test_words_with_a_gap_say_which(tmp_path: Path) -> None:
    broken = tmp_path / "a.yaml"
    broken.write_text("names: {}\nlabels: {}\n", encoding="utf8")
    with pytest.raises(Invalid, match="terms"):
        media_pack.load_words(broken)
