"""What a changed fact sheet means for a story: the new facts, and the alterations of the text they suggest."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from publicity.stories.content import Content, content_of
from publicity.stories.diffing import Row, side_by_side
from publicity.stories.fact_values import DatedStep, in_words
from publicity.stories.merging import Proposal, apply, propose
from publicity.stories.models import Revision
from publicity.stories.skeleton import render
from publicity.stories.template_file import StoryTemplate


@dataclass(frozen=True, slots=True)
class Change:
    """`changed` holds the labels of the facts that differ; `title` is the new title suggested, "" for none."""

    before: Content
    facts: Mapping[str, Any]
    changed: tuple[str, ...]
    title: str
    proposals: tuple[Proposal, ...]

    @property
    def compared(self) -> list[tuple[Proposal, list[Row]]]:
        """Each proposal with its old and new wording side by side, the words that differ marked."""
        return [(proposal, side_by_side(proposal.old, proposal.new)) for proposal in self.proposals]

    def content(self, accepted: Collection[int], *, with_title: bool) -> Content:
        """The next revision's content: the new facts, the text with the accepted alterations."""
        text = apply(self.before.text, self.proposals, accepted)
        title = self.title if with_title and self.title else self.before.title
        return replace(self.before, facts=self.facts, text=text, title=title)


def change_of(template: StoryTemplate, newest: Revision, facts: Mapping[str, Any]) -> Change:
    """What the template would write with the new facts, against what stands in the newest revision."""
    before = content_of(newest)
    kept = {name: value for name, value in before.facts.items() if name not in {one.name for one in template.facts}}
    was, will = _written(template, before.facts), _written(template, facts)
    old_words, new_words = in_words(template.facts, before.facts), in_words(template.facts, facts)
    changed = [asked for asked in template.facts if old_words[asked.name] != new_words[asked.name]]
    values: dict[str, str] = {}
    for asked in changed:
        values |= _pairs(old_words[asked.name], new_words[asked.name])
    offers_title = will.title != before.title and before.title == was.title
    return Change(
        before=before,
        facts=kept | dict(facts),
        changed=tuple(asked.label for asked in changed),
        title=will.title if offers_title else "",
        proposals=tuple(propose(was.text, will.text, before.text, values)),
    )


def _written(template: StoryTemplate, facts: Mapping[str, Any]) -> Content:
    """What the template writes, tidied as a revision is."""
    title, text = render(template.body, template.title, template.facts, facts)
    return Content(title=title, text=text).tidied()


def _pairs(old: Any, new: Any) -> dict[str, str]:
    """Old words → new words, line by line for lists of equal length."""
    if isinstance(old, str) and isinstance(new, str):
        return {old: new}
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        return {_said(one): _said(other) for one, other in zip(old, new, strict=True)}
    return {}


def _said(item: Any) -> str:
    return item.text if isinstance(item, DatedStep) else str(item)
