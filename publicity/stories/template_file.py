"""A story template: Markdown with YAML front matter, read into typed values or refused with the line of each fault."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from publicity.errors import Invalid
from publicity.stories.fact_values import FactField
from publicity.stories.template_body import check_body
from publicity.stories.template_facts import read_facts
from publicity.stories.template_front import Entry, Unreadable, read_front

KEYS: Final = frozenset(
    {"name", "form", "about", "length", "title", "facts_from", "facts", "sections", "grounds", "themes", "polarity"}
)
SECTION_KEYS: Final = frozenset({"title", "share", "heading", "guide"})
_KEY: Final = re.compile(r"[a-z][a-z0-9-]{0,59}")
_FENCE: Final = "---"


@dataclass(frozen=True, slots=True)
class Part:
    """A section of the text with its share of the length in per cent; without `heading` its title is not printed."""

    title: str
    share: int
    heading: bool = True
    guide: str = ""


@dataclass(frozen=True, slots=True)
class StoryTemplate:
    """What a kind of story asks for and how its first draft reads; `body` and `title` are Jinja over the facts."""

    key: str
    name: str
    form: str
    about: str
    length: int
    title: str
    facts: tuple[FactField, ...]
    sections: tuple[Part, ...]
    grounds: tuple[str, ...]
    themes: tuple[str, ...]
    polarity: str
    body: str
    source: str

    @property
    def required_parts(self) -> tuple[str, ...]:
        """The section titles that must stand in the text."""
        return tuple(part.title for part in self.sections if part.heading)

    @property
    def groups(self) -> tuple[tuple[str, tuple[FactField, ...]], ...]:
        """The facts under their groups' names, groups in the order they first come."""
        names = dict.fromkeys(asked.group for asked in self.facts)
        return tuple((name, tuple(asked for asked in self.facts if asked.group == name)) for name in names)

    def target(self, title: str) -> int | None:
        """The 字数 meant for the section, None for one the template does not know."""
        return next((self.length * part.share // 100 for part in self.sections if part.title == title), None)


@dataclass(frozen=True, slots=True)
class Words:
    """The keys of the area's vocabulary a template may name."""

    forms: Mapping[str, str]
    grounds: Mapping[str, str]
    themes: Mapping[str, str]
    polarities: Mapping[str, str]


def parse_template(
    key: str, source: str, *, words: Words, shared: Mapping[str, Sequence[FactField]] | None = None
) -> StoryTemplate:
    """The template in `source`; raises Invalid whose message and fields say the line of every fault.

    `shared` are the fact lists that `facts_from` may name.
    """
    if not _KEY.fullmatch(key):
        raise _refused(key, [(1, "模板代号只用小写字母、数字和连字符，例如 cannot-enforce。")])
    front, body, body_line = _split(key, source)
    entry = _front(key, front)
    for name in sorted(set(entry.data) - KEYS):
        entry.add(name, f"不认识“{name}”这一项；可用：{'、'.join(sorted(KEYS))}。")
    facts = read_facts(entry, shared or {})
    sections = _sections(entry, body, body_line)
    template = StoryTemplate(
        key=key,
        name=entry.text("name", required=True),
        form=entry.one_of("form", words.forms),
        about=entry.text("about"),
        length=entry.number("length", 50, 20_000, default=1000),
        title=entry.text("title", required=True),
        facts=facts,
        sections=sections,
        grounds=entry.some_of("grounds", words.grounds),
        themes=entry.some_of("themes", words.themes),
        polarity=entry.one_of("polarity", words.polarities, required=False),
        body=body,
        source=source,
    )
    faults = entry.faults
    faults.found.extend((body_line + line - 1, said) for line, said in check_body(body, facts))
    for _line, said in check_body(template.title, facts):
        entry.add("title", f"标题：{said}")
    if faults.found:
        raise _refused(key, faults.found)
    return template


def parse_shared(name: str, source: str) -> tuple[FactField, ...]:
    """A list of facts that several templates share; raises Invalid with the line of each fault."""
    entry = _front(name, source)
    facts = read_facts(entry, {})
    if entry.faults.found:
        raise _refused(name, entry.faults.found)
    return facts


def _split(key: str, source: str) -> tuple[str, str, int]:
    """Front matter (a blank line first, so that its lines count as in the file), body, the body's first line."""
    lines = source.replace("\r\n", "\n").split("\n")
    if lines[0].strip() != _FENCE or _FENCE not in [line.strip() for line in lines[1:]]:
        raise _refused(key, [(1, "模板要以一行“---”开头，写完要素和结构后再用一行“---”隔开正文。")])
    end = next(number for number, line in enumerate(lines) if number and line.strip() == _FENCE)
    return "\n" + "\n".join(lines[1:end]), "\n".join(lines[end + 1 :]), end + 2


def _front(key: str, text: str) -> Entry:
    try:
        return read_front(text)
    except Unreadable as error:
        raise _refused(key, [(error.line, str(error))]) from error


def _refused(key: str, found: Sequence[tuple[int, str]]) -> Invalid:
    ordered = sorted(found)
    sentences = {f"line-{line}-{number}": f"第{line}行：{said}" for number, (line, said) in enumerate(ordered)}
    return Invalid(f"模板“{key}”有{len(ordered)}处错误：" + "".join(sentences.values()), sentences)


def _sections(front: Entry, body: str, body_line: int) -> tuple[Part, ...]:
    if not isinstance(front.data.get("sections"), list) or not front.data["sections"]:
        front.add("sections", "“sections”要写成列表：每部分的 title 和 share（占百分之几）。")
        return ()
    parts = []
    for number, entry in enumerate(front.inner("sections")):
        if entry is None or set(entry.data) - SECTION_KEYS or "share" not in entry.data:
            said = f"每部分要有 title 和整数 share；可用：{'、'.join(sorted(SECTION_KEYS))}。"
            front.faults.add(("sections", number), said)
            continue
        part = Part(
            title=entry.text("title"),
            share=entry.number("share", 1, 100, default=0),
            heading=entry.flag("heading", default=True),
            guide=entry.text("guide"),
        )
        if part.heading and not re.search(rf"^## {re.escape(part.title)}\s*$", body, re.MULTILINE):
            entry.add("title", f"正文里没有“## {part.title}”这一行（正文从第{body_line}行开始）。")
        parts.append(part)
    if parts and all(part.share for part in parts) and sum(part.share for part in parts) != 100:
        front.add("sections", f"各部分的 share 加起来要等于100，现在是{sum(part.share for part in parts)}。")
    return tuple(parts)
