"""The demo area, loaded the first time and never twice: invented organisations, two real plans, three stories."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from publicity.calendar.loading import load_plan
from publicity.calendar.plan_file import parse_plan
from publicity.checks.policy import Policy
from publicity.config import ROOT, Config
from publicity.digests.actions import subscribe
from publicity.errors import Invalid
from publicity.lib.yamls import load_yaml
from publicity.people.actions import HashCost, found_organisation, grant_role, open_account
from publicity.people.models import Account, Organisation, OrganisationKind, Role
from publicity.people.permissions import Person
from publicity.people.queries import find_account, find_organisation, person_of
from publicity.publishing.actions import Desk, schedule
from publicity.publishing.site import make_site
from publicity.review.actions import assess_risk, sign_secrecy
from publicity.stories.actions import draft_from_template, file_under, save
from publicity.stories.content import Content
from publicity.stories.fact_values import as_typed, parse_sheet
from publicity.stories.library import Library
from publicity.stories.lifecycle import move
from publicity.stories.models import Risk, Story
from publicity.stories.queries import newest_revision
from publicity.stories.rules import Move

FOLDER: Final = ROOT / "content" / "demo"
TO_REVIEW: Final = ((Move.SUBMIT_REVIEW, "drafter"),)
TO_RELEASE: Final = (
    (Move.APPROVE_FIRST, "first"),
    (Move.APPROVE_SECOND, "second"),
    (Move.APPROVE_FINAL, "final"),
    (Move.SUBMIT, "drafter"),
    (Move.ADOPT, "propaganda"),
)


@dataclass(frozen=True, slots=True)
class Area:
    """Whom the demo's stories pass: posts by the part of their address before the @."""

    session: Session
    now: datetime
    policy: Policy
    desk: Desk
    library: Library
    posts: Mapping[str, Person]
    receiver: Organisation


def load_once(app: Flask) -> bool:
    """Loads the demo into a database without organisations; False when there is anything already."""
    config: Config = app.extensions["config"]
    now: datetime = app.extensions["clock"]()
    with app.extensions["database"].writing() as session:
        if session.scalar(select(Organisation.id).limit(1)) is not None:
            return False
        area = load_yaml((FOLDER / "area.yaml").read_text(encoding="utf8"))
        _people(session, area, now, HashCost(config.argon2_time_cost, config.argon2_memory_kib))
        for row in area["plans"]:
            plan = parse_plan((ROOT / row["file"]).read_text(encoding="utf8"))
            keeper = _organisation(session, row["kept_by"])
            load_plan(session, now=now, actor=None, plan_file=plan, organisation_id=keeper.id)
        known = list(app.extensions["vocabulary"].themes)
        for row in area["subscribers"]:
            subscribe(session, now=now, actor=None, email=row["email"], name=row["name"], themes=[], known=known)
        posts = {row["email"].split("@")[0]: _post(session, row["email"]) for row in area["accounts"]}
        receiver = _organisation(session, "chengjiang-xcb")
        policy = app.extensions["policy"]
        desk = Desk(make_site(config, app.extensions["vocabulary"]), policy)
        demo = Area(session, now, policy, desk, app.extensions["story_templates"], posts, receiver)
        for path in sorted((FOLDER / "stories").glob("*.md")):
            _story(demo, path)
    return True


def accounts_text() -> str:
    """The demo accounts and their password, for the greeting."""
    area = load_yaml((FOLDER / "area.yaml").read_text(encoding="utf8"))
    lines = [f"  {row['email']:<24} {row['name']}" for row in area["accounts"]]
    return "\n".join([f"演示账号（密码都是 {area['password']}）：", *lines])


def _people(session: Session, area: dict[str, Any], now: datetime, cost: HashCost) -> None:
    for row in area["organisations"]:
        found_organisation(
            session,
            key=row["key"],
            name=row["name"],
            kind=OrganisationKind(row["kind"]),
            parent=_organisation(session, row["parent"]) if "parent" in row else None,
            short_name=row.get("short_name", ""),
            court_code=row.get("court_code", ""),
        )
    for row in area["accounts"]:
        place = _organisation(session, row["organisation"])
        account = open_account(
            session,
            now=now,
            actor=None,
            email=row["email"],
            name=row["name"],
            password=area["password"],
            organisation_id=place.id,
            cost=cost,
        )
        at = _organisation(session, row.get("at", row["organisation"]))
        for role in row["roles"]:
            grant_role(session, now=now, actor=None, account_id=account.id, organisation_id=at.id, role=Role(role))


def _organisation(session: Session, key: str) -> Organisation:
    found = find_organisation(session, key)
    if found is None:
        raise KeyError(key)
    return found


def _post(session: Session, email: str) -> Person:
    account = find_account(session, email)
    if not isinstance(account, Account):
        raise KeyError(email)
    return person_of(session, account)


def _story(area: Area, path: Path) -> None:
    """One story of the demo, taken as far as its front matter says."""
    _, front, text = path.read_text(encoding="utf8").split("---\n", 2)
    head = load_yaml(front)
    court = _organisation(area.session, head["organisation"])
    drafter = next(person for person in area.posts.values() if person.has(Role.DRAFTER, court.id))
    template = area.library.get(head["template"])
    facts, faults = parse_sheet(template.facts, as_typed(head["facts"]))
    if faults:
        raise Invalid(f"{path.name}：{''.join(faults.values())}", faults)
    story = draft_from_template(
        area.session,
        now=area.now,
        actor=drafter,
        organisation_id=court.id,
        template=template,
        facts=facts,
        ground=head["ground"],
        polarity=head["polarity"],
        themes=tuple(head["themes"]),
    )
    content = Content(
        title=head["title"],
        text=text.strip(),
        summary=head["summary"],
        ground=head["ground"],
        polarity=head["polarity"],
        themes=tuple(head["themes"]),
        facts=facts,
    )
    save(area.session, now=area.now, actor=drafter, story_id=story.id, base=1, content=content)
    if head["reach"] in ("first_review", "released"):
        file_under(
            area.session,
            now=area.now,
            actor=drafter,
            story_id=story.id,
            milestone_id=None,
            receiver_id=area.receiver.id,
            court_ids=(),
        )
        _walk(area, story, TO_REVIEW)
    if head["reach"] == "released":
        _walk(area, story, TO_RELEASE)
        _release(area, story)


def _walk(area: Area, story: Story, steps: tuple[tuple[Move, str], ...]) -> None:
    for step, post in steps:
        move(area.session, story.id, move=step, actor=area.posts[post], now=area.now, policy=area.policy)


def _release(area: Area, story: Story) -> None:
    keeper = area.posts["propaganda"]
    revision = newest_revision(area.session, story.id)
    assess_risk(area.session, now=area.now, actor=keeper, story_id=story.id, risk=Risk.LOW)
    sign_secrecy(area.session, now=area.now, actor=keeper, story_id=story.id, revision_hash=revision.hash)
    schedule(area.session, now=area.now, actor=keeper, story_id=story.id, due_at=area.now, desk=area.desk)
