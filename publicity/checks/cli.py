"""`flask checks run FILE`: every rule over one Markdown or text file.

Front matter (YAML between two lines of ---) may name title, form, court, court_code, ground, polarity, summary, themes,
facts, day and required_parts. A file without a form makes no claim to be a case story: the length band of the default
call holds for it (that is what the command is for), ground, parts and completeness are not asked for.
A file whose first line is a court's name alone is taken for a document of that court.
Offsets are code points of the file as given, front matter and byte order mark included.
"""

import json
import re
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import click
import yaml
from flask import current_app
from flask.cli import AppGroup

from publicity.checks.finding import Draft, Finding, Severity
from publicity.checks.length import count, count_markdown
from publicity.checks.policy import Policy, load_policy
from publicity.checks.run import run_checks
from publicity.lib.yamls import require_plain

checks_cli = AppGroup("checks", help="检查稿件。")

CONTENT_FOLDER: Final = Path(__file__).resolve().parents[2] / "content" / "checks"
MOST_BYTES: Final = 5 * 1024 * 1024
_FRONT: Final = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<yaml>.*?)(?:^|\n)---[ \t]*(?:\r?\n|\Z)", re.S)
_WORDS: Final = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.HINT: "提示"}


class Unreadable(click.ClickException):
    """The file cannot be read; a sentence on stderr and exit code 2."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file as given: its whole text, the draft in it, and where the draft's text begins."""

    whole: str
    draft: Draft
    text_start: int
    is_markdown: bool


@checks_cli.command("run")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="每条意见一行 JSON，末行是字数。")
@click.option("--call", default="default", help="征稿要求的代号，见 content/checks/policy.yaml。")
def run_command(file: Path, as_json: bool, call: str) -> None:
    """检查一个 Markdown 或文本文件。"""
    given = read_file(file)
    findings = run_checks(given.draft, _policy().for_call(call))
    for finding in findings:
        start, end = place_in_file(given, finding)
        click.echo(_json_line(finding, start, end) if as_json else _text_line(given, finding, start))
    total = (count_markdown if given.is_markdown else count)(given.draft.text)
    if as_json:
        click.echo(json.dumps(asdict(total), ensure_ascii=False))
    else:
        characters = f"字符数（不计空格）{total.characters_no_spaces}，字符数（计空格）{total.characters}"
        click.echo(f"字数 {total.word_count}，{characters}；意见 {len(findings)} 条。")


def _policy() -> Policy:
    """The policy the application loaded, else the one beside the code."""
    policy = current_app.extensions.get("policy")
    return policy if isinstance(policy, Policy) else load_policy(CONTENT_FOLDER)


def read_file(file: Path) -> TextFile:
    """Read UTF-8 or GB18030; raises Unreadable with a sentence for the person at the desk."""
    try:
        if file.stat().st_size > MOST_BYTES:
            raise Unreadable(f"{file} 超过 5 MB，请检查是不是选错了文件。")
        raw = file.read_bytes()
    except OSError as error:
        raise Unreadable(f"读不到文件 {file}（{_why(error)}），请核对路径。") from error
    if b"\x00" in raw:
        raise Unreadable(f"{file} 不是文本文件。Word 文档请先在稿件页导入。")
    return parse(_decode(file, raw), is_markdown=file.suffix.lower() != ".txt")


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "没有这个文件"
    if isinstance(error, IsADirectoryError):
        return "这是一个文件夹"
    return "没有读取权限" if isinstance(error, PermissionError) else f"系统错误 {error.errno}"


def _decode(file: Path, raw: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(f"{file} 既不是 UTF-8 也不是 GB18030 编码，请另存为 UTF-8 文本。")


def parse(whole: str, *, is_markdown: bool = True) -> TextFile:
    """Split front matter from text; front matter that is no YAML mapping is taken as text."""
    match = _FRONT.match(whole)
    data = _mapping(match["yaml"]) if match else None
    start = match.end() if match and data is not None else 0
    return TextFile(whole, _draft(data or {}, whole[start:]), start, is_markdown)


def _mapping(front: str) -> dict[str, Any] | None:
    try:
        require_plain(front)
        data = yaml.load(front, Loader=yaml.BaseLoader)  # noqa: S506 - strings only: no dates, no objects
    except yaml.YAMLError:
        return None
    return data if isinstance(data, dict) else None


def _draft(data: dict[str, Any], text: str) -> Draft:
    facts = data.get("facts")
    return Draft(
        title=_string(data.get("title")),
        text=text,
        summary=_string(data.get("summary")),
        form=_string(data.get("form")),
        court=_string(data.get("court")) or _letterhead(text),
        court_code=_string(data.get("court_code")),
        ground=_string(data.get("ground")),
        polarity=_string(data.get("polarity")),
        themes=_strings(data.get("themes")),
        facts={str(name): _string(value) for name, value in facts.items()} if isinstance(facts, dict) else {},
        required_parts=_strings(data.get("required_parts")),
        day=_day(data.get("day")),
    )


def _letterhead(text: str) -> str:
    """The court whose name alone is the text's first line, as on a court's document; else ""."""
    first = next((line.strip(" #\t\u3000\ufeff") for line in text.splitlines() if line.strip(" #\t\u3000\ufeff")), "")
    match = re.fullmatch(r"([一-龥]{2,20}法院)(?:文件)?", first)
    return match[1] if match else ""


def _string(value: object) -> str:
    return "" if value in (None, "null", "~") else str(value)


def _strings(value: object) -> tuple[str, ...]:
    if isinstance(value, list):
        return tuple(map(_string, value))
    return tuple(filter(None, re.split(r"[、，,\s]+", _string(value))))


def _day(value: object) -> date | None:
    match = re.search(r"(\d{4})\D+(\d{1,2})\D+(\d{1,2})", _string(value))
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def place_in_file(given: TextFile, finding: Finding) -> tuple[int, int]:
    """start and end in the whole file; a value of the front matter is looked up there, 0, 0 when it cannot be found."""
    place = finding.place
    if place.field == "text":
        return given.text_start + place.start, given.text_start + place.end
    front = given.whole[: given.text_start]
    value = _front_value(given.draft, place.field)
    at = front.find(value) if value else -1
    return (at + place.start, at + place.end) if at >= 0 else (0, 0)


def _front_value(draft: Draft, field: str) -> str:
    if field.startswith("fact:"):
        return draft.facts.get(field.removeprefix("fact:"), "")
    return {"title": draft.title, "summary": draft.summary}.get(field, "")


def _json_line(finding: Finding, start: int, end: int) -> str:
    line = {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "field": finding.place.field,
        "start": start,
        "end": end,
        "message": finding.message,
        "source": finding.source,
        "fix": finding.fix.replacement if finding.fix else None,
    }
    return json.dumps(line, ensure_ascii=False)


def _text_line(given: TextFile, finding: Finding, start: int) -> str:
    row = given.whole.count("\n", 0, start) + 1
    column = start - (given.whole.rfind("\n", 0, start) + 1) + 1
    fix = f" 可改为“{finding.fix.replacement}”。" if finding.fix else ""
    source = f"（{finding.source}）" if finding.source else ""
    return f"{row}:{column} {_WORDS[finding.severity]} {finding.message}{fix}{source} [{finding.rule}]"
