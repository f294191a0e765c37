"""`flask stories …`: draft from a template, save a text, move along the path, list."""

from pathlib import Path
from typing import Any, Final, cast

import click
import yaml
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy.orm import Session

from publicity.checks.policy import Policy
from publicity.cli import reading, refusing, writing
from publicity.errors import Invalid, NotFound
from publicity.lib.yamls import load_yaml
from publicity.people.permissions import Person
from publicity.people.queries import find_account, find_organisation, person_of
from publicity.stories import actions
from publicity.stories.content import Content, content_of
from publicity.stories.fact_values import as_typed, parse_sheet
from publicity.stories.library import Library
from publicity.stories.lifecycle import move as take
from publicity.stories.models import StoryState
from publicity.stories.queries import StoryFilter, get_visible, listed, newest_revision
from publicity.stories.rules import MOVE_NAMES, STATE_NAMES, Move
from publicity.stories.shelf import on_the_shelf
from publicity.stories.template_file import StoryTemplate

# Those that belong with the release's own bookkeeping have their own commands in `flask publishing`.
ELSEWHERE: Final = frozenset({Move.SCHEDULE, Move.UNSCHEDULE, Move.RELEASE, Move.WITHDRAW})
MOVES: Final = tuple(move.value for move in Move if move not in ELSEWHERE)
stories_cli = AppGroup("stories", help="稿件：起草、保存、流转、列表。")
who = click.option("--as", "email", required=True, help="以谁的名义（邮箱）。")


@stories_cli.command("templates")
def templates() -> None:
    """Lists the templates."""
    with reading() as session:
        for template in _library(session).templates.values():
            click.echo(f"{template.key}\t{template.name}\t{len(template.facts)}项要素")


@stories_cli.command("new")
@click.argument("template_key")
@click.argument("facts_file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--organisation", help="单位代号；不写就是本人的单位。")
@click.option("--receiver", help="报送单位代号。")
@click.option("--ground", default="", help="选报依据代号。")
@click.option("--polarity", default="")
@click.option("--theme", "themes", multiple=True)
@click.option("--milestone", type=int)
@who
def new(
    template_key: str,
    facts_file: Path,
    organisation: str | None,
    receiver: str | None,
    ground: str,
    polarity: str,
    themes: tuple[str, ...],
    milestone: int | None,
    email: str,
) -> None:
    """Drafts a story from TEMPLATE_KEY with the facts in FACTS_FILE (YAML: name → what one would type)."""
    with writing() as session:
        template, actor = _library(session).offered(template_key), _person(session, email)
        _require_words(ground, polarity, themes)
        story = actions.draft_from_template(
            session,
            now=current_app.extensions["clock"](),
            actor=actor,
            organisation_id=_organisation_id(session, organisation) if organisation else actor.organisation_id,
            template=template,
            facts=_facts(template, facts_file),
            ground=ground,
            polarity=polarity,
            themes=themes,
            milestone_id=milestone,
        )
        if receiver:
            actions.file_under(
                session,
                now=current_app.extensions["clock"](),
                actor=actor,
                story_id=story.id,
                milestone_id=milestone,
                receiver_id=_organisation_id(session, receiver),
                court_ids=(),
            )
        click.echo(f"{story.id}\t{story.public_id}\t{story.title}")


@stories_cli.command("save")
@click.argument("story_id", type=int)
@click.argument("text_file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--base", type=int, required=True, help="从第几稿开始改的。")
@click.option("--title")
@click.option("--note", default="")
@who
def save(story_id: int, text_file: Path, base: int, title: str | None, note: str, email: str) -> None:
    """Saves TEXT_FILE (Markdown) as the next revision of STORY_ID."""
    with writing() as session:
        actor = _person(session, email)
        get_visible(session, actor, story_id)
        before = content_of(newest_revision(session, story_id))
        content = Content(
            title=title if title is not None else before.title,
            text=text_file.read_text(encoding="utf8"),
            summary=before.summary,
            ground=before.ground,
            polarity=before.polarity,
            themes=before.themes,
            facts=before.facts,
            media=before.media,
        )
        now = current_app.extensions["clock"]()
        saved = actions.save(session, now=now, actor=actor, story_id=story_id, base=base, content=content, note=note)
        click.echo(f"第{saved.number}稿\t{saved.hash}")


@stories_cli.command("move")
@click.argument("story_id", type=int)
@click.argument("move", type=click.Choice(MOVES))
@click.option("--reason", default="")
@who
def move(story_id: int, move: str, reason: str, email: str) -> None:
    """Takes STORY_ID one MOVE further, by the same function as the pages."""
    with writing() as session:
        actor = _person(session, email)
        get_visible(session, actor, story_id)
        story = take(
            session,
            story_id,
            move=Move(move),
            actor=actor,
            now=current_app.extensions["clock"](),
            reason=reason,
            policy=cast(Policy, current_app.extensions["policy"]),
        )
        click.echo(f"{story.id}\t{MOVE_NAMES[Move(move)]}\t{STATE_NAMES[story.state]}")


@stories_cli.command("list")
@click.option("--state", type=click.Choice([state.value for state in StoryState]))
@click.option("--most", default=50, show_default=True, help="最多列几篇。")
@who
def list_stories(state: str | None, most: int, email: str) -> None:
    """Lists the stories that the person may read, newest change first."""
    with reading() as session:
        chosen = StoryFilter(state=StoryState(state) if state else None)
        for story, place, author in session.execute(listed(session, _person(session, email), chosen).limit(most)):
            click.echo(f"{story.id}\t{STATE_NAMES[story.state]}\t{place}\t{author}\t{story.title}")


def _library(session: Session) -> Library:
    return on_the_shelf(session, cast(Library, current_app.extensions["story_templates"]))


def _person(session: Session, email: str) -> Person:
    account = find_account(session, email)
    if account is None:
        raise NotFound(f"没有邮箱为 {email} 的账号。")
    return person_of(session, account)


def _organisation_id(session: Session, key: str) -> int:
    found = find_organisation(session, key)
    if found is None:
        raise NotFound(f"没有代号为 {key} 的单位。")
    return found.id


def _require_words(ground: str, polarity: str, themes: tuple[str, ...]) -> None:
    words = current_app.extensions["vocabulary"]
    unknown = [key for key in (ground,) if key and key not in words.grounds]
    unknown += [key for key in (polarity,) if key and key not in words.polarities]
    unknown += [key for key in themes if key not in words.themes]
    if unknown:
        raise Invalid(f"不认识的代号：{'、'.join(unknown)}。请从 content/vocabulary.yaml 里选。")


def _facts(template: StoryTemplate, path: Path) -> dict[str, Any]:
    with refusing():
        try:
            data = load_yaml(path.read_text(encoding="utf8")) or {}
        except yaml.YAMLError as error:
            raise Invalid(f"{path.name} 的 YAML 写法有误：{error}") from error
        if not isinstance(data, dict):
            raise Invalid(f"{path.name} 要写成“要素代号: 内容”的形式。")
        unknown = sorted(set(data) - {asked.name for asked in template.facts})
        if unknown:
            raise Invalid(f"模板“{template.name}”没有这些要素：{'、'.join(map(str, unknown))}。")
        facts, faults = parse_sheet(template.facts, as_typed(data))
        if faults:
            raise Invalid("要素有写法不对的，没有起草。", faults)
        return facts
