"""`flask plans read` prints JSON lines for machines and a table for people, and refuses with a sentence."""

import json
from pathlib import Path

from click.testing import CliRunner

from publicity.plans.cli import plans_cli
from tests.plans.files import pdf_file
from tests.plans.samples import NOTICE


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(plans_cli, list(words))
    return result.exit_code, result.output


def test_json_gives_one_object_a_line_with_quotes_at_their_offsets(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_text(NOTICE, "utf-8")
    code, output = run("read", str(file), "--json")
    lines = [json.loads(line) for line in output.splitlines()]
    assert code == 0
    assert len([line for line in lines if line["role"] == "task"]) == 7
    assert all(NOTICE[line["offset"] :].startswith(line["quote"]) for line in lines)


def test_the_issue_day_can_be_given(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_text("于7月12日前报送方案。", "utf-8")
    code, output = run("read", str(file), "--json", "--issued", "2019-01-31")
    assert code == 0
    assert json.loads(output)["end"] == "2019-07-12"


def test_people_get_the_head_the_tasks_and_the_doubts(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_text(NOTICE, "utf-8")
    code, output = run("read", str(file))
    assert code == 0
    assert "文号：澄中法办〔2025〕18号" in output
    assert "主送：各县（市、区）人民法院、本院各部门" in output
    assert "2026年7月10日前" in output
    assert "→ 市中院新闻办 抄送 市委政法委" in output
    assert "疑点 3 处" in output


def test_pages_without_text_are_told(tmp_path: Path) -> None:
    file = tmp_path / "plan.pdf"
    file.write_bytes(pdf_file(["宣传方案请于2026年7月12日前报送市委宣传部。", ""]))
    code, output = run("read", str(file))
    assert code == 0
    assert "第 2 页没有文字" in output


def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "scan.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n")
    code, output = run("read", str(file))
    assert code == 1
    assert "这是图片" in output
