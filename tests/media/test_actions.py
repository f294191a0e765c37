"""Taking in, describing, ticking, consenting: who may, what is kept, and what history says."""

from datetime import date, datetime

import pytest
from sqlalchemy.orm import Session

from publicity.errors import Conflict, Invalid, NotAllowed, NotFound, WrongState
from publicity.history.models import HistoryEntry
from publicity.history.queries import of_subject
from publicity.media import actions, queries
from publicity.media.actions import Description
from publicity.media.models import ConsentState, MediaFile, TickItem
from publicity.media.probe import MediaFacts, MediaKind
from publicity.people.models import Role
from publicity.people.permissions import Person
from tests.factories import make_organisation, make_person
from tests.media.factories import make_media

FACTS = MediaFacts(MediaKind.IMAGE, "image/jpeg", "jpg", 1000, 640, 480)


@pytest.fixture
def drafter(session: Session) -> Person:
    return make_person(session, make_organisation(session), [Role.DRAFTER])


@pytest.fixture
def media(session: Session, drafter: Person) -> MediaFile:
    return make_media(session, organisation_id=drafter.organisation_id)


@pytest.fixture
def stranger(session: Session) -> Person:
    return make_person(session, make_organisation(session), [Role.DRAFTER])


def verbs(session: Session, media: MediaFile) -> list[str]:
    lines: list[HistoryEntry] = list(session.scalars(of_subject(f"media:{media.id}")))
    return [line.verb for line in lines]


def register(session: Session, person: Person, now: datetime, name: str = "现场.JPEG", **facts: object) -> MediaFile:
    return actions.register(
        session,
        person=person,
        organisation_id=person.organisation_id,
        name=name,
        sha256="a" * 64,
        facts=FACTS,
        now=now,
    )


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("现场.JPEG", "现场.jpeg"),
        ("现场.exe", "现场.jpg"),
        ("../现场", "现场.jpg"),
        ("现场.jpg.html", "现场.jpg.jpg"),
        ("", "_.jpg"),
    ],
)
def test_a_file_is_named_by_what_it_is(session: Session, drafter: Person, now: datetime, given: str, kept: str) -> None:
    assert register(session, drafter, now, given).name == kept


def test_the_same_content_is_one_file_in_an_organisation(session: Session, drafter: Person, now: datetime) -> None:
    first, second = register(session, drafter, now), register(session, drafter, now, "又一次.jpg")
    assert first is second
    assert verbs(session, first) == ["media.taken_in"]


def test_only_drafters_take_in(session: Session, now: datetime) -> None:
    outlet = make_person(session, make_organisation(session), [Role.OUTLET, Role.FIRST_REVIEWER])
    with pytest.raises(NotAllowed, match="撰稿人"):
        register(session, outlet, now)


@pytest.mark.parametrize("size", [0, -1, 2**31])
def test_an_impossible_size_is_refused_before_the_first_byte(
    session: Session, drafter: Person, now: datetime, size: int
) -> None:
    with pytest.raises(Invalid, match="文件大小"):
        actions.begin_upload(
            session, person=drafter, organisation_id=drafter.organisation_id, name="a", size=size, now=now
        )


def test_an_upload_is_its_owners_alone(session: Session, drafter: Person, stranger: Person, now: datetime) -> None:
    upload = actions.begin_upload(
        session, person=drafter, organisation_id=drafter.organisation_id, name="a.mp4", size=9, now=now
    )
    assert queries.get_upload(session, drafter, upload.token) is upload
    with pytest.raises(NotFound):
        queries.get_upload(session, stranger, upload.token)
    actions.end_upload(session, upload=upload)
    with pytest.raises(NotFound):
        queries.get_upload(session, drafter, upload.token)


def test_an_edit_on_an_older_version_is_refused(
    session: Session, drafter: Person, media: MediaFile, now: datetime
) -> None:
    described = Description("图说\x00", " 替代 文字 ", "张某", {"wide": [0, 0.1, 1]})
    actions.describe(session, person=drafter, media=media, version=1, description=described, now=now)
    assert (media.caption, media.alt, media.version, media.crops) == ("图说", "替代 文字", 2, {"wide": [0, 0.1, 1]})
    with pytest.raises(Conflict, match="刚被别人改过"):
        actions.describe(session, person=drafter, media=media, version=1, description=described, now=now)
    assert verbs(session, media) == ["media.described"]


@pytest.mark.parametrize(
    "description",
    [
        Description("长" * 501, "", "", {}),
        Description("", "", "", {"wide": [0.5, 0, 1]}),
        Description("", "", "", {"square": [0, 0.5, 0.7]}),
    ],
)
def test_what_does_not_fit_is_refused(
    session: Session, drafter: Person, media: MediaFile, now: datetime, description: Description
) -> None:
    with pytest.raises(Invalid):
        actions.describe(session, person=drafter, media=media, version=1, description=description, now=now)


def test_strangers_change_nothing(session: Session, stranger: Person, media: MediaFile, now: datetime) -> None:
    with pytest.raises(NotAllowed):
        actions.describe(
            session, person=stranger, media=media, version=1, description=Description("", "", "", {}), now=now
        )
    with pytest.raises(NotAllowed):
        actions.tick(session, person=stranger, media=media, answers={TickItem.FACES: "none"}, now=now)
    with pytest.raises(NotAllowed):
        actions.record_consent(session, person=stranger, media=media, shown="甲", scope="", expires_on=None, now=now)


def test_ticks_are_kept_by_name_and_can_be_changed(
    session: Session, drafter: Person, media: MediaFile, now: datetime
) -> None:
    actions.tick(session, person=drafter, media=media, answers=dict.fromkeys(TickItem, "none"), now=now)
    actions.tick(session, person=drafter, media=media, answers={TickItem.FACES: "masked"}, now=now)
    actions.tick(session, person=drafter, media=media, answers={TickItem.FACES: "masked"}, now=now)
    shown = queries.described(session, [media])[0]
    assert shown.ticks[TickItem.FACES].answer == "masked"
    assert shown.ticks[TickItem.FACES].ticked_by_id == drafter.id
    assert shown.missing(date(2018, 7, 12)) == []
    assert verbs(session, media) == ["media.ticked", "media.ticked"]


def test_a_consent_can_be_withdrawn_once_and_with_a_reason(
    session: Session, drafter: Person, media: MediaFile, now: datetime
) -> None:
    consent = actions.record_consent(
        session, person=drafter, media=media, shown="申请执行人张某", scope="", expires_on=date(2018, 8, 1), now=now
    )
    withdraw = {"session": session, "person": drafter, "media": media, "now": now}
    with pytest.raises(Invalid, match="撤回的情况"):
        actions.withdraw_consent(**withdraw, consent_id=consent.id, reason=" ")  # type: ignore[arg-type]
    actions.withdraw_consent(**withdraw, consent_id=consent.id, reason="本人来电")  # type: ignore[arg-type]
    assert consent.state is ConsentState.WITHDRAWN
    with pytest.raises(WrongState):
        actions.withdraw_consent(**withdraw, consent_id=consent.id, reason="又一次")  # type: ignore[arg-type]
    with pytest.raises(NotFound):
        actions.withdraw_consent(**withdraw, consent_id=consent.id + 1, reason="没有")  # type: ignore[arg-type]
    assert verbs(session, media) == ["media.consent_withdrawn", "media.consent_recorded"]


def test_who_sees_what(session: Session, drafter: Person, stranger: Person, media: MediaFile) -> None:
    propaganda = make_person(session, make_organisation(session), [Role.PROPAGANDA_REVIEWER])
    outlet = make_person(session, make_organisation(session), [Role.OUTLET])
    for person in (drafter, propaganda):
        assert queries.get_visible(session, person, media.id) is media
    for person in (stranger, outlet):
        with pytest.raises(NotFound):
            queries.get_visible(session, person, media.id)


@pytest.mark.parametrize(
    ("words", "found"),
    [("img", True), ("IMG_0012", True), ("Jpg", True), ("ＩＭＧ", False), ("执行", True), ("dji", True), ("%", False)],
)
def test_words_are_found_in_whatever_case(session: Session, drafter: Person, words: str, found: bool) -> None:
    mine = make_media(session, organisation_id=drafter.organisation_id, name="IMG_0012.JPG", caption="执行现场 Dji")
    assert list(session.scalars(queries.newest(drafter, words=words))) == [mine] * found


def test_consents_about_to_end_are_listed_soonest_first(
    session: Session, drafter: Person, stranger: Person, media: MediaFile, now: datetime
) -> None:
    for day in (date(2018, 8, 1), date(2018, 7, 20), date(2018, 7, 11), date(2019, 1, 1), None):
        actions.record_consent(
            session, person=drafter, media=media, shown=f"某{day}", scope="", expires_on=day, now=now
        )
    today, until = date(2018, 7, 12), date(2018, 8, 11)
    assert [row.expires_on for row in session.scalars(queries.expiring(drafter, today, until))] == [
        date(2018, 7, 20),
        date(2018, 8, 1),
    ]
    assert list(session.scalars(queries.expiring(stranger, today, until))) == []


def test_what_stands_against_approval_is_told_by_file(
    session: Session, drafter: Person, media: MediaFile, now: datetime
) -> None:
    sound = make_media(session, organisation_id=drafter.organisation_id, kind=MediaKind.AUDIO)
    today = date(2018, 7, 12)
    assert set(queries.missing_for_approval(session, [media.id, sound.id], today)) == {media.id}
    actions.tick(session, person=drafter, media=media, answers=dict.fromkeys(TickItem, "none"), now=now)
    assert queries.missing_for_approval(session, [media.id, sound.id], today) == {}
