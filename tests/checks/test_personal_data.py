"""Personal data: what the tables cannot say, the court's own lists, words of a message, any text at all, and time."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publicity.checks.finding import Draft, DraftMedia
from publicity.checks.numbers_in_text import find_numbers
from publicity.checks.personal_data import RULES
from tests.checks.probe import findings, policy


def test_each_place_is_claimed_by_one_kind_of_number() -> None:
    text = "身份证530000198001010017，信用代码91530000MA6000001W，卡号6222021234567894，电话13800138000"
    assert [number.kind for number in find_numbers(text)] == ["id_card", "credit_code", "bank_card", "mobile"]


def test_a_bad_check_digit_is_explained_and_only_asks() -> None:
    (found,) = findings("personal.id_card_suspect", Draft("", "532801199001011230"))
    assert "校验位" in found.message
    assert found.severity.value == "warning"


def test_a_file_keeps_its_name_though_a_number_in_words_is_mended() -> None:
    draft = Draft("", "![13800138000](13900139000.jpg)", media=(DraftMedia("13700137000.jpg", "image", "", 1),))
    fixes = [(one.place.field, one.fix and one.fix.replacement) for one in findings("personal.mobile", draft)]
    assert fixes == [("text", "138××××8000"), ("text", None), ("media:0:name", None)]


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [
        ("personal.mobile", "有事请打13800138000", {"own_numbers": ("138-0013-8000",)}),
        ("personal.landline", "座机0877-6123456", {"own_numbers": ("08776123456",)}),
        ("personal.email", "写信到a@example.com", {"own_domains": ("example.com",)}),
        ("personal.address", "来到和平路88号", {"own_addresses": ("和平路88号",)}),
        ("personal.plate", "试用澄江云A12345平台", {"plate_alikes": ("澄江云",)}),
    ],
)
def test_what_is_the_courts_own_is_spared(rule: str, text: str, words: dict[str, tuple[str, ...]]) -> None:
    assert findings(rule, Draft("", text))
    assert findings(rule, Draft("", text), replace(policy(), words={**policy().words, **words})) == []


@given(
    st.text(
        alphabet=st.sampled_from(
            "13800 -0571532801199001云K·号路村组室单元栋，。微信@.comEG（）第不动产权某×\n张![]执民初"
        ),
        max_size=80,
    )
)
def test_no_text_raises_and_places_hold(text: str) -> None:
    draft = Draft(title=text, text=text, media=(DraftMedia(text, "image", "image/png", 1, caption=text),))
    for rule in RULES:
        for found in rule.check(draft, policy()):
            assert 0 <= found.place.start < found.place.end <= len(text)
