"""What is typed on a fact sheet, what is kept of it, and how it reads in a text."""

from decimal import Decimal
from typing import Any

import pytest

from publicity.stories.fact_values import FactField, FactType, amount_words, in_words, parse, plain, typed

OPTIONS = {"done": "执行完毕"}


def asked(kind: FactType, **overrides: Any) -> FactField:
    return FactField("it", "这一项", kind, options=OPTIONS if kind is FactType.CHOICE else {}, **overrides)


@pytest.mark.parametrize(
    ("kind", "came", "kept"),
    [
        (FactType.TEXT, "  买卖合同纠纷\r\n", "买卖合同纠纷"),
        (FactType.AMOUNT, "86000", "86000"),
        (FactType.AMOUNT, "8.6万元", "86000"),
        (FactType.AMOUNT, "1,234.50 元", "1234.5"),
        (FactType.AMOUNT, "人民币3.2亿元", "320000000"),
        (FactType.DATE, "2018-07-12", "2018-07-12"),
        (FactType.DATE, "2018年7月12日", "2018-07-12"),
        (FactType.DATE, "2018.7.2", "2018-07-02"),
        (FactType.CHOICE, "done", "done"),
        (FactType.LONG, "一段\r\n\r\n又一段", "一段\n\n又一段"),
        (FactType.LIST, "甲\n\n 乙 \n", ["甲", "乙"]),
        (FactType.LIST, "", []),
        (
            FactType.STEPS,
            "2018-03-12 到村里核实\n2018年3月15日，冻结账户\n又查了一次",
            [
                {"date": "2018-03-12", "text": "到村里核实"},
                {"date": "2018-03-15", "text": "冻结账户"},
                {"date": "", "text": "又查了一次"},
            ],
        ),
    ],
)
def test_what_is_typed_is_kept_by_its_type_and_can_be_typed_again(kind: FactType, came: str, kept: Any) -> None:
    value, fault = parse(asked(kind), came)
    assert (value, fault) == (kept, "")
    assert parse(asked(kind), typed(asked(kind), value)) == (kept, "")


@pytest.mark.parametrize(
    ("kind", "came"),
    [
        (FactType.AMOUNT, "很多"),
        (FactType.AMOUNT, "8.6万美元"),
        (FactType.AMOUNT, "-5"),
        (FactType.DATE, "2018年2月30日"),
        (FactType.DATE, "七月"),
        (FactType.CHOICE, "elsewhere"),
        (FactType.TEXT, "长" * 301),
        (FactType.LIST, "\n".join("行" * 61)),
    ],
)
def test_what_cannot_be_read_comes_back_with_a_sentence(kind: FactType, came: str) -> None:
    value, fault = parse(asked(kind), came)
    assert value == came
    assert "这一项" in fault


@pytest.mark.parametrize(
    ("yuan", "words"),
    [
        ("86000", "8.6万元"),
        ("8600", "8600元"),
        ("12345.67", "12345.67元"),
        ("123456", "12.3456万元"),
        ("1234567", "123.4567万元"),
        ("1234567.8", "1234567.8元"),
        ("320000000", "3.2亿元"),
        ("10000", "1万元"),
        ("100", "100元"),
        ("0.5", "0.5元"),
    ],
)
def test_amounts_are_worded_without_losing_a_cent(yuan: str, words: str) -> None:
    assert amount_words(Decimal(yuan)) == words


@pytest.mark.parametrize(
    ("style", "names"),
    [
        ("某", ["张某", "欧阳某", "某建材公司"]),
        ("某某", ["张某某", "欧阳某某", "某建材公司"]),
        ("某甲", ["张某甲", "欧阳某乙", "某建材公司"]),
        ("", ["张某某", "欧阳某某", "某建材公司"]),
    ],
)
def test_one_naming_style_runs_through_the_sheet(style: str, names: list[str]) -> None:
    fields = [FactField(name, name, FactType.PERSON) for name in ("one", "two", "three")]
    facts = {"one": "张", "two": "欧阳", "three": "某建材公司", "naming_style": style}
    assert list(in_words(fields, facts).values()) == names


def test_only_a_required_fact_leaves_a_placeholder() -> None:
    fields = [
        FactField("must", "案由", required=True),
        FactField("may", "救助"),
        FactField("s", "经过", FactType.STEPS, True),
    ]
    words = in_words(fields, {})
    assert words["must"] == "【待补：案由】"
    assert words["may"] == ""
    assert words["s"][0].text == "【待补：经过】"


def test_lists_and_steps_become_plain_text_for_the_checks() -> None:
    assert plain([{"date": "2018-03-12", "text": "核实"}, {"date": "", "text": "冻结"}]) == "2018-03-12 核实；冻结"
    assert plain(["甲", "乙"]) == "甲；乙"
