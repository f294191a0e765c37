"""The calendar feeds over HTTP: public, private, revoked, forged."""

import gzip
import re
from datetime import date

import icalendar
import pytest
from flask.testing import FlaskClient

from publicity.calendar.models import CalendarToken
from publicity.calendar.terms import State
from publicity.people.models import Account, AccountState, Organisation, Role
from tests.calendar.making import make_deadline, make_event, make_milestone, make_plan
from tests.calendar.test_views import BrowserOf, Scene, scene
from tests.factories import make_account, make_organisation

__all__ = ["scene"]


def titles(body: bytes) -> list[str]:
    return sorted(str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(body).walk("VEVENT"))


def private_address(browser: FlaskClient) -> str:
    text = browser.post("/calendar/subscription").get_data(as_text=True)
    found = re.search(r'value="http://desk\.test(/calendar/private/[^"]+\.ics)"', text)
    assert found is not None
    return found[1]


def test_the_public_calendar_has_what_is_public_and_no_more(scene: Scene, client: FlaskClient) -> None:
    scene.milestone(title="公开的", is_public=True, note="内部说明", asks="内部问题")
    scene.milestone(title="内部的")
    scene.milestone(title="取消的", is_public=True, state=State.CANCELLED)
    scene.milestone(title="没日期的", is_public=True, starts_on=None, ends_on=None)
    answer = client.get("/calendar/public.ics")
    assert titles(answer.data) == ["国家宪法日", "（取消）取消的", "（暂定）公开的"]
    assert "内部" not in answer.get_data(as_text=True)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "Set-Cookie" not in answer.headers


def test_unchanged_bytes_are_not_sent_again(scene: Scene, client: FlaskClient) -> None:
    made = scene.milestone(title="公开的", is_public=True)
    first = client.get("/calendar/public.ics")
    tag = first.headers["ETag"]
    for value in (tag, f'"other", {tag}', "*", tag.removeprefix("W/")):
        again = client.get("/calendar/public.ics", headers={"If-None-Match": value})
        assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag), value
    later = {"If-None-Match": '"other"', "If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}
    assert client.get("/calendar/public.ics", headers=later).status_code == 200
    assert client.get("/calendar/public.ics").data == first.data
    scene.browser.post(f"/calendar/milestones/{made}/confirmation", data={"version": "1"})
    changed = client.get("/calendar/public.ics", headers={"If-None-Match": tag})
    assert (changed.status_code, titles(changed.data)) == (200, ["公开的", "国家宪法日"])


def test_head_and_gzip(scene: Scene, client: FlaskClient) -> None:
    scene.milestone(is_public=True)
    plain = client.get("/calendar/public.ics")
    head = client.head("/calendar/public.ics")
    assert (head.data, head.headers["ETag"]) == (b"", plain.headers["ETag"])
    assert head.headers["Content-Length"] == str(len(plain.data))
    packed = client.get("/calendar/public.ics", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["Vary"] == "Accept-Encoding"
    refused = client.get("/calendar/public.ics", headers={"Accept-Encoding": "gzip;q=0"})
    assert refused.data == plain.data


def test_a_change_keeps_the_uid_and_raises_the_sequence(scene: Scene, client: FlaskClient) -> None:
    made = scene.milestone(title="公开的", is_public=True)
    before = icalendar.Calendar.from_ical(client.get("/calendar/public.ics").data).walk("VEVENT")[1]
    scene.browser.post(f"/calendar/milestones/{made}/confirmation", data={"version": "1"})
    after = icalendar.Calendar.from_ical(client.get("/calendar/public.ics").data).walk("VEVENT")[1]
    assert before["UID"] == after["UID"]
    assert (int(before["SEQUENCE"]), int(after["SEQUENCE"])) == (0, 1)
    assert str(after["UID"]).endswith("@desk.example")


def test_a_private_calendar_has_what_concerns_the_court(
    scene: Scene, client: FlaskClient, browser_of: BrowserOf
) -> None:
    with scene.database.writing() as session:
        basic = session.get_one(Organisation, scene.basic)
        make_deadline(session, make_plan(session))
        make_milestone(session, basic, title="本院的")
        make_milestone(session, title="别院的")
        make_event(session, basic, title="直播", clock="15:00", day=date(2018, 7, 20))
    address = private_address(browser_of(scene.officer))
    body = client.get(address).data
    assert titles(body) == ["国家宪法日", "（暂定）报送直播选题：直播", "（暂定）本院的", "（暂定）直播"]
    assert b"DTSTART;VALUE=DATE:20180713" in body
    assert client.get(address).headers["Cache-Control"].startswith("private")


def test_the_token_is_shown_once_and_never_stored(scene: Scene) -> None:
    address = private_address(scene.browser)
    signed = address.removeprefix("/calendar/private/").removesuffix(".ics")
    assert signed not in scene.browser.get("/calendar/subscription").get_data(as_text=True)
    with scene.database.reading() as session:
        (row,) = session.query(CalendarToken).all()
    assert signed not in row.token_hash
    assert len(row.token_hash) == 64


@pytest.mark.parametrize("how", ["revoked", "replaced", "closed"])
def test_a_private_address_ends(scene: Scene, client: FlaskClient, how: str) -> None:
    address = private_address(scene.browser)
    assert client.get(address).status_code == 200
    if how == "revoked":
        scene.browser.post("/calendar/subscription/revocation")
    elif how == "replaced":
        private_address(scene.browser)
    else:
        with scene.database.writing() as session:
            session.get_one(Account, scene.planner).state = AccountState.CLOSED
    answer = client.get(address)
    assert answer.status_code == 410
    assert "已经停用" in answer.get_data(as_text=True)


def test_a_forged_address_is_not_known(scene: Scene, client: FlaskClient) -> None:
    address = private_address(scene.browser)
    head, _, signature = address.removesuffix(".ics").rpartition(".")
    other = signature[:-1] + ("A" if signature[-1] != "A" else "B")
    for forged in (f"{head}.{other}.ics", "/calendar/private/x.ics", "/calendar/private/x.y.ics"):
        assert client.get(forged).status_code == 404, forged


def test_one_person_s_new_address_leaves_another_s_alone(
    scene: Scene, client: FlaskClient, browser_of: BrowserOf
) -> None:
    with scene.database.writing() as session:
        other = make_account(session, make_organisation(session), [Role.DRAFTER]).id
    mine = private_address(scene.browser)
    private_address(browser_of(other))
    assert client.get(mine).status_code == 200
