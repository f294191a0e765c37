"""Another court's name where one's own should stand."""

from hypothesis import given
from hypothesis import strategies as st

from publicity.checks.courts import RULES, find_courts
from publicity.checks.finding import Draft
from tests.checks.probe import policy

OWN = "澄江市人民法院"


def test_names_are_cut_where_they_begin() -> None:
    text = "李某向云岭省澄江市人民法院申请执行，该案由江山市中级人民法院二审"
    assert [court.name for court in find_courts(text)] == ["云岭省澄江市人民法院", "江山市中级人民法院"]


@given(st.text(alphabet=st.sampled_from("澄江市临水县人民法院中级成立修订《》，。\n我院（简称）*#"), max_size=80))
def test_no_text_raises_and_places_hold(text: str) -> None:
    draft = Draft(title=text, text=text, court=OWN)
    for rule in RULES:
        for found in rule.check(draft, policy()):
            assert 0 <= found.place.start < found.place.end <= len(text)
