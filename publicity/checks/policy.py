"""What a court has laid down for its checks, read once at start-up from the folder of YAML files."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import yaml

from publicity.checks.finding import Finding, Fix, Place, Severity
from publicity.errors import Invalid
from publicity.lib.yamls import load_yaml

SECTIONS: Final = ("rules", "calls", "words", "pairs", "numbers", "groups", "typos")
RULE_KEYS: Final = frozenset({"name", "severity", "source", "message", "messages", "enabled"})


@dataclass(frozen=True, slots=True)
class RuleText:
    """What people read of a rule: name, severity, source and its sentences by case (`""` is the usual one)."""

    id: str
    name: str
    severity: Severity
    source: str
    messages: Mapping[str, str]
    on: bool = True


@dataclass(frozen=True, slots=True)
class Band:
    """Word counts (字数): green low..high unremarked, amber low..high asked about, beyond amber an error."""

    green_low: int
    green_high: int
    amber_low: int
    amber_high: int


@dataclass(frozen=True, slots=True)
class MediaRequirement:
    """What one call for papers asks of pictures and film: counts, px, bytes, seconds; 0 asks for nothing."""

    pictures: int = 0
    horizontal: int = 0
    videos: int = 0
    long_side: int = 0
    picture_bytes: int = 0
    video_bytes: int = 0
    video_seconds: int = 0
    captions: bool = False
    alts: bool = False
    credits: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """One call for papers (征稿要求): bands by form, media asked for, whether open cases are accepted."""

    name: str
    band: Band
    bands: Mapping[str, Band]
    media: MediaRequirement
    open_cases: bool = True


@dataclass(frozen=True, slots=True)
class Typo:
    """A wrong word, the right one, the longer words it is a harmless part of, and whether the mend is certain."""

    wrong: str
    right: str
    exceptions: tuple[str, ...] = ()
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Policy:
    """Everything the checks need besides the draft. Lists keep the order of the file."""

    rules: Mapping[str, RuleText]
    calls: Mapping[str, Call]
    call: Call
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    pairs: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    numbers: Mapping[str, int] = field(default_factory=dict)
    groups: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    typos: tuple[Typo, ...] = ()

    def for_call(self, name: str) -> "Policy":
        """The same policy under another call for papers; an unknown name keeps the present call."""
        return replace(self, call=self.calls.get(name, self.call))

    def finding(self, rule: str, place: Place, case: str = "", fix: Fix | None = None, **values: object) -> Finding:
        """A finding of `rule` at `place` with the sentence for `case`, its named placeholders filled from `values`."""
        text = self.rules[rule]
        return Finding(rule, text.severity, place, text.messages[case].format_map(values), text.source, fix)


def load_policy(folder: Path) -> Policy:
    """Read every *.yaml of `folder`; raises Invalid naming the file and the entry that is wrong."""
    merged: dict[str, dict[str, Any]] = {key: {} for key in SECTIONS}
    for path in sorted(folder.glob("*.yaml")):
        _merge(merged, path)
    rules = {name: _rule(name, entry) for name, entry in merged["rules"].items()}
    calls = {name: _call(name, entry) for name, entry in merged["calls"].items()}
    if "default" not in calls:
        raise Invalid("检查策略 policy.yaml 里要有 calls: default。")
    return Policy(
        rules=MappingProxyType(rules),
        calls=MappingProxyType(calls),
        call=calls["default"],
        words=MappingProxyType({name: tuple(map(str, entry)) for name, entry in merged["words"].items()}),
        pairs=MappingProxyType({name: MappingProxyType(dict(entry)) for name, entry in merged["pairs"].items()}),
        numbers=MappingProxyType({name: int(entry) for name, entry in merged["numbers"].items()}),
        groups=MappingProxyType({name: _group(entry) for name, entry in merged["groups"].items()}),
        typos=tuple(_typo(name, entry) for name, entry in merged["typos"].items()),
    )


def _merge(merged: dict[str, dict[str, Any]], path: Path) -> None:
    try:
        content = load_yaml(path.read_text(encoding="utf-8")) or {}
    except yaml.YAMLError as error:
        raise Invalid(f"{path.name}：YAML 写法有误：{error}") from error
    for key, entries in content.items():
        if key not in merged or not isinstance(entries, dict):
            raise Invalid(f"{path.name}：不认识的栏目“{key}”。")
        for name, entry in entries.items():
            if name in merged[key]:
                raise Invalid(f"{path.name}：{key} 里的“{name}”在别的文件里已有。")
            merged[key][name] = entry


def _rule(name: str, entry: dict[str, Any]) -> RuleText:
    unknown = set(entry) - RULE_KEYS
    if unknown:
        raise Invalid(f"规则“{name}”有不认识的项：{'、'.join(map(str, unknown))}。停用规则请写 enabled: false。")
    try:
        messages = entry.get("messages") or {"": entry["message"]}
        return RuleText(
            id=name,
            name=entry["name"],
            severity=Severity(entry["severity"]),
            source=entry.get("source", ""),
            messages=MappingProxyType(dict(messages)),
            on=entry.get("enabled", True),
        )
    except (KeyError, ValueError, TypeError) as error:
        raise Invalid(f"规则“{name}”缺项或写错：{error}") from error


def _call(name: str, entry: dict[str, Any]) -> Call:
    try:
        return Call(
            name=entry["name"],
            band=Band(**entry["band"]),
            bands=MappingProxyType({form: Band(**band) for form, band in entry.get("bands", {}).items()}),
            media=MediaRequirement(**entry.get("media", {})),
            open_cases=entry.get("open_cases", True),
        )
    except (KeyError, TypeError) as error:
        raise Invalid(f"征稿要求“{name}”缺项或写错：{error}") from error


def _group(entry: dict[str, Any]) -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({str(key): tuple(map(str, values)) for key, values in entry.items()})


def _typo(wrong: str, entry: str | dict[str, Any]) -> Typo:
    if isinstance(entry, str):
        return Typo(wrong, entry)
    return Typo(wrong, entry["right"], tuple(entry.get("except", ())), entry.get("certain", True))
