"""`flask checks run FILE` on files as people have them."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from publicity.checks.cli import checks_cli

STORY = (
    "---\ntitle: 八万元货款的故事。\nform: case-story\ncourt_code: 云2801\nday: 2018-07-12\n---\n"
    "典型案列（2018)云28执1号，其它。\n"
)


def _run(path: Path, *options: str) -> Result:
    app = Flask("checks")
    app.cli.add_command(checks_cli)
    return app.test_cli_runner().invoke(args=["checks", "run", str(path), *options])


def _write(folder: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def _lines(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_findings_one_a_line_and_the_counts_last(tmp_path: Path) -> None:
    *found, counts = _lines(_run(_write(tmp_path, "a.md", STORY), "--json"))
    assert set(counts) >= {"word_count", "characters", "characters_no_spaces"}
    typo = next(one for one in found if one["rule"] == "typos.wrong")
    assert STORY[int(str(typo["start"])) : int(str(typo["end"]))] == "案列"
    assert (typo["severity"], typo["field"], typo["fix"]) == ("warning", "text", "案例")
    assert typo["message"]
    assert typo["source"]


@pytest.mark.parametrize(("rule", "text"), [("structure.title", "。"), ("case_number.brackets", "（2018)云28执1号")])
def test_offsets_are_those_of_the_whole_file(tmp_path: Path, rule: str, text: str) -> None:
    found = _lines(_run(_write(tmp_path, "a.md", STORY), "--json"))
    one = next(line for line in found if line.get("rule") == rule)
    assert STORY[int(str(one["start"])) : int(str(one["end"]))] == text


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_encodings_and_line_ends(tmp_path: Path, newline: str, encoding: str) -> None:
    text = STORY.replace("\n", newline)
    found = _lines(_run(_write(tmp_path, "a.txt", text, encoding), "--json"))
    whole = ("\ufeff" if encoding == "utf-8-sig" else "") + text
    typo = next(line for line in found if line.get("rule") == "typos.wrong")
    assert whole[int(str(typo["start"])) : int(str(typo["end"]))] == "案列"


def test_a_bare_text_is_asked_for_its_length_and_not_for_its_parts(tmp_path: Path) -> None:
    *found, counts = _lines(_run(_write(tmp_path, "a.txt", "张某与李某借款一案。"), "--json"))
    rules = {line["rule"] for line in found}
    assert "length.outside" in rules
    assert not {rule for rule in rules if str(rule).startswith(("structure.", "ground."))}
    assert counts["word_count"] == 10


def test_a_case_story_is_asked_for_its_ground(tmp_path: Path) -> None:
    rules = {line.get("rule") for line in _lines(_run(_write(tmp_path, "a.md", STORY), "--json"))}
    assert "ground.missing" in rules


def test_markup_does_not_count_in_markdown_and_does_in_plain_text(tmp_path: Path) -> None:
    text = "[链接](https://example.com)"
    counts = [_lines(_run(_write(tmp_path, name, text), "--json"))[-1] for name in ("a.md", "a.txt")]
    assert [one["word_count"] for one in counts] == [2, 3]


def test_without_json_the_lines_are_chinese(tmp_path: Path) -> None:
    result = _run(_write(tmp_path, "a.md", STORY))
    assert result.exit_code == 0
    assert "7:3 提醒 “案列”疑为“案例”之误。 可改为“案例”。" in result.stdout
    assert "字数 " in result.stdout.splitlines()[-1]


@pytest.mark.parametrize("name", ["missing.md", "folder", "word.docx"])
def test_a_file_that_cannot_be_read_is_a_sentence_and_exit_2(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "word.docx").write_bytes(b"PK\x03\x04\x00\x00")
    result = _run(tmp_path / name, "--json")
    assert result.exit_code == 2
    assert "。" in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize("front", ["---\na: [\n---\n正文案列。", "---\n- 甲\n---\n正文案列。", "---\n正文案列。"])
def test_front_matter_that_is_none_is_text(tmp_path: Path, front: str) -> None:
    found = _lines(_run(_write(tmp_path, "a.md", front), "--json"))
    typo = next(line for line in found if line.get("rule") == "typos.wrong")
    assert front[int(str(typo["start"])) : int(str(typo["end"]))] == "案列"


def test_odd_values_in_front_matter_do_no_harm(tmp_path: Path) -> None:
    text = "---\ntitle: 12\nday: 2018-13-45\nthemes: 涉民生、执行不能\nfacts: [1]\nform: null\n---\n正文\n"
    assert _lines(_run(_write(tmp_path, "a.md", text), "--json"))[-1]["word_count"] == 2


def test_a_named_call_brings_its_own_requirements(tmp_path: Path) -> None:
    path = _write(tmp_path, "a.md", "目前，该案正在进一步执行中。")
    rules = {line.get("rule") for line in _lines(_run(path, "--json", "--call", "closed-cases"))}
    assert {"ground.barred", "media.too_few"} <= rules


def test_a_letterhead_names_the_court_whose_document_it_is(tmp_path: Path) -> None:
    text = "# 澄江市人民法院\n\n## 专项活动方案\n\n严格执行《清河市人民法院执行规范》。\n"
    found = _lines(_run(_write(tmp_path, "a.txt", text), "--json"))
    named = [
        text[int(str(one["start"])) : int(str(one["end"]))] for one in found if one.get("rule") == "courts.foreign_name"
    ]
    assert named == ["清河市人民法院"]


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join(['*' + before] * 9)}]\n" for before, name in zip("abcdefg", "bcdefgh", strict=True)
)


@pytest.mark.parametrize("front", ["x: " + "[" * 20_000, BOMB + "title: *h"])
def test_front_matter_made_to_hurt_is_taken_for_text(tmp_path: Path, front: str) -> None:
    *_, counts = _lines(_run(_write(tmp_path, "a.md", f"---\n{front}\n---\n典型案列。\n"), "--json"))
    assert int(str(counts["characters"])) > 20
