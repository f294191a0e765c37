"""Stories, their people and a policy for the tests."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sqlalchemy.orm import Session

from publicity import vocabulary
from publicity.checks.policy import Policy, load_policy
from publicity.people.models import Organisation, OrganisationKind, Role
from publicity.people.permissions import Person
from publicity.stories.actions import draft_from_template, save
from publicity.stories.content import Content
from publicity.stories.library import Library, load
from publicity.stories.lifecycle import move
from publicity.stories.models import Story
from publicity.stories.queries import newest_revision
from publicity.stories.rules import Move
from publicity.stories.template_file import Words
from tests.factories import make_organisation, make_person

ROOT = Path(__file__).resolve().parents[2]
FACTS: dict[str, Any] = {
    "case_number": "（2018）云28执123号",
    "court": "澄江市人民法院",
    "cause": "买卖合同纠纷",
    "basis": "生效判决",
    "obligation": "被执行人支付货款86000元及逾期利息",
    "filed_on": "2018-03-05",
    "naming_style": "某某",
    "applicant": "张",
    "respondent": "李",
    "background": "双方合作多年，后来生意不好，货款一拖再拖",
    "amount": "86000",
    "obstacle": "被执行人外出打工，账户余额不足百元",
    "measures": ["冻结银行存款", "限制消费"],
    "course": [
        {"date": "2018-03-12", "text": "执行干警到村里核实财产"},
        {"date": "", "text": "又查询了车辆和不动产"},
    ],
    "outcome": "终结本次执行程序",
    "outcome_detail": "经申请人同意，案件终结本次执行程序",
    "significance": "经营有风险，执行不能不等于执行不力",
    "judge_words": "签合同前先看清对方的履约能力",
    "assets_found": "名下没有房产和车辆",
}


@dataclass(frozen=True)
class Desk:
    """A court, its propaganda department, and one person for each part of the path."""

    court: Organisation
    department: Organisation
    drafter: Person
    first: Person
    second: Person
    final: Person
    propaganda: Person


def make_desk(session: Session) -> Desk:
    court = make_organisation(session)
    department = make_organisation(session, name=f"{court.key}宣传部", kind=OrganisationKind.PROPAGANDA)
    return Desk(
        court,
        department,
        make_person(session, court, [Role.DRAFTER]),
        make_person(session, court, [Role.FIRST_REVIEWER]),
        make_person(session, court, [Role.SECOND_REVIEWER]),
        make_person(session, court, [Role.FINAL_REVIEWER]),
        make_person(session, department, [Role.PROPAGANDA_REVIEWER]),
    )


@cache
def library() -> Library:
    """The templates that ship."""
    known = vocabulary.load(ROOT / "content" / "vocabulary.yaml")
    words = Words(known.forms, known.grounds, known.themes, known.polarities)
    return load(ROOT / "content" / "story-templates", words)


@cache
def policy(*on: str) -> Policy:
    """The policy that ships with only the named rules switched on."""
    shipped = load_policy(ROOT / "content" / "checks")
    rules = {name: replace(rule, on=name in on) for name, rule in shipped.rules.items()}
    return replace(shipped, rules=MappingProxyType(rules))


def make_story(session: Session, desk: Desk, now: datetime, **overrides: Any) -> Story:
    """A draft by the desk's drafter; overrides of its content, and `facts`."""
    facts = overrides.pop("facts", FACTS)
    story = draft_from_template(
        session,
        now=now,
        actor=desk.drafter,
        organisation_id=desk.court.id,
        template=library().get(overrides.pop("template", "cannot-enforce")),
        facts=facts,
    )
    story.receiver_id = desk.department.id
    if overrides:
        save_text(session, desk.drafter, story, now, **overrides)
    return story


def save_text(session: Session, actor: Person, story: Story, now: datetime, **overrides: Any) -> Story:
    """A save upon the newest revision."""
    newest = newest_revision(session, story.id)
    values: dict[str, Any] = {"title": newest.title, "text": newest.text, "facts": newest.facts}
    content = Content(**(values | overrides))
    save(session, now=now, actor=actor, story_id=story.id, base=newest.number, content=content)
    session.refresh(story)
    return story


PATH: tuple[tuple[Move, Callable[[Desk], Person]], ...] = (
    (Move.SUBMIT_REVIEW, lambda desk: desk.drafter),
    (Move.APPROVE_FIRST, lambda desk: desk.first),
    (Move.APPROVE_SECOND, lambda desk: desk.second),
    (Move.APPROVE_FINAL, lambda desk: desk.final),
    (Move.SUBMIT, lambda desk: desk.drafter),
    (Move.ADOPT, lambda desk: desk.propaganda),
    (Move.SCHEDULE, lambda desk: desk.propaganda),
    (Move.RELEASE, lambda desk: desk.propaganda),
)


def walk(session: Session, desk: Desk, story: Story, now: datetime, *, until: Move) -> Story:
    """Takes the story along the usual path up to and including `until`."""
    for step, who in PATH:
        move(session, story.id, move=step, actor=who(desk), now=now, policy=policy())
        if step is until:
            break
    session.refresh(story)
    return story
