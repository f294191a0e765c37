"""Drafting a story, saving a revision, and filing it under a milestone."""

import secrets
from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from publicity.calendar.models import Milestone
from publicity.checks.near_duplicates import sketch
from publicity.errors import Conflict, Invalid, NotFound, WrongState
from publicity.history.actions import record
from publicity.media.queries import as_described_now
from publicity.people.models import OrganisationKind, Role
from publicity.people.permissions import Person, require
from publicity.people.queries import get_organisation
from publicity.stories.content import LONGEST_TEXT, LONGEST_TITLE, Content
from publicity.stories.fact_values import plain
from publicity.stories.findings import case_numbers
from publicity.stories.models import Revision, Story, StoryCase, StoryCourt, StoryMark, StoryState, StoryTheme
from publicity.stories.queries import get_story, newest_revision, propaganda_departments
from publicity.stories.rules import STATE_NAMES
from publicity.stories.search import index_story
from publicity.stories.skeleton import render
from publicity.stories.template_file import StoryTemplate

EDITORS: Final = (Role.DRAFTER,)


def draft_from_template(
    session: Session,
    *,
    now: datetime,
    actor: Person,
    organisation_id: int,
    template: StoryTemplate,
    facts: Mapping[str, Any],
    ground: str = "",
    polarity: str = "",
    themes: tuple[str, ...] = (),
    milestone_id: int | None = None,
) -> Story:
    """A new story whose first revision is the template filled with the facts; raises NotAllowed, Invalid."""
    title, text = render(template.body, template.title, template.facts, facts)
    content = Content(
        title=title, text=text, ground=ground, polarity=polarity or template.polarity, themes=themes, facts=dict(facts)
    )
    return draft_from_text(
        session,
        now=now,
        actor=actor,
        organisation_id=organisation_id,
        template=template,
        content=content,
        note=f"由模板“{template.name}”生成",
        milestone_id=milestone_id,
    )


def draft_from_text(
    session: Session,
    *,
    now: datetime,
    actor: Person,
    organisation_id: int,
    template: StoryTemplate,
    content: Content,
    note: str,
    milestone_id: int | None = None,
) -> Story:
    """A new story of the template's kind with this content as its first revision; raises NotAllowed, Invalid.

    Where the area has one propaganda department only, that is where it will be submitted.
    """
    require(actor, organisation_id, *EDITORS)
    departments = propaganda_departments(session)
    story = Story(
        public_id=secrets.token_hex(8),
        organisation_id=get_organisation(session, organisation_id).id,
        author_id=actor.id,
        state=StoryState.DRAFT,
        revision_number=0,
        form=template.form,
        template_key=template.key,
        required_parts=list(template.required_parts),
        receiver_id=departments[0][0] if len(departments) == 1 else None,
        created_at=now,
        changed_at=now,
    )
    session.add(story)
    session.flush()
    if milestone_id is not None:
        story.milestone_id = _milestone(session, milestone_id)
    detail = {"template": template.key}
    record(session, now=now, actor=actor, verb="story.drafted", subject=f"story:{story.id}", detail=detail)
    save(session, now=now, actor=actor, story_id=story.id, base=0, content=content, note=note)
    return get_story(session, story.id)


def save(
    session: Session, *, now: datetime, actor: Person, story_id: int, base: int, content: Content, note: str = ""
) -> Revision:
    """The next revision, or the newest one when nothing differs from it. `base` is the number the edit began from.

    Attachments are kept as the library describes them now, so new captions alone make a revision too.
    Raises Conflict when somebody saved in between, WrongState when the story is no longer a draft, Invalid, NotAllowed.
    """
    story = get_story(session, story_id)
    require(actor, story.organisation_id, *EDITORS)
    content = replace(content.tidied(), media=as_described_now(session, content.media))
    _require_fitting(content)
    hashed = content.hash()
    if story.revision_number:
        newest = newest_revision(session, story_id)
        if newest.hash == hashed:
            return newest
    taken = (
        update(Story)
        .where(Story.id == story_id, Story.revision_number == base, Story.state == StoryState.DRAFT)
        .values(revision_number=base + 1, title=content.title, changed_at=now)
        .returning(Story.id)
        .execution_options(synchronize_session=False)
    )
    if session.scalar(taken) is None:
        _refuse_save(get_story(session, story_id), base)
    revision = _insert(session, story_id, base + 1, content, hashed, actor=actor, now=now, note=note)
    session.refresh(story)
    _index(session, story, content)
    detail = {"revision": revision.number, "hash": hashed}
    subject = f"story:{story_id}"
    record(session, now=now, actor=actor, verb="story.saved", subject=subject, reason=note, detail=detail)
    return revision


def _require_fitting(content: Content) -> None:
    if len(content.title) > LONGEST_TITLE:
        raise Invalid("标题太长，没有保存。", {"title": f"标题最多{LONGEST_TITLE}字。"})
    if len(content.text) > LONGEST_TEXT or len(content.summary) > LONGEST_TEXT:
        raise Invalid("正文太长，没有保存。", {"text": f"正文最多{LONGEST_TEXT}字，请拆成几篇。"})


def _refuse_save(story: Story, base: int) -> None:
    if story.state is not StoryState.DRAFT:
        name = STATE_NAMES[story.state]
        raise WrongState(f"稿件现在是“{name}”，不能直接修改。请先撤回修改或请审核人退回，再保存。")
    raise Conflict(f"您从第{base}稿开始改，现在已是第{story.revision_number}稿。两份文字都在下面，没有丢。")


def _insert(
    session: Session,
    story_id: int,
    number: int,
    content: Content,
    hashed: str,
    *,
    actor: Person,
    now: datetime,
    note: str,
) -> Revision:
    revision = Revision(
        story_id=story_id,
        number=number,
        title=content.title,
        summary=content.summary,
        text=content.text,
        ground=content.ground,
        polarity=content.polarity,
        themes=sorted(content.themes),
        facts=dict(content.facts),
        media=[dict(item) for item in content.media],
        hash=hashed,
        author_id=actor.id,
        note=note[:200],
        created_at=now,
    )
    session.add(revision)
    session.execute(delete(StoryTheme).where(StoryTheme.story_id == story_id))
    session.add_all(StoryTheme(story_id=story_id, theme=theme) for theme in sorted(set(content.themes)))
    session.flush()
    return revision


def _index(session: Session, story: Story, content: Content) -> None:
    """Title, text, facts (the case numbers among them) and the court can be searched for; the same story told twice."""
    facts = map(plain, content.facts.values())
    court = get_organisation(session, story.organisation_id).name
    session.execute(delete(StoryCase).where(StoryCase.story_id == story.id))
    numbers = sorted(case_numbers(content.facts, content.text))
    session.add_all(StoryCase(story_id=story.id, number=number) for number in numbers)
    session.execute(delete(StoryMark).where(StoryMark.story_id == story.id))
    session.add_all(StoryMark(story_id=story.id, mark=mark) for mark in sorted(sketch(content.text)))
    session.flush()
    index_story(session, story.id, [content.title, content.summary, content.text, court, *facts])


def file_under(
    session: Session,
    *,
    now: datetime,
    actor: Person,
    story_id: int,
    milestone_id: int | None,
    receiver_id: int | None,
    court_ids: Iterable[int],
    call: str | None = None,
    calls: Container[str] = (),
) -> Story:
    """Names the milestone, the propaganda department it goes to, the other courts it is about, the call for papers.

    None of this is text, so approvals stay; the receiver can change only before the story is submitted, the call (one
    of `calls`; None leaves it) only in draft, since the checks hold the text against it.
    """
    story = get_story(session, story_id)
    require(actor, story.organisation_id, Role.DRAFTER, Role.FINAL_REVIEWER, Role.ADMINISTRATOR)
    if receiver_id is not None and get_organisation(session, receiver_id).kind is not OrganisationKind.PROPAGANDA:
        raise Invalid("请选择宣传部门。", {"receiver_id": "报送单位要从宣传部门里选择。"})
    settled = story.state in (StoryState.SUBMITTED, StoryState.ADOPTED, StoryState.SCHEDULED, StoryState.RELEASED)
    if settled and receiver_id != story.receiver_id:
        raise WrongState("稿件已经报送，不能改报送单位。请先撤回。")
    if call is not None and call != story.call:
        _choose_call(story, call, calls)
    story.milestone_id = _milestone(session, milestone_id) if milestone_id is not None else None
    story.receiver_id = receiver_id
    story.changed_at = now
    courts = sorted({get_organisation(session, court_id).id for court_id in court_ids} - {story.organisation_id})
    session.execute(delete(StoryCourt).where(StoryCourt.story_id == story_id))
    session.add_all(StoryCourt(story_id=story_id, organisation_id=court_id) for court_id in courts)
    detail = {"milestone": story.milestone_id, "receiver": receiver_id, "courts": courts, "call": story.call}
    record(session, now=now, actor=actor, verb="story.filed", subject=f"story:{story_id}", detail=detail)
    return story


def _choose_call(story: Story, call: str, calls: Container[str]) -> None:
    if call not in calls:
        raise Invalid("请从列表中选择征稿要求。", {"call": "请从列表中选择征稿要求。"})
    if story.state is not StoryState.DRAFT:
        raise WrongState("稿件已提交审核，不能更换征稿要求。请先撤回修改。")
    story.call = call


def _milestone(session: Session, milestone_id: int) -> int:
    if session.get(Milestone, milestone_id) is None:
        raise NotFound("没有这个节点。请从列表中选择。")
    return milestone_id
