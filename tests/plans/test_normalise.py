"""What real documents look like after copying, scanning and converting, and what the rules read instead."""

import pytest

from publicity.plans.normalise import normalise


@pytest.mark.parametrize(
    ("source", "clean"),
    [
        ("２０１８年７月３日", "2018年7月3日"),
        ("2017 年 7 月 18 日至 7 月 20 日", "2017年7月18日至7月20日"),
        ("各项工 作成效，及时报送", "各项工作成效，及时报送"),
        ("提前 5 个工作日报送", "提前5个工作日报送"),
        ("执行(自媒体)直播,请[2018] 47号", "执行（自媒体）直播，请〔2018〕 47号"),
        ('决胜"基本解决执行难"', "决胜“基本解决执行难”"),
        ("執(zhí)行難題,區(qū)內(nèi)", "执行难题，区内"),
        ("申請?zhí)崾?，支持", "申请崾?，支持"),
        ("春節(jié前集中發(fā)布", "春节前集中发布"),
        ("人大(政协)代表,中心(app)", "人大（政协）代表，中心（app）"),
        ("二O一八年四月", "二〇一八年四月"),
        ("二零一八年四月", "二〇一八年四月"),
        ("2O18年7月", "2018年7月"),
        ("7月12曰前，3月l0日", "7月12日前，3月10日"),
        ("2 0 1 8年7月1 2日，20 18 年1 0月", "2018年7月12日，2018年10月"),
        ("3月下句和4月中句", "3月下旬和4月中旬"),
        ("2021一2025年，5月1日一8月10日", "2021—2025年，5月1日—8月10日"),
        ("2018年一季度", "2018年一季度"),
        ("**2018年**7月", "2018年7月"),
        ("上午9:30，比例1:500", "上午9:30，比例1:500"),
        ("共1,200件,其中", "共1,200件，其中"),
        ("宣传部 政法委", "宣传部 政法委"),
    ],
)
def test_the_dirt_is_repaired(source, clean):
    assert normalise(source).text == clean


@pytest.mark.parametrize(
    "mark", ["— 5 —", "-3 -", "**—** 5 **—**", "- 12 -", "－5－", "第 5 页 共 10 页", "5/10", "第5页"]
)
def test_a_page_mark_inside_a_sentence_is_taken_out(mark):
    source = f"各级法院要认真组织，好的选题请提前5个工作日报送\n\n{mark}\n\n中院执行局并抄送办公室。"
    assert normalise(source).text == "各级法院要认真组织，好的选题请提前5个工作日报送中院执行局并抄送办公室。"


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("落实情况亲自督察，重大方案亲自把关，每月\n\n至少接谈一次。", 1),
        ("定于2018年7\n月12日召开会议。", 1),
        ("一、活动目标\n本次活动要在工作的基础上，努力实现目标。", 2),
        ("一、充分认识基本解决执行难问题的重大意义\n“基本解决执行难”，是应有之义。", 2),
        ("特此通知\n澄江市中级人民法院\n2018年7月3日", 3),
        ("认真贯彻执行，确保取得实效\n（一）加强领导。要高度重视。", 2),
        ("各县区人民法院，本院各部门：\n现将方案印发给你们，请认真执行。", 2),
        ("办公室主任：张某\n办公室成员：李某", 2),
        ("1\n4月底至5月底\n开展宣传\n2\n5月下旬", 5),
        ("县委宣传部、县司法局关于开展宣传月活动的通知\n为深入宣传，现通知如下", 2),
        ("开展民间借贷案件、涉金融合同纠纷案件、\n\n经济合同纠纷的专题调研。", 1),
        ("| 3月1日 | 召开动员会 |\n| 3月上旬 | 开设专栏 |", 2),
        ("依法追究有关人员的直接责任和领导责任。\n\n二〇一八年四月八日", 2),
    ],
)
def test_only_a_line_end_inside_a_sentence_is_closed(source, lines):
    assert len([line for line in normalise(source).text.split("\n") if line]) == lines


def test_the_way_back_gives_the_words_of_the_file():
    source = "每年元旦、春節(jié)前\n集中發(fā)布， 2017 年 7 月 18 日 前"
    clean = normalise(source)
    start = clean.text.index("2017年")
    assert clean.quote(start, start + len("2017年7月18日前")) == "2017 年 7 月 18 日 前"
    assert clean.quote(0, len("每年元旦、春节前")) == "每年元旦、春節(jié)前"
    assert source[clean.source_span(0, 2)[0] :].startswith("每年")


@pytest.mark.parametrize("source", ["", "\n\n\n", "   ", "\x00\ufeff\u200b", "\r\n\r\n", "\ud800"])
def test_nothing_to_read_is_no_error(source):
    clean = normalise(source)
    assert clean.source == source
    assert len(clean.origin) == len(clean.text)
