"""Numbers in words, and legal terms in any text at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publicity.checks.finding import Draft
from publicity.checks.terms import RULES
from publicity.checks.terms_money import number_of
from tests.checks.probe import policy


@pytest.mark.parametrize(
    ("written", "value"),
    [("15", 15), ("十五", 15), ("二十", 20), ("三十", 30), ("一百", 100), ("1,000", 1000), ("两", 2), ("2.5", 2.5)],
)
def test_numbers_are_read(written: str, value: float) -> None:
    assert number_of(written) == value


@given(
    st.text(
        alphabet=st.sampled_from(
            "罪犯侦查终本执结判处罚款金定订抚扶赡养父母子女法院拘留司20十五日万元对某公司，。拒不执行裁、决"
        ),
        max_size=80,
    )
)
def test_no_text_raises_and_places_hold(text: str) -> None:
    draft = Draft(title=text, text=text)
    for rule in RULES:
        for found in rule.check(draft, policy()):
            assert 0 <= found.place.start < found.place.end <= len(text)
