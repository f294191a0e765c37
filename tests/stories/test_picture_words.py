"""Words of a picture in the text: its own where it has them, else those of the attachment."""

import pytest

from publicity.stories.picture_words import reference, with_picture_words

MEDIA = [{"id": "7", "alt": "干警清点", "caption": "发放现场"}, {"id": "8", "alt": "", "caption": ""}]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("![](media:7)", '![干警清点](media:7 "发放现场")'),
        ('![我写的](media:7 "我的图说")', '![我写的](media:7 "我的图说")'),
        ("![我写的](media:7)", '![我写的](media:7 "发放现场")'),
        ("前 ![](media:7) 后 ![](media:8)", '前 ![干警清点](media:7 "发放现场") 后 ![](media:8)'),
        ("![](media:9) ![](https://a.example/b.png)", "![](media:9) ![](https://a.example/b.png)"),
    ],
)
def test_what_a_picture_lacks_comes_from_the_attachment(text: str, shown: str) -> None:
    assert with_picture_words(text, MEDIA) == shown


def test_words_that_would_end_the_reference_are_written_otherwise() -> None:
    assert reference(7, "", '他说"好]"') == '![他说”好）”](media:7 "他说”好）”")'
