"""Grams find one- and two-character words, whatever marks stand between."""

import pytest

from publicity.lib.grams import grams, wanted


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("执行不能", "执", True),
        ("执行不能", "不能", True),
        ("执行不能", "行不能", True),
        ("执行不能", "执能", False),
        ("执行，不能", "行不", False),
        ("（2018）云9901执12号", "云9901执12号", True),
        ("ＡＢＣ法院", "abc", True),
        ("法院", "，。", True),
        ("法院", "法院 执行", False),
    ],
)
def test_a_text_has_the_grams_of_the_words_it_holds(text: str, words: str, found: bool) -> None:
    assert (wanted(words) <= grams(text)) is found
