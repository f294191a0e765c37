"""What people call the place of a finding."""

import pytest

from publicity.stories.places import Where, placed, where

MEDIA = [{"id": "7", "name": "现场.jpg"}, {"id": "9", "name": ""}]


@pytest.mark.parametrize(
    ("field", "wanted"),
    [
        ("text", Where(is_typed=True)),
        ("title", Where("标题", is_typed=True)),
        ("summary", Where("摘要", is_typed=True)),
        ("fact:case_number", Where("要素“案号”", fact="case_number")),
        ("fact:unheard_of", Where("要素", fact="unheard_of")),
        ("fact:选报依据", Where("选报依据", is_ground=True)),
        ("media:0:caption", Where("图说《现场.jpg》", media_id=7)),
        ("media:0:alt", Where("替代文字《现场.jpg》", media_id=7)),
        ("media:0:credit", Where("署名《现场.jpg》", media_id=7)),
        ("media:0:name", Where("文件名《现场.jpg》", media_id=7)),
        ("media:1", Where("附件《第2个》", media_id=9)),
        ("media", Where("附件")),
        ("media:5:alt", Where("附件")),
    ],
)
def test_each_place_has_its_name(field: str, wanted: Where) -> None:
    assert where(field, MEDIA, {"case_number": "案号"}) == wanted


def test_a_sentence_names_its_place_where_that_is_not_the_text() -> None:
    assert placed("有手机号码。", where("media:0:name", MEDIA, {})) == "文件名《现场.jpg》：有手机号码。"
    assert placed("有手机号码。", where("text", MEDIA, {})) == "有手机号码。"
