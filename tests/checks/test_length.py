"""字数 as Word counts it, and what the messages say of it."""

from dataclasses import asdict

import pytest

from publicity.checks.finding import Draft
from publicity.checks.length import count, count_markdown, section_lengths
from tests.checks.probe import findings, policy
from tests.checks.vectors import COUNTS, VECTORS


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: ascii(vector["text"][:16]))
def test_counts_as_the_vector_says(vector: dict[str, object]) -> None:
    counter = count_markdown if vector["markdown"] else count
    assert asdict(counter(str(vector["text"]))) == {name: vector[name] for name in COUNTS}


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
