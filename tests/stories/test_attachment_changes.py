"""What became of attachments between two revisions."""

from publicity.stories.attachment_changes import Fate, FileChange, attachment_changes

ONE = {"id": "1", "name": "甲.jpg", "caption": "图说", "alt": "", "credit": ""}
TWO = {"id": "2", "name": "乙.jpg", "caption": "", "alt": "", "credit": ""}


def test_the_same_files_have_not_changed() -> None:
    assert attachment_changes([ONE, TWO], [ONE, TWO]) == []


def test_files_come_go_and_are_described_anew() -> None:
    described = TWO | {"alt": "清点现金", "name": "丙.jpg"}
    assert attachment_changes([TWO], [described, ONE]) == [
        FileChange("甲.jpg", Fate.ADDED, (("图说", "", "图说"),)),
        FileChange("乙.jpg", Fate.DESCRIBED, (("文件名", "乙.jpg", "丙.jpg"), ("替代文字", "", "清点现金"))),
    ]
    assert attachment_changes([ONE, TWO], [TWO]) == [FileChange("甲.jpg", Fate.REMOVED)]


def test_a_new_cover_is_told() -> None:
    assert attachment_changes([ONE, TWO], [TWO, ONE]) == [FileChange("乙.jpg", Fate.FIRST)]
