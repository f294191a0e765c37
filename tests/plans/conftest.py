"""The plan pages, a keeper of plans, and documents read for the tests."""

import hashlib
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from publicity.media.storage import address
from publicity.people.models import Organisation, OrganisationKind, Role
from publicity.people.permissions import Person
from publicity.plans.actions import submit_document
from publicity.plans.jobs import read_one
from publicity.plans.models import PlanDocument
from publicity.plans.views import blueprint
from tests.factories import NOON, make_organisation, make_person

THEMES = {"执行不能": "cannot-enforce", "失信惩戒": "discipline", "涉民生": "livelihood"}


@pytest.fixture
def app(app: Flask) -> Flask:
    """The application with the plan pages on it."""
    if blueprint.name not in app.blueprints:
        app.register_blueprint(blueprint)
    return app


@dataclass(frozen=True)
class Keeper:
    """Somebody who keeps the plans of a court, and the session they work in."""

    session: Session
    person: Person
    court: Organisation
    folder: Path

    def give(self, text: str, name: str = "plan.txt", now: datetime = NOON) -> tuple[PlanDocument, bool]:
        """Hands a text in as a file."""
        content = text.encode()
        sha256 = hashlib.sha256(content).hexdigest()
        place = address(self.folder, sha256)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
        return submit_document(
            self.session,
            now=now,
            actor=self.person,
            organisation_id=self.court.id,
            name=name,
            sha256=sha256,
            size=len(content),
        )

    def read(self, text: str, name: str = "plan.txt", now: datetime = NOON) -> PlanDocument:
        """Hands a text in and has it read."""
        document, _ = self.give(text, name, now)
        assert read_one(self.open_session, now=now, folder=self.folder)
        return document

    def open_session(self) -> AbstractContextManager[Session]:
        return _same(self.session)


@contextmanager
def _same(session: Session) -> Iterator[Session]:
    yield session
    session.flush()


@pytest.fixture
def keeper(session: Session, tmp_path: Path) -> Keeper:
    court = make_organisation(
        session, name="澄江市中级人民法院", short_name="市中院", kind=OrganisationKind.INTERMEDIATE_COURT
    )
    return Keeper(session, make_person(session, court, [Role.PLANNER]), court, tmp_path)
