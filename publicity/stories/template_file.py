"""A story template: Markdown with YAML front matter, read into typed values or refused with the line of each fault."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import yaml

from publicity.errors import Invalid
from publicity.lib.yamls import LOADER
from publicity.stories.fact_values import FactField
from publicity.stories.skeleton import check_body
from publicity.stories.template_facts import Faults, read_facts
from publicity.stories.template_faults import of_yaml

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
    data, lines = _front(key, front)
    faults = Faults(lines)
    for name in sorted(set(data) - KEYS):
        faults.add((name,), f"不认识“{name}”这一项；可用：{'、'.join(sorted(KEYS))}。")
    facts = read_facts(data, faults, shared or {})
    sections = _sections(data, faults, body, body_line)
    template = StoryTemplate(
        key=key,
        name=_text(data, "name", faults),
        form=_one_of(data, "form", words.forms, faults),
        about=_text(data, "about", faults, required=False),
        length=_length(data, faults),
        title=_text(data, "title", faults),
        facts=facts,
        sections=sections,
        grounds=_some_of(data, "grounds", words.grounds, faults),
        themes=_some_of(data, "themes", words.themes, faults),
        polarity=_one_of(data, "polarity", words.polarities, faults, required=False),
        body=body,
        source=source,
    )
    known = {asked.name for asked in facts}
    faults.found.extend((body_line + line - 1, said) for line, said in check_body(body, known))
    for _line, said in check_body(template.title, known):
        faults.add(("title",), f"标题：{said}")
    if faults.found:
        raise _refused(key, faults.found)
    return template


def parse_shared(name: str, source: str) -> tuple[FactField, ...]:
    """A list of facts that several templates share; raises Invalid with the line of each fault."""
    data, lines = _front(name, source)
    faults = Faults(lines)
    facts = read_facts(data, faults, {})
    if faults.found:
        raise _refused(name, faults.found)
    return facts


def _split(key: str, source: str) -> tuple[str, str, int]:
    """Front matter (a blank line first, so that its lines count as in the file), body, the body's first line."""
    lines = source.replace("\r\n", "\n").split("\n")
    if lines[0].strip() != _FENCE or _FENCE not in [line.strip() for line in lines[1:]]:
        raise _refused(key, [(1, "模板要以一行“---”开头，写完要素和结构后再用一行“---”隔开正文。")])
    end = next(number for number, line in enumerate(lines) if number and line.strip() == _FENCE)
    return "\n" + "\n".join(lines[1:end]), "\n".join(lines[end + 1 :]), end + 2


def _front(key: str, text: str) -> tuple[dict[str, Any], dict[tuple[Any, ...], int]]:
    loader = LOADER(text)
    try:
        node = loader.get_single_node()
        data = loader.construct_document(node) if node is not None else None
    except yaml.MarkedYAMLError as error:
        raise _refused(key, [of_yaml(error, text)]) from error
    if not isinstance(data, dict) or node is None:
        raise _refused(key, [(1, "开头部分要写成“名称: 内容”的形式。")])
    return data, dict(_lines(node, ()))


def _lines(node: yaml.Node, path: tuple[Any, ...]) -> Iterator[tuple[tuple[Any, ...], int]]:
    yield path, node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            yield from _lines(value, (*path, name.value))
            yield (*path, name.value), name.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield from _lines(value, (*path, number))


def _refused(key: str, found: Sequence[tuple[int, str]]) -> Invalid:
    ordered = sorted(found)
    sentences = {f"line-{line}-{number}": f"第{line}行：{said}" for number, (line, said) in enumerate(ordered)}
    return Invalid(f"模板“{key}”有{len(ordered)}处错误：" + "".join(sentences.values()), sentences)


def _text(data: Mapping[str, Any], name: str, faults: Faults, *, required: bool = True) -> str:
    value = data.get(name, "")
    if not isinstance(value, str) or (required and not value.strip()):
        faults.add((name,), f"“{name}”要写一行文字。")
        return ""
    return value.strip()


def _length(data: Mapping[str, Any], faults: Faults) -> int:
    value = data.get("length", 1000)
    if not isinstance(value, int) or not 50 <= value <= 20_000:
        faults.add(("length",), "“length”是目标字数，请写50到20000之间的整数。")
        return 1000
    return value


def _one_of(
    data: Mapping[str, Any], name: str, allowed: Mapping[str, str], faults: Faults, *, required: bool = True
) -> str:
    value = data.get(name, "")
    if (value or required) and value not in allowed:
        faults.add((name,), f"“{name}”要从这些里选：{'、'.join(allowed)}。")
    return str(value)


def _some_of(data: Mapping[str, Any], name: str, allowed: Mapping[str, str], faults: Faults) -> tuple[str, ...]:
    values = data.get(name) or []
    if not isinstance(values, list) or any(value not in allowed for value in values):
        faults.add((name,), f"“{name}”是一个列表，每项从这些里选：{'、'.join(allowed)}。")
        return ()
    return tuple(values)


def _sections(data: Mapping[str, Any], faults: Faults, body: str, body_line: int) -> tuple[Part, ...]:
    entries = data.get("sections")
    if not isinstance(entries, list) or not entries:
        faults.add(("sections",), "“sections”要写成列表：每部分的 title 和 share（占百分之几）。")
        return ()
    parts = []
    for number, entry in enumerate(entries):
        path = ("sections", number)
        if not isinstance(entry, dict) or set(entry) - SECTION_KEYS or not isinstance(entry.get("share"), int):
            faults.add(path, f"每部分要有 title 和整数 share；可用：{'、'.join(sorted(SECTION_KEYS))}。")
            continue
        part = Part(
            str(entry.get("title", "")), entry["share"], entry.get("heading", True) is True, str(entry.get("guide", ""))
        )
        if part.heading and not re.search(rf"^## {re.escape(part.title)}\s*$", body, re.MULTILINE):
            faults.add((*path, "title"), f"正文里没有“## {part.title}”这一行（正文从第{body_line}行开始）。")
        parts.append(part)
    if parts and sum(part.share for part in parts) != 100:
        faults.add(("sections",), f"各部分的 share 加起来要等于100，现在是{sum(part.share for part in parts)}。")
    return tuple(parts)
