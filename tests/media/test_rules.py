"""What a file still lacks before approval."""

from datetime import date

import pytest

from publicity.errors import Invalid
from publicity.media import rules
from publicity.media.models import ConsentState, TickItem
from publicity.media.probe import MediaKind

TODAY = date(2018, 7, 12)
ALL_NONE = dict.fromkeys(TickItem, "none")
GIVEN, WITHDRAWN = ConsentState.GIVEN, ConsentState.WITHDRAWN


@pytest.mark.parametrize(
    ("kind", "answers", "consents", "count"),
    [
        (MediaKind.IMAGE, {}, [], 1),
        (MediaKind.VIDEO, {}, [], 1),
        (MediaKind.AUDIO, {}, [], 0),
        (MediaKind.DOCUMENT, {}, [], 0),
        (MediaKind.IMAGE, ALL_NONE, [], 0),
        (MediaKind.IMAGE, {**ALL_NONE, TickItem.FACES: "masked"}, [], 0),
        (MediaKind.IMAGE, {**ALL_NONE, TickItem.FACES: "consented"}, [], 1),
        (MediaKind.IMAGE, {**ALL_NONE, TickItem.FACES: "consented"}, [(GIVEN, None)], 0),
        (MediaKind.IMAGE, {**ALL_NONE, TickItem.FACES: "consented"}, [(GIVEN, TODAY)], 0),
        (MediaKind.IMAGE, {**ALL_NONE, TickItem.FACES: "consented"}, [(GIVEN, date(2018, 7, 11))], 1),
        (MediaKind.IMAGE, {**ALL_NONE, TickItem.FACES: "consented"}, [(WITHDRAWN, None)], 1),
        (MediaKind.IMAGE, {**ALL_NONE, TickItem.FACES: "consented"}, [(WITHDRAWN, None), (GIVEN, None)], 0),
        (MediaKind.IMAGE, {TickItem.FACES: "none"}, [], 1),
        (MediaKind.IMAGE, {TickItem.FACES: "consented"}, [], 2),
    ],
)
def test_what_is_missing(
    kind: MediaKind,
    answers: dict[TickItem, str],
    consents: list[tuple[ConsentState, date | None]],
    count: int,
) -> None:
    assert len(rules.missing(kind, answers, consents, TODAY)) == count


def test_what_was_not_looked_for_is_named_in_one_sentence() -> None:
    answers = {**ALL_NONE}
    del answers[TickItem.MINORS], answers[TickItem.PLATES]
    assert rules.missing(MediaKind.IMAGE, answers, [], TODAY) == ["还没有查看：未成年人；车牌号码。"]


@pytest.mark.parametrize(
    ("size", "said"),
    [(0, "1 KB"), (2048, "2 KB"), (3_355_443, "3.2 MB"), (1_181_116_006, "1.1 GB")],
)
def test_sizes_are_told_as_an_office_computer_tells_them(size: int, said: str) -> None:
    assert rules.size_text(size) == said


@pytest.mark.parametrize(
    ("item", "answer", "said"),
    [
        (TickItem.FACES, "maybe", "请选择"),
        (TickItem.FACES, "", "请选择"),
        (TickItem.MINORS, "consented", "第一百零三条"),
    ],
)
def test_answers_that_are_none(item: TickItem, answer: str, said: str) -> None:
    with pytest.raises(Invalid, match=said):
        rules.refuse_answer(item, answer)


@pytest.mark.parametrize("answer", list(rules.ANSWERS))
def test_faces_may_be_shown_by_consent(answer: str) -> None:
    rules.refuse_answer(TickItem.FACES, answer)


@pytest.mark.parametrize(
    "crops",
    [{"tall": [0, 0, 1]}, {"wide": [0, 0]}, {"wide": [0, 0, 0]}, {"wide": [-0.1, 0, 1]}, {"square": [0, 0, 1.5]}],
)
def test_crops_that_are_none(crops: dict[str, list[float]]) -> None:
    with pytest.raises(Invalid, match="裁切框"):
        rules.parse_crops(crops)


@pytest.mark.parametrize(
    ("kind", "megabytes"), [(MediaKind.IMAGE, 40), (MediaKind.VIDEO, 1024), (MediaKind.DOCUMENT, 30)]
)
def test_each_kind_has_its_limit(kind: MediaKind, megabytes: int) -> None:
    rules.refuse_size(kind, megabytes * rules.MB)
    with pytest.raises(Invalid, match=f"最多 {megabytes} MB"):
        rules.refuse_size(kind, megabytes * rules.MB + 1)
