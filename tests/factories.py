"""Plain functions that make the rows a test needs; every default can be overridden."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from publicity.people.models import Account, AccountState, HeldRole, Organisation, OrganisationKind, Role, SignIn
from publicity.people.passwords import token_hash
from publicity.people.permissions import Person
from publicity.people.queries import person_of

NOON = datetime(2018, 7, 12, 4, 0, tzinfo=UTC)
numbers = count(1)


def make_organisation(session: Session, **overrides: Any) -> Organisation:
    number = next(numbers)
    values: dict[str, Any] = {
        "key": f"org-{number}",
        "name": f"澄江市第{number}人民法院",
        "short_name": f"澄江{number}院",
        "kind": OrganisationKind.BASIC_COURT,
        "parent_id": None,
        "court_code": "",
        "disabled_rules": [],
    }
    row = Organisation(**(values | overrides))
    session.add(row)
    session.flush()
    return row


def make_account(
    session: Session, organisation: Organisation | None = None, roles: Iterable[Role] = (), **overrides: Any
) -> Account:
    """An account holding the roles at its own organisation."""
    number = next(numbers)
    organisation = organisation or make_organisation(session)
    values: dict[str, Any] = {
        "email": f"desk{number}@court.example",
        "name": f"岗位{number}",
        "organisation_id": organisation.id,
        "password_hash": "",
        "state": AccountState.ACTIVE,
        "failures": 0,
        "created_at": NOON,
    }
    row = Account(**(values | overrides))
    session.add(row)
    session.flush()
    session.add_all(HeldRole(account_id=row.id, organisation_id=organisation.id, role=role) for role in roles)
    session.flush()
    return row


def make_person(session: Session, organisation: Organisation | None = None, roles: Iterable[Role] = ()) -> Person:
    """Somebody signed in, with the roles spread over the tree below the organisation."""
    return person_of(session, make_account(session, organisation, roles))


def sign_in_as(app: Flask, account_id: int, now: datetime) -> FlaskClient:
    """A browser in which the account is signed in."""
    token = f"token-{next(numbers)}"
    with app.extensions["database"].writing() as opened:
        expires = now + timedelta(days=3650)
        opened.add(SignIn(account_id=account_id, token_hash=token_hash(token), created_at=now, expires_at=expires))
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["sign_in"] = token
    return client
