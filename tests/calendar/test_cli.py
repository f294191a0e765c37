"""`flask calendar load` and `check`."""

from pathlib import Path

from flask import Flask

from tests.calendar.test_loading import PLANS, TEXT
from tests.calendar.test_views import Scene, scene

__all__ = ["scene"]


def run(app: Flask, *words: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["calendar", *words])
    return result.exit_code, result.output


def test_loading_twice_reports_nothing_new(app: Flask, scene: Scene) -> None:
    path = str(PLANS / "xishuangbanna-2018.yaml")
    code, said = run(app, "load", path)
    assert (code, "新增 28，更新 0，未变 0" in said) == (0, True), said
    code, said = run(app, "load", path)
    assert (code, "新增 0，更新 0，未变 27" in said) == (0, True), said


def test_faults_are_told_by_line_and_nothing_is_loaded(app: Flask, scene: Scene, tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text(TEXT.replace("kind: micro_film", "kind: film"), encoding="utf8")
    code, said = run(app, "load", str(path))
    assert code == 1
    assert "bad.yaml 第 11 行：“kind”不认识“film”" in said
    assert "没有装入" in said


def test_an_unknown_organisation_is_said(app: Flask, scene: Scene) -> None:
    code, said = run(app, "load", str(PLANS / "linhai-2016.yaml"), "--organisation", "nowhere")
    assert (code, "没有编号为“nowhere”的单位" in said) == (1, True)


def test_check_says_where_a_quote_really_stands(app: Flask, tmp_path: Path) -> None:
    plan, source = tmp_path / "plan.yaml", tmp_path / "plan.txt"
    text = TEXT.replace("    themes: [officers]\n", "    source: {quote: 拍摄微电影, offset: 3}\n")
    plan.write_text(text.replace("requires: [one]", "source: {quote: 推广, offset: 0}"), encoding="utf8")
    source.write_text("一、拍摄微电影。", encoding="utf8")
    code, said = run(app, "check", str(plan), "--source", str(source))
    assert code == 1
    assert "第 9 行：引文“拍摄微电影”不在第 3 字，而在 2" in said
    assert "源文件里没有引文“推广”" in said
    assert run(app, "check", str(plan))[0] == 0


def test_a_file_in_another_encoding_is_refused_in_a_sentence(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "gbk.yaml"
    path.write_bytes(TEXT.encode("gb18030"))
    code, said = run(app, "load", str(path))
    assert (code, "不是 UTF-8" in said) == (1, True)
