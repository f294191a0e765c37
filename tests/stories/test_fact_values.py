"""What is typed on a fact sheet, what is kept of it, and how it reads in a text."""

from decimal import Decimal
from typing import Any

import pytest

from publicity.stories.fact_numbers import hidden
from publicity.stories.fact_rows import ColumnType
from publicity.stories.fact_values import (
    DatedStep,
    FactField,
    FactType,
    amount_words,
    in_words,
    parse,
    parse_sheet,
    plain,
    typed,
)

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
        (FactType.AMOUNT, "999999999999999.123456", "999999999999999.123456"),
        (FactType.DATE, "2018-07-12", "2018-07-12"),
        (FactType.DATE, "2018年7月12日", "2018-07-12"),
        (FactType.DATE, "2018.7.2", "2018-07-02"),
        (FactType.CHOICE, "done", "done"),
        (FactType.LONG, "一段\r\n\r\n又一段", "一段\n\n又一段"),
        (FactType.LIST, "甲\n\n 乙 \n", ["甲", "乙"]),
        (FactType.LIST, "", []),
        (FactType.CASE_NUMBERS, "（2018）云28执123号", ["（2018）云28执123号"]),
        (
            FactType.CASE_NUMBERS,
            "(2018) 云28 执 123 号、〔2015〕云民终字第12号",
            ["（2018）云28执123号", "（2015）云民终字第12号"],
        ),
        (FactType.CASE_NUMBERS, "（2018）云28执1号\n(2018)云28执1号\n", ["（2018）云28执1号"]),
        (
            FactType.CASE_NUMBERS,
            "（2018）云28执恢1号之一；（2018）云执复2号",
            ["（2018）云28执恢1号之一", "（2018）云执复2号"],
        ),
        (FactType.CASE_NUMBERS, "", []),
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
        (FactType.AMOUNT, "9" * 16),
        (FactType.AMOUNT, "9" * 33),
        (FactType.AMOUNT, "9" * 400),
        (FactType.AMOUNT, "99999999亿"),
        (FactType.AMOUNT, "1" * 300_000),
        (FactType.DATE, "x" * 10_000),
        (FactType.DATE, "2018-07-12" + " " * 300 + "日"),
        (FactType.PERSON, "张" * 301),
        (FactType.LONG, "长" * 4001),
        (FactType.STEPS, "2018-03-12 " + "长" * 300),
        (FactType.CASE_NUMBERS, "、".join(["（2018）云28执1号"] * 30)),
        (FactType.DATE, "2018年2月30日"),
        (FactType.DATE, "七月"),
        (FactType.CHOICE, "elsewhere"),
        (FactType.TEXT, "长" * 301),
        (FactType.LIST, "\n".join("行" * 61)),
        (FactType.CASE_NUMBERS, "(2025)云28执1123"),
        (FactType.CASE_NUMBERS, "云28执1123号"),
        (FactType.CASE_NUMBERS, "（2018）云28执1号 张三"),
        (FactType.CASE_NUMBERS, "（2018）云28执1号、另案"),
    ],
)
def test_what_cannot_be_read_comes_back_with_a_sentence(kind: FactType, came: str) -> None:
    value, fault = parse(asked(kind), came)
    assert value == came
    assert "这一项" in fault


COLUMNS = {"姓名": ColumnType.TEXT, "证件": ColumnType.PAPER, "案号": ColumnType.CASE_NUMBERS, "义务": ColumnType.TEXT}
LISTED = FactField("people", "名单", FactType.ROWS, required=True, columns=COLUMNS)


def test_a_wrong_case_number_is_named_and_the_form_is_shown() -> None:
    _value, fault = parse(FactField("it", "案号", FactType.CASE_NUMBERS), "（2018）云28执1号\n(2025)云28执1123")
    assert "“(2025)云28执1123”不是完整的案号" in fault
    assert "（2018）云28执123号" in fault


@pytest.mark.parametrize("kept", ["（2018）云28执123号", ["（2018）云28执123号"], "随便写的案号"])
def test_a_case_number_kept_by_an_older_sheet_is_read_as_it_is(kept: Any) -> None:
    case = FactField("it", "案号", FactType.CASE_NUMBERS)
    said = kept if isinstance(kept, str) else kept[0]
    assert typed(case, kept) == said
    assert in_words([case], {"it": kept}) == {"it": said}


def test_rows_become_a_table_with_hidden_numbers_and_can_be_typed_again() -> None:
    came = (
        "张三|990101199001011234|(2018)云9901执1号|支付3万元\n某公司｜91990101MA6K12345X｜（2018）云9901执2号｜交付车辆"
    )
    rows, fault = parse(LISTED, came)
    assert fault == ""
    assert rows == [
        ["张三", "990101××××××××1234", "（2018）云9901执1号", "支付3万元"],
        ["某公司", "91990101MA6K12345X", "（2018）云9901执2号", "交付车辆"],
    ]
    assert parse(LISTED, typed(LISTED, rows)) == (rows, "")
    assert in_words([LISTED], {"people": rows})["people"].split("\n") == [
        "| 姓名 | 证件 | 案号 | 义务 |",
        "| --- | --- | --- | --- |",
        "| 张三 | 990101××××××××1234 | （2018）云9901执1号 | 支付3万元 |",
        "| 某公司 | 91990101MA6K12345X | （2018）云9901执2号 | 交付车辆 |",
    ]
    assert "990101××××××××1234" in plain(rows)


def test_lines_of_an_older_sheet_are_shown_as_rows_with_hidden_numbers() -> None:
    kept = ["张三 | 990101199001011234 | （2018）云9901执1号 | 支付3万元", "李四"]
    assert in_words([LISTED], {"people": kept})["people"].split("\n")[2:] == [
        "| 张三 | 990101××××××××1234 | （2018）云9901执1号 | 支付3万元 |",
        "| 李四 |  |  |  |",
    ]
    assert typed(LISTED, kept) == "\n".join(kept)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("李四 5301**********1234", "第2行只看到1栏，要有4栏，用竖线隔开：姓名 | 证件 | 案号 | 义务。"),
        ("李四 | 5301**********1234 | （2018）云9901执1号 | ", "第2行只看到3栏"),
        ("李四 | 5301**********1234 | （2018）云9901执1号 | 支付 | 3万元", "第2行只看到5栏"),
        ("李四 | 不详 | （2018）云9901执1号 | 支付3万元", "第2行的证件里没有证件号码"),
        ("李四 | 5301**********1234 | 2018执1号 | 支付3万元", "第2行的案号不是完整的案号"),
    ],
)
def test_each_row_that_lacks_something_is_named(line: str, said: str) -> None:
    good = "张三 | 990101199001011234 | （2018）云9901执1号 | 支付3万元"
    value, fault = parse(LISTED, f"{good}\n{line}")
    assert said in fault
    assert value == f"{good}\n{line}".strip()


@pytest.mark.parametrize(
    ("paper", "shown"),
    [
        ("990101199001011234", "990101××××××××1234"),
        ("99010119900101123x", "990101××××××××123x"),
        ("990101900101123", "990101×××××1123"),
        ("990101 19900101 1234", "990101××××××××1234"),
        ("９９０１０１１９９００１０１１２３４", "990101××××××××1234"),
        ("9901011990****1234", "990101××××××××1234"),
        ("5301**********1234", "5301××××××××××1234"),
        ("5301＊＊＊＊1234", "5301××××1234"),
        ("身份证990101199001011234", "身份证990101××××××××1234"),
        ("E12345678", "E1×××××78"),
        ("91990101MA6K12345X", "91990101MA6K12345X"),
        ("911234567890123456", "911234××××××××3456"),
        ("不详", ""),
        ("", ""),
    ],
)
def test_the_middle_of_a_paper_s_number_is_hidden(paper: str, shown: str) -> None:
    assert hidden(paper) == shown


def test_a_date_before_the_one_it_must_follow_is_refused() -> None:
    decided = FactField("decided_on", "决定日期", FactType.DATE)
    removal = FactField("removal_on", "撤下日期", FactType.DATE, not_before=("decided_on",))
    for came, expected in (
        ("2018-03-01", {"removal_on": "“撤下日期”不能早于“决定日期”，请核对。"}),
        ("2018-03-05", {}),
    ):
        assert parse_sheet([removal, decided], {"decided_on": "2018-03-05", "removal_on": came})[1] == expected
    assert parse_sheet([removal, decided], {"removal_on": "2018-03-01"})[1] == {}


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


@pytest.mark.parametrize("kind", [kind for kind in FactType if kind is not FactType.ROWS])
@pytest.mark.parametrize(
    ("kept", "lines"),
    [
        ("某地", ["某地"]),
        (["甲", "乙"], ["甲", "乙"]),
        ([{"date": "", "text": "查封"}, {"date": "", "text": "拍卖"}], ["查封", "拍卖"]),
        ([["甲", "乙"], ["丙", "丁"]], ["甲 | 乙", "丙 | 丁"]),
    ],
)
def test_what_was_kept_under_another_type_is_still_shown(kind: FactType, kept: Any, lines: list[str]) -> None:
    assert typed(asked(kind), kept).split("\n") == lines
    said = in_words([asked(kind)], {"it": kept})["it"]
    shown = [one.text if isinstance(one, DatedStep) else one for one in said] if isinstance(said, list) else [said]
    assert all(line in "；".join(shown) for line in lines)
