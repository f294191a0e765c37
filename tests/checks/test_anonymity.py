"""Anonymity: what is hidden here must not stand there."""

from hypothesis import given
from hypothesis import strategies as st

from publicity.checks.anonymity import RULES
from publicity.checks.finding import Draft, DraftMedia
from tests.checks.probe import findings, policy


def test_the_one_who_asks_for_wages_is_named_with_care() -> None:
    (found,) = findings("anonymity.applicant", Draft("", "申请执行人张建国、李秀英追索劳动报酬，被执行人赵铁柱拒付。"))
    assert "张建国、李秀英" in found.message


@given(
    st.text(alphabet=st.sampled_from("张王李某某建国强甲乙12×X*，、（化名）（2018）云28执1号被执行人\n "), max_size=80)
)
def test_no_text_raises_and_places_hold(text: str) -> None:
    draft = Draft(title=text, text=text, media=(DraftMedia(text, "image", "image/png", 1, caption=text),))
    for rule in RULES:
        for found in rule.check(draft, policy()):
            assert 0 <= found.place.start < found.place.end <= len(text)
