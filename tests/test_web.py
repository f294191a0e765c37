"""What the edge takes in, whatever the page behind it: numbers, texts, sizes, addresses."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient

from publicity import create_app
from publicity.config import Config
from publicity.people.models import Role
from publicity.request import KEPT_AT_HOME, LARGEST_ID, MOST_FORM_BYTES, TAKE_FILES, Fields
from tests.conftest import NOON, Clock
from tests.factories import make_account, sign_in_as

HUGE = "99999999999999999999999"


@pytest.fixture
def desk(app: Flask) -> FlaskClient:
    with app.extensions["database"].writing() as session:
        account = make_account(session, roles=list(Role))
    return sign_in_as(app, account.id, NOON)


@pytest.mark.parametrize(
    "address",
    [
        "/accounts/{}",
        "/organisations/{}",
        "/calendar/events/{}",
        "/stories/{}",
        "/media/{}",
        "/plans/{}",
        "/digests/{}",
    ],
)
@pytest.mark.parametrize("number", [HUGE, str(LARGEST_ID + 1), str(LARGEST_ID)])
def test_a_number_that_no_row_has_is_an_address_without_a_page(desk: FlaskClient, address: str, number: str) -> None:
    assert desk.get(address.format(number)).status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        f"/stories?page={HUGE}",
        f"/stories?organisation={HUGE}&milestone=-{HUGE}",
        f"/media?before={HUGE}",
        f"/stories/new?milestone={HUGE}",
        "/stories?q=a%00b&theme=%00&form=%00",
        "/media?words=%00",
        "/calendar/?theme=%00",
    ],
)
def test_a_list_takes_whatever_stands_in_its_address(desk: FlaskClient, address: str) -> None:
    assert desk.get(address).status_code == 200


@pytest.mark.parametrize("address", ["/calendar/plans/%00", "/story-templates/a%00b", "/unsubscribe/%00"])
def test_an_address_with_nul_in_it_has_no_page(desk: FlaskClient, address: str) -> None:
    assert desk.get(address).status_code == 404


def test_a_typed_number_too_large_is_told_like_a_missing_one(desk: FlaskClient) -> None:
    answer = desk.post("/accounts", data={"email": "a@b.example", "organisation_id": HUGE})
    assert answer.status_code == 422
    assert "请选择单位" in answer.text


@pytest.mark.parametrize(("typed", "number"), [("7", 7), ("-7", -7), (HUGE, None), ("²", None), ("7.0", None)])
def test_numbers_are_read_within_what_a_row_can_have(typed: str, number: int | None) -> None:
    assert Fields([("n", typed)]).get("n", type=int) == number


def test_nul_is_left_out_of_what_was_typed_and_the_rest_stays() -> None:
    assert Fields([("a", "甲\0乙"), ("a", "丙")]).getlist("a") == ["甲乙", "丙"]


def sent(size: int) -> dict[str, tuple[BytesIO, str]]:
    return {"file": (BytesIO(b"x" * size), "film.mp4")}


@pytest.fixture
def short_forms(app: Flask) -> Iterator[None]:
    """Forms of a thousand bytes, so that the tests need not send eight million."""
    assert app.config["MAX_CONTENT_LENGTH"] == MOST_FORM_BYTES
    app.config["MAX_CONTENT_LENGTH"] = 1000
    yield
    app.config["MAX_CONTENT_LENGTH"] = MOST_FORM_BYTES


@pytest.mark.usefixtures("short_forms")
@pytest.mark.parametrize("address", ["/sign-in", "/media", "/plans/"])
def test_a_stranger_sends_no_more_than_a_form(client: FlaskClient, address: str) -> None:
    answer = client.post(address, data=sent(1001), content_type="multipart/form-data")
    assert answer.status_code == 413
    assert "内容太大" in answer.text


@pytest.mark.usefixtures("short_forms")
def test_only_pages_that_take_files_take_more_than_a_form(desk: FlaskClient) -> None:
    assert desk.post("/subscribers", data=sent(1001)).status_code == 413
    taken = desk.post("/media", data=sent(1001))
    assert taken.status_code == 422
    assert "认不出这个文件的类型" in taken.text


def test_a_file_from_a_stranger_is_refused_for_want_of_a_sign_in(desk_config: Config, clock: Clock) -> None:
    guarded = create_app(desk_config, clock=clock)
    answer = guarded.test_client().post("/media", data=sent(10))
    guarded.extensions["database"].engine.dispose()
    assert answer.status_code == 403
    assert "重新登录" in answer.text


def test_the_pages_that_take_files_are_pages_of_this_desk(app: Flask) -> None:
    assert set(app.view_functions) >= TAKE_FILES


def test_a_refusal_shows_what_was_typed_by_its_label_and_the_way_back(desk: FlaskClient) -> None:
    typed = {"title": "我的标题", "text": "我的正文", "move": "nonsense", "hash": "f" * 64}
    came = {"Referer": "http://localhost/stories/999?from=list"}
    page = desk.post("/stories/999/transitions", data=typed, headers=came).text
    assert "我的正文" in page
    assert '<label class="block" for="typed-2">正文</label>' in page
    assert "nonsense" not in page
    assert "f" * 64 not in page
    assert 'href="/stories/999?from=list">回到刚才的页面' in page
    assert ">登录</a>" not in page


@pytest.mark.parametrize("came", ["http://elsewhere.example/stories/9", "http://localhost//elsewhere.example", "//["])
def test_no_refusal_leads_to_another_site(desk: FlaskClient, came: str) -> None:
    page = desk.post("/stories/999/transitions", data={"move": "x"}, headers={"Referer": came}).text
    assert "回到刚才的页面" not in page
    assert "elsewhere" not in page


def test_a_lost_session_is_told_where_the_text_is_and_led_to_the_sign_in(client: FlaskClient) -> None:
    came = {"Referer": "http://localhost/stories/9/text"}
    page = client.post("/stories/9/revisions", data={"text": "写了一晚上"}, headers=came)
    assert page.status_code == 403
    assert "文字已留在这台电脑上，登录后回到本页点“恢复”" in page.text
    assert 'href="/sign-in?next=/stories/9/text"' in page.text
    assert "写了一晚上" in page.text
    elsewhere = client.post("/review/9/comments", data={"text": "意见"}, headers=came).text
    assert "恢复" not in elsewhere
    assert "意见" in elsewhere


def test_the_pages_that_keep_what_is_typed_are_pages_of_this_desk(app: Flask) -> None:
    assert set(app.view_functions) >= KEPT_AT_HOME


@pytest.mark.usefixtures("short_forms")
@pytest.mark.parametrize("address", ["/nope", "/desk"])
def test_a_body_too_large_for_an_address_without_a_form_is_still_a_sentence(client: FlaskClient, address: str) -> None:
    answer = client.post(address, data={"text": "字" * 1000})
    assert answer.status_code == 413
    assert "内容太大" in answer.text


def test_a_fault_is_logged_in_one_line_without_a_path(
    app: Flask, client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> str:
        raise RuntimeError("13800138000")

    broken.is_public = True  # type: ignore[attr-defined]
    app.config["PROPAGATE_EXCEPTIONS"] = False
    view = app.view_functions["people.sign_in"]
    app.view_functions["people.sign_in"] = broken
    try:
        answer = client.get("/sign-in")
    finally:
        app.view_functions["people.sign_in"] = view
    assert answer.status_code == 500
    assert "系统出错" in answer.text
    (line,) = [record for record in caplog.records if record.levelname == "ERROR"]
    assert line.exc_info is None
    assert "13800138000" not in line.getMessage()
    assert "/" not in line.getMessage()
