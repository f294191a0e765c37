"""The media pages through a browser's eyes: upload, look, describe, tick, and bytes that never turn into a page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy import event, select
from werkzeug.test import TestResponse

from publicity.config import Config
from publicity.db import Database
from publicity.media.intake import uploads_folder
from publicity.media.jobs import discard_upload
from publicity.media.models import MediaFile, Upload
from publicity.media.storage import held
from publicity.people.models import Role
from tests.conftest import NOON
from tests.factories import make_account, make_organisation
from tests.media import samples
from tests.media.factories import make_media


@dataclass(frozen=True)
class Desk:
    drafter: FlaskClient
    stranger: FlaskClient
    organisation_id: int


@pytest.fixture
def desk(desk_database: Database, browser_of: Callable[[int], FlaskClient]) -> Desk:
    with desk_database.writing() as session:
        court = make_organisation(session, name="澄江市东城区人民法院")
        drafter = make_account(session, court, [Role.DRAFTER]).id
        stranger = make_account(session, None, [Role.DRAFTER, Role.OUTLET]).id
        organisation_id = court.id
    return Desk(browser_of(drafter), browser_of(stranger), organisation_id)


def send(client: FlaskClient, path: Path, name: str = "现场.jpg") -> TestResponse:
    return client.post("/media", data={"file": (BytesIO(path.read_bytes()), name)})


def got(client: FlaskClient, address: str, **headers: str) -> TestResponse:
    """The whole answer, its file closed."""
    with client.get(address, headers=headers) as answer:
        answer.get_data()
        return answer


@pytest.fixture
def picture(desk: Desk, tmp_path: Path) -> str:
    """The address of an uploaded picture that knows where it was taken."""
    answer = send(desk.drafter, samples.jpeg(tmp_path / "a.jpg", 2000, 1500, orientation=6, with_place=True))
    assert answer.status_code == 303
    return str(answer.location)


def test_an_uploaded_picture_stands_in_the_list_and_says_what_is_missing(desk: Desk, picture: str) -> None:
    listed = desk.drafter.get("/media").text
    assert f'href="{picture}"' in listed
    assert "待查看" in listed
    page = desk.drafter.get(picture).text
    assert "1500×2000 像素" in page
    assert "还没有查看：他人面部（当事人、群众、旁观者）；未成年人；" in page
    assert "上传素材" in page


def test_a_file_sent_a_second_time_is_said_to_be_the_one_from_before(desk: Desk, picture: str, tmp_path: Path) -> None:
    again = samples.jpeg(tmp_path / "b.jpg", 2000, 1500, orientation=6, with_place=True)
    answer = desk.drafter.post(
        "/media", data={"file": (BytesIO(again.read_bytes()), "另一个名字.jpg")}, follow_redirects=True
    )
    assert answer.request.path == picture
    assert "素材库里已有这个文件" in answer.text


def test_a_file_gets_another_name_and_keeps_its_ending(desk: Desk, picture: str) -> None:
    desk.drafter.post(f"{picture}/description", data={"version": 1, "caption": "", "name": "发放/现场"})
    assert 'value="发放 现场.jpg"' in desk.drafter.get(picture).text
    desk.drafter.post(f"{picture}/description", data={"version": 2, "caption": "图说", "name": " "})
    assert 'value="发放 现场.jpg"' in desk.drafter.get(picture).text


def test_what_may_be_looked_at_is_stripped_and_the_original_is_a_download(desk: Desk, picture: str) -> None:
    for name, size in (("page", (1200, 1600)), ("thumbnail", (240, 320)), ("wide", (900, 383)), ("square", (500, 500))):
        answer = got(desk.drafter, f"{picture}/renditions/{name}")
        assert answer.content_type == "image/jpeg"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        shown = Image.open(BytesIO(answer.data))
        assert (shown.size, dict(shown.getexif())) == (size, {})
    answer = got(desk.drafter, f"{picture}/original")
    assert answer.content_type == "image/jpeg"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert Image.open(BytesIO(answer.data)).getexif().get_ifd(samples.GPS)


@pytest.mark.parametrize("place", ["", "/original", "/renditions/page"])
def test_nobody_else_sees_it(desk: Desk, picture: str, client: FlaskClient, place: str) -> None:
    assert desk.stranger.get(picture + place).status_code == 404
    assert picture not in desk.stranger.get("/media").text
    assert client.get(picture + place).location.startswith("/sign-in")


@pytest.mark.parametrize("name", ["film", "nonsense", "..%2f..%2fetc"])
def test_a_picture_has_no_other_renditions(desk: Desk, picture: str, name: str) -> None:
    assert desk.drafter.get(f"{picture}/renditions/{name}").status_code == 404


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<html><script>alert(1)</script></html>", "网页或矢量图"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "网页或矢量图"),
        (b"MZ" + b"\0" * 300, "程序文件"),
        (b"", "空的"),
    ],
)
def test_what_poses_as_a_picture_is_refused_and_leaves_nothing(
    desk: Desk, desk_config: Config, tmp_path: Path, content: bytes, said: str
) -> None:
    (tmp_path / "a").write_bytes(content)
    answer = send(desk.drafter, tmp_path / "a")
    assert answer.status_code == 422
    assert said in answer.text
    assert [path for path in desk_config.media_folder.rglob("*") if path.is_file()] == []


def test_without_a_file_the_page_says_so(desk: Desk) -> None:
    answer = desk.drafter.post("/media", data={})
    assert answer.status_code == 422
    assert "请先选择一个文件" in answer.text


def test_another_court_gets_no_file_from_me(desk: Desk, tmp_path: Path) -> None:
    data = {
        "file": (BytesIO(samples.jpeg(tmp_path / "a.jpg").read_bytes()), "a.jpg"),
        "organisation_id": desk.organisation_id,
    }
    answer = desk.stranger.post("/media", data=data)
    assert answer.status_code == 403
    assert "撰稿人" in answer.text


def test_words_ticks_and_consent_are_kept(desk: Desk, picture: str) -> None:
    said = {"version": 1, "caption": "执行现场", "alt": "法官在门前", "credit": "李某", "crop_square_left": "0"}
    said |= {"crop_square_top": "10", "crop_square_width": "50"}
    assert desk.drafter.post(f"{picture}/description", data=said).status_code == 303
    ticks = {f"tick_{name}": "none" for name in ("minors", "plates", "door_numbers", "documents")}
    desk.drafter.post(f"{picture}/ticks", data=ticks | {"tick_faces": "consented"})
    assert "没有有效的同意记录" in desk.drafter.get(picture).text
    desk.drafter.post(f"{picture}/consents", data={"shown": "申请执行人张某", "expires_on": "2018-07-12"})
    page = desk.drafter.get(picture).text
    assert "送审前还差" not in page
    assert "法官在门前" in page
    assert "申请执行人张某" in page
    assert "同意即将到期" in desk.drafter.get("/media").text


@pytest.mark.parametrize(
    ("door", "data", "said", "kept"),
    [
        ("description", {"version": 0, "caption": "我写的图说"}, "刚被别人改过", "我写的图说"),
        ("description", {"version": 1, "caption": "我写的图说", "crop_wide_left": "x"}, "百分数", "我写的图说"),
        ("ticks", {"tick_minors": "consented"}, "第一百零三条", "未成年人"),
        ("consents", {"shown": "", "scope": "本院公众号"}, "请写明谁同意", "本院公众号"),
        ("consents", {"shown": "张某", "expires_on": "明天"}, "到期日看不懂", "张某"),
    ],
)
def test_a_refusal_keeps_what_was_typed(
    desk: Desk, picture: str, door: str, data: dict[str, object], said: str, kept: str
) -> None:
    answer = desk.drafter.post(f"{picture}/{door}", data=data)
    assert answer.status_code in {409, 422}
    assert said in answer.text
    assert kept in answer.text


def test_a_film_comes_in_pieces_and_goes_on_after_a_cut(desk: Desk, tmp_path: Path) -> None:
    content = samples.film(tmp_path / "a.mp4").read_bytes()
    begun = desk.drafter.post("/media/uploads", data={"name": "庭审.mp4", "size": len(content)})
    assert begun.status_code == 201
    url = begun.json["url"]

    def piece(offset: int, length: int) -> TestResponse:
        return desk.drafter.patch(url, data=content[offset : offset + length], headers={"Upload-Offset": str(offset)})

    assert piece(0, 1000).json["received"] == 1000
    wrong = piece(5, 10)
    assert (wrong.status_code, wrong.json["received"]) == (409, 1000)
    early = desk.drafter.post(f"{url}/completion")
    assert (early.status_code, early.json["received"]) == (409, 1000)
    assert desk.drafter.get(url).json["received"] == 1000
    assert piece(1000, len(content)).json["received"] == len(content)
    done = desk.drafter.post(f"{url}/completion")
    assert done.status_code == 201
    assert "视频" in desk.drafter.get(done.json["url"]).text
    film = got(desk.drafter, f"{done.json['url']}/renditions/film", Range="bytes=0-99")
    assert (film.status_code, film.content_type, len(film.data)) == (206, "video/mp4", 100)
    assert b"desk-secret" not in got(desk.drafter, f"{done.json['url']}/renditions/film").data
    assert got(desk.drafter, f"{done.json['url']}/renditions/page").content_type == "image/jpeg"
    assert desk.drafter.get(url).status_code == 404


def test_more_than_was_announced_is_refused(desk: Desk) -> None:
    url = desk.drafter.post("/media/uploads", data={"name": "a", "size": 5}).json["url"]
    answer = desk.drafter.patch(url, data=b"123456", headers={"Upload-Offset": "0"})
    assert (answer.status_code, desk.drafter.get(url).json["received"]) == (422, 0)
    assert desk.drafter.patch(url, data=b"1").status_code == 422


def test_a_second_sender_is_told_to_wait_and_holds_nobody_up(desk: Desk, desk_config: Config) -> None:
    begun = desk.drafter.post("/media/uploads", data={"name": "a", "size": 5}).json
    desk.drafter.patch(begun["url"], data=b"12", headers={"Upload-Offset": "0"})
    with held(uploads_folder(desk_config.media_folder) / begun["token"]):
        piece = desk.drafter.patch(begun["url"], data=b"345", headers={"Upload-Offset": "2"})
        done = desk.drafter.post(f"{begun['url']}/completion")
    for answer in (piece, done):
        assert (answer.status_code, answer.json["busy"]) == (409, True)
        assert "请等几秒再接着传" in answer.json["message"]
    assert desk.drafter.patch(begun["url"], data=b"345", headers={"Upload-Offset": "2"}).json["received"] == 5


def test_an_upload_is_nobody_elses(desk: Desk) -> None:
    url = desk.drafter.post("/media/uploads", data={"name": "a", "size": 5}).json["url"]
    assert desk.stranger.get(url).status_code == 404
    assert desk.stranger.patch(url, data=b"1", headers={"Upload-Offset": "0"}).status_code == 404
    refused = desk.stranger.post(
        "/media/uploads", data={"name": "a", "size": 5, "organisation_id": desk.organisation_id}
    )
    assert refused.status_code == 403
    assert "撰稿人" in refused.json["message"]


def test_an_upload_given_up_is_gone(desk: Desk, desk_config: Config) -> None:
    url = desk.drafter.post("/media/uploads", data={"name": "a", "size": 5}).json["url"]
    desk.drafter.patch(url, data=b"12", headers={"Upload-Offset": "0"})
    assert desk.drafter.delete(url).status_code == 204
    assert list(uploads_folder(desk_config.media_folder).iterdir()) == []


def test_what_was_forgotten_for_two_days_is_discarded_once(
    desk: Desk, desk_config: Config, desk_database: Database
) -> None:
    url = desk.drafter.post("/media/uploads", data={"name": "a", "size": 5}).json["url"]
    desk.drafter.patch(url, data=b"12", headers={"Upload-Offset": "0"})
    folder = desk_config.media_folder
    assert not discard_upload(desk_database.writing, now=NOON + timedelta(days=1), media_folder=folder)
    assert discard_upload(desk_database.writing, now=NOON + timedelta(days=3), media_folder=folder)
    assert not discard_upload(desk_database.writing, now=NOON + timedelta(days=3), media_folder=folder)
    with desk_database.reading() as session:
        assert session.scalar(select(Upload)) is None
    assert list(uploads_folder(folder).iterdir()) == []


def test_the_list_asks_as_many_questions_for_three_files_as_for_one(
    app: Flask, desk: Desk, desk_database: Database
) -> None:
    def questions() -> int:
        asked: list[str] = []
        note = lambda *call: asked.append(call[2])  # noqa: E731
        event.listen(desk_database.engine, "before_cursor_execute", note)
        assert desk.drafter.get("/media").status_code == 200
        event.remove(desk_database.engine, "before_cursor_execute", note)
        return len(asked)

    def add() -> None:
        with desk_database.writing() as session:
            make_media(session, organisation_id=desk.organisation_id)

    add()
    one = questions()
    add()
    add()
    assert questions() == one


def test_older_files_stand_on_the_next_page(desk: Desk, desk_database: Database) -> None:
    with desk_database.writing() as session:
        for number in range(41):
            make_media(session, organisation_id=desk.organisation_id, caption=f"第{number}张")
        oldest = session.scalars(select(MediaFile).order_by(MediaFile.id)).first()
        assert oldest is not None
        second = oldest.id + 1
    first_page = desk.drafter.get("/media").text
    assert "第1张" in first_page
    assert "第0张" not in first_page
    assert f"before={second}" in first_page
    assert "第0张" in desk.drafter.get(f"/media?before={second}").text
    assert "第7张" in desk.drafter.get("/media?words=第7张&kind=image").text
    assert "没有符合条件的素材" in desk.drafter.get("/media?kind=video").text
