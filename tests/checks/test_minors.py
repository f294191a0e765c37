"""Children in cases: neither name nor school, and no parent's name that leads to them."""

from hypothesis import given
from hypothesis import strategies as st

from publicity.checks.finding import Draft, DraftMedia
from publicity.checks.minors import RULES
from tests.checks.probe import policy


@given(st.text(alphabet=st.sampled_from("张王小宝儿子女孩岁7八就读于在小学中幼儿园抚养费某，。（）\n"), max_size=80))
def test_no_text_raises_and_places_hold(text: str) -> None:
    draft = Draft(title=text, text=text, media=(DraftMedia(text, "image", "image/png", 1, caption=text),))
    for rule in RULES:
        for found in rule.check(draft, policy()):
            assert 0 <= found.place.start < found.place.end <= len(text)
