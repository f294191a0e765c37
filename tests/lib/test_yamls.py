"""YAML that people hand in is looked at before it is loaded."""

import pytest
import yaml

from publicity.lib.yamls import require_plain


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nx: " + "[" * 15_000 + "]" * 15_000, 1),
        ("a: 1\nb: 2\nx: " + "{y: " * 100 + "1" + "}" * 100, 2),
        ("\n".join(" " * depth + "x:" for depth in range(100)), 30),
        ("a: &a [1]\nb: *a", 1),
    ],
)
def test_what_would_grow_out_of_hand_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(yaml.MarkedYAMLError) as refused:
        require_plain(text)
    assert refused.value.problem_mark is not None
    assert refused.value.problem_mark.line == line


@pytest.mark.parametrize("text", ["", "a: [1, {b: [2]}]", "- a\n- b:\n    - c", "a: 星号 * 在字里"])
def test_plain_data_passes(text: str) -> None:
    require_plain(text)


def test_a_fault_of_the_writing_is_still_one() -> None:
    with pytest.raises(yaml.YAMLError):
        require_plain("a: [1, 2")
