"""What a refusal shows again: typed fields under their labels, nothing that the page put there itself."""

import pytest

from publicity.typed import typed


@pytest.mark.parametrize(
    ("field", "shown"),
    [
        (("text", "## 基本案情"), [("正文", "## 基本案情")]),
        (("fact-cause", "买卖合同纠纷"), [("案由", "买卖合同纠纷")]),
        (("fact-own_one", "自己的"), [("要素", "自己的")]),
        (("reason", "  "), []),
        (("move", "submit_review"), []),
        (("hash", "0" * 64), []),
        (("csrf_token", "abc"), []),
        (("password", "hidden one"), []),
        (("title", "1"), []),
    ],
)
def test_only_what_was_typed_is_shown(field: tuple[str, str], shown: list[tuple[str, str]]) -> None:
    assert typed([field], {"cause": "案由"}) == shown
