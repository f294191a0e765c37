"""Words the news trade avoids: whatever the text, the places hold."""

from hypothesis import given
from hypothesis import strategies as st

from publicity.checks.finding import Draft
from publicity.checks.wording import RULES
from tests.checks.probe import policy


@given(
    st.text(
        alphabet=st.sampled_from(
            "推上被告席检察院长村残废瞎聋哑人最佳好的产品亲自老赖河南小偷教授罪犯县委决定开除公职，。"
        ),
        max_size=80,
    )
)
def test_no_text_raises_and_places_hold(text: str) -> None:
    draft = Draft(title=text, text=text)
    for rule in RULES:
        for found in rule.check(draft, policy()):
            assert 0 <= found.place.start < found.place.end <= len(text)
