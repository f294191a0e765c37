"""Lists: a new story changes no page but the front and, now and then, the newest archive page."""

import pytest

from publicity.publishing.models import TopicKind
from publicity.publishing.topics import EVERYTHING, PAGE, Topic, archive_count, page_of, safe_key, touched_pages


def shown_on(total: int) -> dict[int, list[int]]:
    """page → the ranks that stand on it, as the list pages cut them."""
    last = archive_count(total)
    pages = {page: list(range((page - 1) * PAGE, page * PAGE)) for page in range(1, last + 1)}
    return {0: list(range(last * PAGE, total)), **pages}


@pytest.mark.parametrize("total", [0, 1, 19, 20, 39, 40, 41, 59, 60, 2000])
def test_every_story_stands_on_exactly_one_page(total: int) -> None:
    pages = shown_on(total)
    assert sorted(rank for ranks in pages.values() for rank in ranks) == list(range(total))
    assert all(page_of(rank, total) == page for page, ranks in pages.items() for rank in ranks)
    assert len(pages[0]) < 2 * PAGE


@pytest.mark.parametrize("before", [0, 19, 20, 38, 39, 40, 58, 59, 60, 79, 199])
@pytest.mark.parametrize("added", [1, 2, 20, 41])
def test_pages_that_are_not_touched_keep_their_stories_and_their_neighbours(before: int, added: int) -> None:
    total = before + added
    touched = touched_pages(range(before, total), before, total)
    old, new = shown_on(before), shown_on(total)
    last_old, last_new = archive_count(before), archive_count(total)
    for page in set(old) & set(new) - touched:
        assert old[page] == new[page]
        assert (page < last_old) == (page < last_new), "its way to newer stories has changed"
    assert set(new) - set(old) <= touched


def test_a_change_far_down_touches_its_own_page_and_the_front() -> None:
    assert touched_pages([5], 200, 200) == {0, 1}


@pytest.mark.parametrize(
    ("key", "safe"), [("results", "results"), ("org-1", "org-1"), ("a_B-9", "a_B-9"), ("澄江", None), ("../etc", None)]
)
def test_no_key_leads_out_of_its_folder(key: str, safe: str | None) -> None:
    made = safe_key(key)
    assert made == safe if safe else made.startswith("k-")
    assert "/" not in made
    assert "." not in made


def test_addresses_of_a_topic() -> None:
    theme = Topic(TopicKind.THEME, "results", "工作成效")
    assert (theme.path, theme.page_path(2), theme.feed_path("rss")) == (
        "/themes/results/",
        "/themes/results/pages/2/",
        "/feeds/themes/results.rss",
    )
    assert (EVERYTHING.path, EVERYTHING.file_path(0), EVERYTHING.feed_path("json")) == (
        "/",
        "index.html",
        "/feeds/stories.json",
    )
