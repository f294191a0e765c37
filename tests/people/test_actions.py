"""Accounts, roles and the lock-out."""

from contextlib import suppress
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from publicity.errors import Invalid, NotAllowed
from publicity.people import actions
from publicity.people.models import Account, AccountState, OrganisationKind, Role
from publicity.people.passwords import matches, new_token, token_hash
from publicity.people.queries import account_for_token, people_with, person_of
from tests.factories import make_account, make_organisation, make_person

CHEAP = actions.HashCost(time_cost=1, memory_kib=8)


def open_one(session: Session, now: datetime, **overrides: object) -> Account:
    values = {
        "email": "Officer@Court.Example",
        "name": "撰稿岗",
        "password": "correct horse",
        "organisation_id": make_organisation(session).id,
    } | overrides
    return actions.open_account(session, now=now, actor=None, cost=CHEAP, **values)  # type: ignore[arg-type]


def test_a_password_is_kept_as_argon2id_and_checked_against_it(session: Session, now: datetime) -> None:
    account = open_one(session, now)
    assert account.password_hash.startswith("$argon2id$")
    assert matches(account.password_hash, "correct horse")
    assert not matches(account.password_hash, "wrong horse")
    assert account.email == "officer@court.example"


def test_an_account_with_faults_names_each_of_them(session: Session, now: datetime) -> None:
    with pytest.raises(Invalid) as caught:
        open_one(session, now, email="nobody", name=" ", password="short")
    assert set(caught.value.fields) == {"email", "name", "password"}


@pytest.mark.parametrize(
    "email", ["a@b.example\r\nBcc: c@d.example", "a@b.example,c@d.example", "甲 <a@b.example>", "@b.example", "a@"]
)
def test_an_account_has_one_address_and_a_name_of_a_length_that_is_kept(
    session: Session, now: datetime, email: str
) -> None:
    with pytest.raises(Invalid) as caught:
        open_one(session, now, email=email, name="岗" * 61)
    assert set(caught.value.fields) == {"email", "name"}


def test_the_same_address_is_not_taken_twice(session: Session, now: datetime) -> None:
    open_one(session, now)
    with pytest.raises(Invalid) as caught:
        open_one(session, now, email="officer@court.example ")
    assert "email" in caught.value.fields


def test_a_role_reaches_the_organisations_below_and_not_above(session: Session) -> None:
    root = make_organisation(session)
    court = make_organisation(session, parent_id=root.id)
    office = make_organisation(session, parent_id=court.id)
    person = person_of(session, make_account(session, court, [Role.FINAL_REVIEWER]))
    assert person.reach(Role.FINAL_REVIEWER) == {court.id, office.id}
    assert [a.id for a in people_with(session, Role.FINAL_REVIEWER, office.id)] == [person.id]
    assert people_with(session, Role.FINAL_REVIEWER, root.id) == []


def test_only_an_administrator_above_grants_a_role(session: Session, now: datetime) -> None:
    court, other = make_organisation(session), make_organisation(session)
    administrator = make_person(session, court, [Role.ADMINISTRATOR])
    clerk = make_account(session, court)
    actions.grant_role(
        session, now=now, actor=administrator, account_id=clerk.id, organisation_id=court.id, role=Role.DRAFTER
    )
    assert person_of(session, clerk).has(Role.DRAFTER, court.id)
    with pytest.raises(NotAllowed):
        actions.grant_role(
            session, now=now, actor=administrator, account_id=clerk.id, organisation_id=other.id, role=Role.DRAFTER
        )


@pytest.mark.parametrize(
    ("kind", "taken"),
    [
        (OrganisationKind.BASIC_COURT, False),
        (OrganisationKind.INTERMEDIATE_COURT, False),
        (OrganisationKind.OUTLET, False),
        (OrganisationKind.PROPAGANDA, True),
        (OrganisationKind.AREA, True),
    ],
)
def test_a_courts_administrator_cannot_take_the_departments_role(
    session: Session, now: datetime, kind: OrganisationKind, taken: bool
) -> None:
    place = make_organisation(session, kind=kind)
    keeper = make_person(session, place, [Role.ADMINISTRATOR])
    with suppress(Invalid):
        actions.grant_role(
            session,
            now=now,
            actor=keeper,
            account_id=keeper.id,
            organisation_id=place.id,
            role=Role.PROPAGANDA_REVIEWER,
        )
    held = [row.id for row in people_with(session, Role.PROPAGANDA_REVIEWER, place.id)]
    assert held == ([keeper.id] if taken else [])


def test_failures_lock_the_account_for_a_while_and_signing_in_forgets_them(session: Session, now: datetime) -> None:
    account = make_account(session)
    for _ in range(2):
        actions.note_failure(session, now=now, account_id=account.id, most=3, lock_seconds=60)
    session.refresh(account)
    assert (account.failures, account.locked_until) == (2, None)
    actions.note_failure(session, now=now, account_id=account.id, most=3, lock_seconds=60)
    session.refresh(account)
    assert account.locked_until == now + timedelta(seconds=60)
    actions.sign_in(session, now=now, account_id=account.id, token=new_token(), seconds=60)
    session.refresh(account)
    assert (account.failures, account.locked_until) == (0, None)


def test_a_sign_in_ends_when_it_is_revoked_or_runs_out_or_the_account_is_closed(
    session: Session, now: datetime
) -> None:
    court = make_organisation(session)
    account = make_account(session, court)
    for token in ("a", "b"):
        actions.sign_in(session, now=now, account_id=account.id, token=token, seconds=60)
    assert account_for_token(session, token_hash("a"), now) is account
    assert account_for_token(session, token_hash("a"), now + timedelta(seconds=61)) is None
    actions.sign_out(session, now=now, token="a")
    assert account_for_token(session, token_hash("a"), now) is None
    assert account_for_token(session, token_hash("b"), now) is account
    administrator = make_person(session, court, [Role.ADMINISTRATOR])
    actions.close_account(session, now=now, actor=administrator, account_id=account.id)
    session.refresh(account)
    assert account.state == AccountState.CLOSED
    assert account_for_token(session, token_hash("b"), now) is None
