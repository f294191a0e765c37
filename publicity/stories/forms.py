"""What the story pages send, as typed values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from publicity.errors import Invalid
from publicity.stories.content import Content
from publicity.stories.fact_values import FactField, parse_sheet
from publicity.stories.models import StoryState
from publicity.stories.queries import StoryFilter
from publicity.stories.rules import Move
from publicity.vocabulary import Vocabulary

FACT = "fact-"


@dataclass(frozen=True, slots=True)
class FactSheet:
    """`facts` to keep, `typed` as it came (field name → text), `faults` (field name → sentence)."""

    facts: Mapping[str, Any]
    typed: Mapping[str, str]
    faults: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Choice:
    """Ground, polarity and themes, each a key of the vocabulary or ""."""

    ground: str
    polarity: str
    themes: tuple[str, ...]


def story_filter(args: MultiDict[str, str], account_id: int) -> StoryFilter:
    """What is not understood narrows nothing."""
    state = args.get("state", "")
    return StoryFilter(
        state=StoryState(state) if state in set(StoryState) else None,
        form=args.get("form", ""),
        theme=args.get("theme", ""),
        organisation_id=args.get("organisation", type=int),
        milestone_id=args.get("milestone", type=int),
        words=args.get("q", "").strip()[:100],
        author_id=account_id if args.get("mine") == "1" else None,
    )


def fact_sheet(form: MultiDict[str, str], asked_for: tuple[FactField, ...]) -> FactSheet:
    """Every fact of the template, parsed by its type; missing ones are no fault, they show as 【待补】."""
    typed = {asked.name: form.get(FACT + asked.name, "") for asked in asked_for}
    facts, faults = parse_sheet(asked_for, typed)
    return FactSheet(facts, typed, faults)


def choice(form: MultiDict[str, str], words: Vocabulary) -> Choice:
    """Raises Invalid for a key that the vocabulary does not have."""
    ground, polarity = form.get("ground", ""), form.get("polarity", "")
    themes = tuple(dict.fromkeys(form.getlist("themes")))
    fields = {}
    if ground and ground not in words.grounds:
        fields["ground"] = "请从列表中选择选报依据。"
    if polarity and polarity not in words.polarities:
        fields["polarity"] = "请从列表中选择正面或反面警示。"
    if any(theme not in words.themes for theme in themes):
        fields["themes"] = "请从列表中选择宣传重点。"
    if fields:
        raise Invalid("没有保存，请改正标出的各项。", fields)
    return Choice(ground, polarity, themes)


def content(form: MultiDict[str, str], words: Vocabulary, *, before: Content) -> Content:
    """The editor's fields over what the newest revision holds (facts and attachments are not in this form)."""
    chosen = choice(form, words)
    return Content(
        title=form.get("title", ""),
        text=form.get("text", ""),
        summary=form.get("summary", ""),
        ground=chosen.ground,
        polarity=chosen.polarity,
        themes=chosen.themes,
        facts=before.facts,
        media=before.media,
    ).tidied()


def base_number(form: MultiDict[str, str]) -> int:
    """The number of the revision that the edit began from; raises Invalid."""
    base = form.get("base", type=int)
    if base is None:
        raise Invalid("页面不完整，没有保存。请刷新编辑页，把下面的文字粘贴回去。")
    return base


def chosen_move(form: MultiDict[str, str], allowed: frozenset[Move]) -> Move:
    """Raises Invalid for a move that this page does not offer."""
    name = form.get("move", "")
    if name not in allowed:
        raise Invalid("请从页面上的按钮选择要办理的事项。")
    return Move(name)
