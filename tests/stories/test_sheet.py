"""A changed fact sheet: without hand edits the text becomes what the template writes, with them they all survive."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from publicity.stories.content import Content
from publicity.stories.drafting.sheet import change_of
from publicity.stories.fact_values import FactType
from publicity.stories.merging import Certainty
from publicity.stories.models import Revision
from publicity.stories.skeleton import render
from publicity.stories.template_file import StoryTemplate
from tests.stories.factories import FACTS, library

KEYS = tuple(library().templates)
PHRASES = st.sampled_from(
    (
        "",
        "执行干警到村里核实财产",
        "被执行人当场交来3万元",
        "3万元",
        "双方约定分期支付。",
        "第一段\n\n第二段",
        "一",
        "再次查询",
    )
)
VALUES: dict[FactType, st.SearchStrategy[Any]] = {
    FactType.TEXT: PHRASES.map(lambda said: said.replace("\n", "")),
    FactType.LONG: PHRASES,
    FactType.PERSON: st.sampled_from(("", "张", "李", "欧阳", "某公司")),
    FactType.AMOUNT: st.sampled_from(("", "30000", "50000", "130000")),
    FactType.DATE: st.sampled_from(("", "2018-03-05", "2018-04-02")),
    FactType.LIST: st.lists(PHRASES.filter(bool).map(lambda said: said.replace("\n", "")), max_size=4),
    FactType.CASE_NUMBERS: st.lists(st.sampled_from(("（2018）云9901执1号", "（2018）云9901执2号")), max_size=2),
    FactType.ROWS: st.lists(
        st.tuples(
            st.sampled_from(("张三", "李四", "王五")),
            st.just("990101××××××××1234"),
            st.just("（2018）云9901执1号"),
            st.sampled_from(("支付3万元", "支付5万元")),
        ).map(list),
        max_size=3,
    ),
    FactType.STEPS: st.lists(
        st.builds(lambda date, text: {"date": date, "text": text}, st.sampled_from(("", "2018-03-05")), PHRASES),
        max_size=5,
    ),
}


def sheets(template: StoryTemplate) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            asked.name: st.sampled_from(["", *asked.options]) if asked.type is FactType.CHOICE else VALUES[asked.type]
            for asked in template.facts
        }
    )


def written(template: StoryTemplate, facts: dict[str, Any]) -> str:
    return Content(*render(template.body, template.title, template.facts, facts)).tidied().text


def newest(text: str, facts: dict[str, Any]) -> Revision:
    return Revision(title="标题", text=text, summary="", ground="", polarity="", themes=[], facts=facts, media=[])


@given(st.data())
def test_without_hand_edits_every_change_of_facts_can_be_taken(data: st.DataObject) -> None:
    template = library().get(data.draw(st.sampled_from(KEYS)))
    old, new = data.draw(sheets(template)), data.draw(sheets(template))
    change = change_of(template, newest(written(template, old), old), new)
    assert all(one.certainty is Certainty.UNTOUCHED for one in change.proposals)
    every = {one.number for one in change.proposals}
    assert change.content(every, with_title=False).text == written(template, new)


@given(st.data())
def test_hand_edits_survive_every_change_of_facts(data: st.DataObject) -> None:
    template = library().get(data.draw(st.sampled_from(KEYS)))
    old, new = data.draw(sheets(template)), data.draw(sheets(template))
    lines = written(template, old).split("\n")
    places = data.draw(st.sets(st.sampled_from([n for n, line in enumerate(lines) if line]), max_size=4))
    own = {place: f"这一段是手写的第{place}处" for place in places}
    kinds = {place: data.draw(st.sampled_from(("instead", "before"))) for place in places}
    mine = [
        part
        for number, line in enumerate(lines)
        for part in (
            [own[number]] if kinds.get(number) == "instead" else [*([own[number], ""] if number in own else []), line]
        )
    ]
    change = change_of(template, newest("\n".join(mine), old), new)
    text = change.content({one.number for one in change.proposals}, with_title=False).text
    assert [line for line in text.split("\n") if line in own.values()] == [own[place] for place in sorted(own)]
    # what the template writes anew stands in the text, or is shown beside it
    shown = "\n".join(one.new for one in change.proposals if one.certainty is Certainty.BY_HAND)
    overwritten = {lines[place] for place in places if kinds[place] == "instead"}
    for line in written(template, new).split("\n"):
        assert line in text.split("\n") or line in shown or line in overwritten


def test_a_changed_amount_and_an_added_step_are_both_accepted() -> None:
    template = library().get("cannot-enforce")
    paid = {"date": "2018-06-01", "text": "被执行人当场交来3万元"}
    old = {**FACTS, "recovered": "30000", "course": [*FACTS["course"], paid]}
    new = {**old, "recovered": "50000", "course": [*old["course"], {"date": "2018-07-02", "text": "又交来2万元"}]}
    change = change_of(template, newest(written(template, old), old), new)
    assert {one.certainty for one in change.proposals} == {Certainty.UNTOUCHED}
    text = change.content({one.number for one in change.proposals}, with_title=False).text
    assert "2018年6月1日，被执行人当场交来3万元。\n\n2018年7月2日，又交来2万元。\n\n" in text
    assert "已到位5万元" in text
