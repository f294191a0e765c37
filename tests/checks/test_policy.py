"""The policy folder: what it refuses, and that its tables are sound."""

from pathlib import Path

import pytest

from publicity.checks.finding import Place, Severity
from publicity.checks.policy import load_policy
from publicity.errors import Invalid
from tests.checks.probe import policy

CALL = "calls:\n  default:\n    name: 试\n    band: {green_low: 1, green_high: 2, amber_low: 0, amber_high: 3}\n"


def _folder(tmp_path: Path, **files: str) -> Path:
    for name, text in files.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"a": "rules: {}"}, "calls: default"),
        ({"a": CALL, "b": "rules: ["}, "b.yaml"),
        ({"a": CALL, "b": "rule: {}"}, "“rule”"),
        ({"a": CALL, "b": "rules: {x: {name: 甲, severity: fatal, message: 乙}}"}, "规则“x”"),
        ({"a": CALL, "b": "rules: {x: {name: 甲, severity: hint}}"}, "规则“x”"),
        ({"a": CALL, "b": "rules: {x: {name: 甲, severity: hint, message: 乙, on: false}}"}, "enabled: false"),
        ({"a": CALL, "b": "words: {x: [1]}", "c": "words: {x: [2]}"}, "“x”在别的文件里已有"),
        ({"a": CALL, "b": "calls: {y: {name: 甲}}"}, "征稿要求“y”"),
        ({"a": CALL, "b": "calls: {y: {name: 甲, band: {low: 1}}}"}, "征稿要求“y”"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, files: dict[str, str], said: str) -> None:
    with pytest.raises(Invalid) as refusal:
        load_policy(_folder(tmp_path, **files))
    assert said in str(refusal.value)


def test_severity_switch_and_words_come_from_the_file(tmp_path: Path) -> None:
    rule = "rules: {x.y: {name: 甲, severity: hint, source: 丙, message: '有 {times} 处', enabled: false}}\n"
    loaded = load_policy(_folder(tmp_path, a=CALL + rule))
    finding = loaded.finding("x.y", Place("text", 1, 2), times=3)
    assert (finding.severity, finding.message, finding.source) == (Severity.HINT, "有 3 处", "丙")
    assert not loaded.rules["x.y"].on


def test_a_call_by_name_and_an_unknown_one() -> None:
    assert not policy().for_call("closed-cases").call.open_cases
    assert policy().for_call("没有这个").call is policy().call


def test_every_typo_exception_holds_the_typo() -> None:
    for typo in policy().typos:
        assert typo.wrong != typo.right
        assert all(typo.wrong in phrase and typo.wrong != phrase for phrase in typo.exceptions), typo


def test_every_city_has_one_province() -> None:
    cities = [city for names in policy().groups["cities"].values() for city in names]
    assert len(cities) == len(set(cities))
    assert len(policy().groups["cities"]) == 31
