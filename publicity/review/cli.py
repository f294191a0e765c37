"""`flask review …`: the queue, the risk assessment, the secrecy review, reviews owed, comments."""

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy.orm import Session

from publicity.cli import reading, writing
from publicity.errors import NotFound
from publicity.people.permissions import Person
from publicity.people.queries import find_account, person_of
from publicity.review import actions
from publicity.review.queries import awaiting_review, since
from publicity.stories.lifecycle import approve_afterwards
from publicity.stories.models import Risk, Step
from publicity.stories.queries import get_visible, newest_revision
from publicity.stories.rules import STATE_NAMES, STEP_NAMES

review_cli = AppGroup("review", help="审核：待办、风险评估、保密审查、补审、意见。")
who = click.option("--as", "email", required=True, help="以谁的名义（邮箱）。")


@review_cli.command("queue")
@who
def queue(email: str) -> None:
    """Lists what waits for the person, longest waiting first."""
    now = current_app.extensions["clock"]()
    with reading() as session:
        for story in session.scalars(awaiting_review(_person(session, email)).limit(100)):
            click.echo(f"{story.id}\t{STATE_NAMES[story.state]}\t已等{since(story.changed_at, now)}\t{story.title}")


@review_cli.command("risk")
@click.argument("story_id", type=int)
@click.argument("level", type=click.Choice([Risk.LOW.value, Risk.MEDIUM.value, Risk.HIGH.value]))
@click.option("--note", default="", help="风险点。")
@click.option("--plan", default="", help="“三同步”预案。")
@click.option("--contact", default="", help="网信联络人的岗位和电话。")
@who
def risk(story_id: int, level: str, note: str, plan: str, contact: str, email: str) -> None:
    """Files the risk assessment of STORY_ID."""
    with writing() as session:
        actor, now = _person(session, email), current_app.extensions["clock"]()
        story = actions.assess_risk(
            session, now=now, actor=actor, story_id=story_id, risk=Risk(level), note=note, plan=plan, contact=contact
        )
        click.echo(f"{story.id}\t风险已评估")


@review_cli.command("secrecy")
@click.argument("story_id", type=int)
@who
def secrecy(story_id: int, email: str) -> None:
    """Signs the secrecy review of the newest text of STORY_ID, whose hash is printed."""
    with writing() as session:
        actor, now = _person(session, email), current_app.extensions["clock"]()
        get_visible(session, actor, story_id)
        seen = newest_revision(session, story_id).hash
        actions.sign_secrecy(session, now=now, actor=actor, story_id=story_id, revision_hash=seen)
        click.echo(f"{story_id}\t保密审查已签署\t{seen}")


@review_cli.command("confirm")
@click.argument("story_id", type=int)
@click.argument("step", type=click.Choice([Step.FIRST.value, Step.SECOND.value]))
@click.option("--comment", default="")
@who
def confirm(story_id: int, step: str, comment: str, email: str) -> None:
    """Gives one of the reviews owed after an urgent passage of STORY_ID."""
    with writing() as session:
        actor, now = _person(session, email), current_app.extensions["clock"]()
        get_visible(session, actor, story_id)
        approve_afterwards(session, story_id, step=Step(step), actor=actor, now=now, comment=comment)
        click.echo(f"{story_id}\t{STEP_NAMES[Step(step)]}已补")


@review_cli.command("comment")
@click.argument("story_id", type=int)
@click.argument("text")
@who
def comment(story_id: int, text: str, email: str) -> None:
    """Writes a remark on STORY_ID."""
    with writing() as session:
        now = current_app.extensions["clock"]()
        actions.comment(session, now=now, actor=_person(session, email), story_id=story_id, text=text)
        click.echo(f"{story_id}\t意见已发表")


def _person(session: Session, email: str) -> Person:
    account = find_account(session, email)
    if account is None:
        raise NotFound(f"没有邮箱为 {email} 的账号。")
    return person_of(session, account)
