"""The numbered date expressions of the facts with the reading each must have.

A case is (row, text, issued, readings). The expression stands between bars; a reading is
"start end precision kind role" with "-" for an open day, then recur=, rule=, time= and "warning" where they are set.
An empty tuple says that nothing may be read there.
"""

ISSUED = "2018-07-03"

DAY_POINTS = (
    (1, "定于|2018年7月3日|召开新闻发布会。", None, ("2018-07-03 2018-07-03 day point task",)),
    (2, "定于|2016年07月01日|召开会议。", None, ("2016-07-01 2016-07-01 day point task",)),
    (3, "定于|二〇一八年四月八日|召开会议。", None, ("2018-04-08 2018-04-08 day point task",)),
    (3, "定于|二○一○年三月二十四日|召开会议。", None, ("2010-03-24 2010-03-24 day point task",)),
    (3, "定于|二Ｏ一八年四月八日|召开会议。", None, ("2018-04-08 2018-04-08 day point task",)),
    (4, "定于|二0一一年十月十七日|召开会议。", None, ("2011-10-17 2011-10-17 day point task",)),
    (4, "定于|二〇一八年五月廿九日|召开会议。", None, ("2018-05-29 2018-05-29 day point task",)),
    (5, "定于|2017 年 7 月 18 日|召开会议。", None, ("2017-07-18 2017-07-18 day point task",)),
    (6, "定于|２０１８年７月３日|召开会议。", None, ("2018-07-03 2018-07-03 day point task",)),
    (7, "定于|7月12日|召开会议。", ISSUED, ("2018-07-12 2018-07-12 day point task",)),
    (7, "定于|1月15日|召开会议。", "2018-12-20", ("2019-01-15 2019-01-15 day point task",)),
    (8, "定于|2021年2月28日(星期日)上午11时|召开会议。", None, ("2021-02-28 2021-02-28 day point task time=11:00",)),
    (8, "定于|2021年2月28日（星期一）|召开会议。", None, ("2021-02-28 2021-02-28 day point task warning",)),
    (9, "定于|1月5日（周二）上午10:00|召开会议。", "2020-12-28", ("2021-01-05 2021-01-05 day point task time=10:00",)),
    (10, "开展|“12·4”|主题活动，纪念|4·15|。", ISSUED, ()),
    (10, "参加|3·15|、|6·26|和|“一二·九”|活动。", ISSUED, ()),
    (11, "定于|2018-08-14|召开会议。", None, ("2018-08-14 2018-08-14 day point task",)),
    (11, "定于|2018/8/14|召开会议。", None, ("2018-08-14 2018-08-14 day point task",)),
    (11, "定于|2018.08.14|召开会议。", None, ("2018-08-14 2018-08-14 day point task",)),
    (12, "定于|2021 年 8 月 日|召开会议。", None, ("2021-08-01 2021-08-31 month period task warning",)),
    (13, "请于|10月25号前|报送。", ISSUED, ("2018-10-25 2018-10-25 day deadline task",)),
    (14, "请于|2021年9月31日前|报送。", None, ("2021-09-30 2021-09-30 day deadline task warning",)),
    (15, "定于|200年11月15日|召开会议。", "2020-10-20", ("2020-11-15 2020-11-15 day point task warning",)),
    (16, "7月12日开庭，|当日14：00—17：00|直播。", ISSUED, ("2018-07-12 2018-07-12 day point relative time=14:00-17:00",)),
    (16, "7月12日开庭，|次日起|展播。", ISSUED, ("2018-07-13 - day period relative",)),
    (17, "|自即日起|开展集中宣传。", ISSUED, ("2018-07-03 - day period task",)),
    (18, "7月5日报名，|12日|初评，|20日|颁奖。", ISSUED, ("2018-07-12 2018-07-12 day point task", "2018-07-20 2018-07-20 day point task")),
    (19, "定于|5月4日|、|5日|举办培训。", "2018-04-03", ("2018-05-04 2018-05-04 day point task", "2018-05-05 2018-05-05 day point task")),
    (20, "在|3月8日|和|12月4日|举办开放日。", "2018-02-03", ("2018-03-08 2018-03-08 day point task", "2018-12-04 2018-12-04 day point task")),
)  # fmt: skip

CLOCK_TIMES = (
    (21, "定于|3月18日上午11时|开庭。", "2021-03-01", ("2021-03-18 2021-03-18 day point task time=11:00",)),
    (21, "定于|3月18日上午9:30|开庭。", "2021-03-01", ("2021-03-18 2021-03-18 day point task time=09:30",)),
    (22, "定于|3月18日下午2:00|开庭。", "2021-03-01", ("2021-03-18 2021-03-18 day point task time=14:00",)),
    (23, "请于|3月18日下午15时前|报送。", "2021-03-01", ("2021-03-18 2021-03-18 day deadline task time=15:00",)),
    (24, "请于|3月18日中午12点前|报送。", "2021-03-01", ("2021-03-18 2021-03-18 day deadline task time=12:00",)),
    (25, "请于|8月19日12:00前|报送。", ISSUED, ("2018-08-19 2018-08-19 day deadline task time=12:00",)),
    (25, "请于|8月19日12时前|报送。", ISSUED, ("2018-08-19 2018-08-19 day deadline task time=12:00",)),
    (26, "行动|从2021年5月10日0时至5月15日24时|。", None, ("2021-05-10 2021-05-15 range period task time=00:00-24:00",)),
    (27, "请于|6月16日下班前|报送。", "2018-06-03", ("2018-06-16 2018-06-16 day deadline task time=下班前",)),
    (28, "定于|5月17日凌晨5时|开展集中行动。", "2018-05-03", ("2018-05-17 2018-05-17 day point task time=05:00",)),
    (28, "定于|5月17日晚上8点半|播出。", "2018-05-03", ("2018-05-17 2018-05-17 day point task time=20:30",)),
    (29, "定于|5月17日16时整|开始直播。", "2018-05-03", ("2018-05-17 2018-05-17 day point task time=16:00",)),
    (30, "与会人员|提前10分钟|入场。", ISSUED, ("- - day deadline relative rule=-10 minutes",)),
    (31, "|每天定时(17时前)|报告。", ISSUED, ("2018-07-03 2018-12-31 day recurring task recur=FREQ=DAILY time=17:00",)),
    (32, "定于|7月20日北京时间20时|上线。", ISSUED, ("2018-07-20 2018-07-20 day point task time=20:00",)),
)  # fmt: skip

DAY_DEADLINES = (
    (33, "宣传方案|7月12日前|报送。", ISSUED, ("2018-07-12 2018-07-12 day deadline task",)),
    (34, "并于 |7 月 21 日前|上报二中院。", "2017-07-10", ("2017-07-21 2017-07-21 day deadline task",)),
    (35, "请于|11月5日之前|报送。", "2020-10-20", ("2020-11-05 2020-11-05 day deadline task",)),
    (35, "请于|11月5日以前|报送。", "2020-10-20", ("2020-11-05 2020-11-05 day deadline task",)),
    (36, "方案请于|7月12日前|报送州委宣传部。", ISSUED, ("2018-07-12 2018-07-12 day deadline task",)),
    (37, "报送不迟于|12月31日|。", ISSUED, ("2018-12-31 2018-12-31 day deadline task",)),
    (37, "最迟|12月31日|完成。", ISSUED, ("2018-12-31 2018-12-31 day deadline task",)),
    (37, "不晚于|12月31日|完成。", ISSUED, ("2018-12-31 2018-12-31 day deadline task",)),
    (38, "报名截止时间为|2026年5月3日|。", None, ("2026-05-03 2026-05-03 day deadline task",)),
    (38, "截至|6月30日|，共受理执行案件320件。", ISSUED, ("2018-06-30 2018-06-30 day deadline background",)),
    (39, "展播至|7月31日24时止|。", ISSUED, ("2018-07-31 2018-07-31 day deadline task time=24:00",)),
    (40, "于|2021年7月30日|报送总结。", None, ("2021-07-30 2021-07-30 day deadline task",)),
    (41, "请于7月12日前报送，|逾期不报|的予以通报。", ISSUED, ()),
    (42, "请于|12月10日(含)前|报送。", ISSUED, ("2018-12-10 2018-12-10 day deadline task",)),
    (43, "请在5日内（|2020年11月9日前|）反馈意见。", "2020-11-04", ("2020-11-09 2020-11-09 day deadline task",)),
)  # fmt: skip

MONTHS = (
    (44, "|2018年4月|，开展专题调研和宣传。", None, ("2018-04-01 2018-04-30 month period task",)),
    (45, "|10月份|，召开新闻发布会。", ISSUED, ("2018-10-01 2018-10-31 month period task",)),
    (46, "|6月底前|全部完成。", "2018-04-08", ("2018-06-30 2018-06-30 month deadline task",)),
    (46, "|6月末前|全部完成。", "2018-04-08", ("2018-06-30 2018-06-30 month deadline task",)),
    (47, "|2016年12月底前|破解难题。", None, ("2016-12-31 2016-12-31 month deadline task",)),
    (48, "|9月底|组织验收。", ISSUED, ("2018-09-21 2018-09-30 month period task",)),
    (49, "|10月初|召开会议。", ISSUED, ("2018-10-01 2018-10-10 month period task",)),
    (50, "|9月中|召开会议。", ISSUED, ("2018-09-11 2018-09-20 month period task",)),
    (52, "|本月底前|完成报名。", ISSUED, ("2018-07-31 2018-07-31 month deadline task",)),
    (52, "通报|上月|情况。", ISSUED, ("2018-06-01 2018-06-30 month period background",)),
    (53, "各院|次月十五日前|报送。", ISSUED, ("2018-07-03 2018-12-31 day recurring task recur=FREQ=MONTHLY;BYMONTHDAY=15;before",)),
    (54, "3、|2017年7、8月|，重点宣传强力措施。", None, ("2017-07-01 2017-08-31 range period task",)),
    (54, "拟在|3、4月份|开展调研。", "2018-01-08", ("2018-03-01 2018-04-30 range period task",)),
    (55, "5、|2018年1-3月|，重点宣传成效。", None, ("2018-01-01 2018-03-31 range period task",)),
    (56, "7、|2018年2—3月|，宣传大执行行动。", None, ("2018-02-01 2018-03-31 range period task",)),
    (57, "利用|4月至9月|半年时间开展行动。", "2018-04-08", ("2018-04-01 2018-09-30 range period task",)),
    (57, "|2018年2月至12月|，开展巡回宣讲。", None, ("2018-02-01 2018-12-31 range period task",)),
    (58, "|2021年11月-12月|，开展验收。", None, ("2021-11-01 2021-12-31 range period task",)),
    (59, "|10月至次年1月|开展冬季行动。", "2018-09-01", ("2018-10-01 2019-01-31 range period task",)),
    (60, "|2022年7月至2022年12月|，开展集中整治。", None, ("2022-07-01 2022-12-31 range period task",)),
    (61, "|2018年10月至2021年7月底|，开展专项行动。", None, ("2018-10-01 2021-07-31 range period task",)),
    (62, "|2022年6月起|实行新机制。", None, ("2022-06-01 - month period task",)),
    (63, "|2018年10月以来|，全市法院开展专项行动。", None, ("2018-10-01 2018-10-31 month period background",)),
)  # fmt: skip

THIRDS = (
    (64, "（三）总结表彰（|2017 年 10 月上旬|）", None, ("2017-10-01 2017-10-10 third period task",)),
    (65, "会审拟定于|11月中旬|。", ISSUED, ("2018-11-11 2018-11-20 third period task",)),
    (66, "|5月下旬|召开会议。", "2018-04-08", ("2018-05-21 2018-05-31 third period task",)),
    (67, "|七月上旬|召开会议。", ISSUED, ("2018-07-01 2018-07-10 third period task",)),
    (68, "|9月中下旬|召开会议。", ISSUED, ("2018-09-11 2018-09-30 range period task",)),
    (68, "|9月上中旬|召开会议。", ISSUED, ("2018-09-01 2018-09-20 range period task",)),
    (69, "|2020年12月下旬或2021年1月上旬|召开会议。", None, ("2020-12-21 2021-01-10 range period task",)),
    (70, "活动|从2021年11月中旬开始,到12月中旬|结束。", None, ("2021-11-11 2021-12-20 range period task",)),
    (71, "|自7月下旬开始|集中宣传。", ISSUED, ("2018-07-21 - third period task",)),
    (72, "|2021年3月下句|召开会议。", None, ("2021-03-21 2021-03-31 third period task",)),
)  # fmt: skip

QUARTERS = (
    (73, "|第四季度|开展评选。", ISSUED, ("2018-10-01 2018-12-31 quarter period task",)),
    (73, "|一季度|开展评选。", "2018-01-03", ("2018-01-01 2018-03-31 quarter period task",)),
    (75, "|三季度末|通报。", ISSUED, ("2018-09-30 2018-09-30 quarter period task",)),
    (76, "|前三季度|完成目标任务的80%以上。", "2018-01-08", ("2018-01-01 2018-09-30 range period task",)),
    (77, "|下半年|实施改进提升。", ISSUED, ("2018-07-01 2018-12-31 half period task",)),
    (78, "利用4月至9月|半年时间|，开展行动。", "2018-04-08", ("- - range period duration",)),
    (79, "编发|半年度通报|。", ISSUED, ("2018-07-03 2018-12-31 half recurring task recur=FREQ=MONTHLY;INTERVAL=6",)),
    (79, "|2018年年中|召开推进会。", None, ("2018-06-01 2018-07-31 half period task",)),
)  # fmt: skip

YEARS = (
    (80, "|2021年|，全面完成信息化建设。", "2020-12-08", ("2021-01-01 2021-12-31 year period task",)),
    (81, "|2021年度|，全面完成信息化建设。", "2020-12-08", ("2021-01-01 2021-12-31 year period task",)),
    (81, "通报|上一年度|工作情况。", ISSUED, ("2017-01-01 2017-12-31 year period background",)),
    (82, "|今年|是决胜收官之年。", ISSUED, ("2018-01-01 2018-12-31 year period background",)),
    (82, "总结|去年|工作。", ISSUED, ("2017-01-01 2017-12-31 year period background",)),
    (83, "|2020年底前|全面建成。", None, ("2020-12-31 2020-12-31 year deadline task",)),
    (84, "|2021年年底前|全面建成。", None, ("2021-12-31 2021-12-31 year deadline task",)),
    (85, "|今年年底前|全面建成。", ISSUED, ("2018-12-31 2018-12-31 year deadline task",)),
    (85, "|年底前|全面建成。", ISSUED, ("2018-12-31 2018-12-31 year deadline task",)),
    (86, "4、|2017年年底|，拍摄执行微电影。", None, ("2017-12-01 2017-12-31 month period task",)),
    (87, "|2019年年初|召开表彰会。", ISSUED, ("2019-01-01 2019-01-31 month period task",)),
    (87, "|年末|组织考评。", ISSUED, ("2018-12-01 2018-12-31 month period task",)),
    (88, "到|2020年|，基本建成一站式平台。", "2018-07-03", ("2020-12-31 2020-12-31 year deadline task",)),
    (89, "|自2019年起|实行新的报送办法。", ISSUED, ("2019-01-01 - year period task",)),
    (90, "根据《宣传工作方案（|2016-2018|）》，制定本方案。", None, ("2016-01-01 2018-12-31 range period background",)),
    (90, "|2021一2025年|是规划期。", None, ("2021-01-01 2025-12-31 range period background",)),
    (91, "参评作品应为|2019年1月至2020年12月期间|公开发表的作品。", None, ("2019-01-01 2020-12-31 range period condition",)),
    (91, "参评作品应为|2019年至2020年期间|公开发表的作品。", None, ("2019-01-01 2020-12-31 range period condition",)),
    (92, "申报人须在|2019年1月1日前5年内|无违纪记录。", None, ("2014-01-01 2018-12-31 range period condition",)),
    (93, "|“十四五”期间|，法院工作迎来新的机遇。", None, ("2021-01-01 2025-12-31 range period background",)),
    (93, "|“十三五”以来|，法院工作取得新进展。", None, ("2016-01-01 2020-12-31 range period background",)),
    (94, "|近三年|结案数持续上升。", ISSUED, ("2015-07-03 2018-07-03 range period background",)),
    (94, "|近年来|结案数持续上升。", ISSUED, ("- 2018-07-03 range period background",)),
    (95, "参与|第三届|最美干警评选，在宣战|一周年之际|集中宣传。", ISSUED, ("- - day point relative rule=+1y",)),
)  # fmt: skip

RANGES = (
    (96, "经研究决定，|自2017年7月18日至2017年9月18日|，开展专项活动。", None, ("2017-07-18 2017-09-18 range period task",)),
    (97, "（一）动员部署（|2017 年 7 月 18 日至 7 月 20 日|）", None, ("2017-07-18 2017-07-20 range period task",)),
    (98, "|2021年6月22日至26日|举办培训班。", None, ("2021-06-22 2021-06-26 range period task",)),
    (98, "|2021年6月22-26日|举办培训班。", None, ("2021-06-22 2021-06-26 range period task",)),
    (99, "|6月20日-8月20日|开展集中行动。", "2018-06-03", ("2018-06-20 2018-08-20 range period task",)),
    (100, "|6月20日—8月20日|开展集中行动。", "2018-06-03", ("2018-06-20 2018-08-20 range period task",)),
    (100, "|6月20日～8月20日|开展集中行动。", "2018-06-03", ("2018-06-20 2018-08-20 range period task",)),
    (100, "|6月20日一8月20日|开展集中行动。", "2018-06-03", ("2018-06-20 2018-08-20 range period task",)),
    (101, "活动|从 2017 年 7 月 18 日开始至 2017 年 9 月 18 日|结束。", None, ("2017-07-18 2017-09-18 range period task",)),
    (102, "行动自|5月10日8时起至5月15日18时|结束。", "2018-05-03", ("2018-05-10 2018-05-15 range period task time=08:00-18:00",)),
    (103, "|自3月1日起,6月底|基本结束。", "2018-02-20", ("2018-03-01 2018-06-30 range period task",)),
    (104, "本办法自印发之日起施行，有效期至|2023年12月31日|。", "2018-12-01", ("2023-12-31 2023-12-31 day deadline docdate",)),
    (105, "开展|为期60天|的集中执行活动。", ISSUED, ("- - range period duration",)),
    (106, "开展|百日攻坚|活动，打好|百日会战|。", ISSUED, ("- - range period duration", "- - range period duration")),
    (107, "定于|9月8日|、|9日|两日举办培训。", ISSUED, ("2018-09-08 2018-09-08 day point task", "2018-09-09 2018-09-09 day point task")),
    (107, "定于|9月8日至20日|举办培训。", ISSUED, ("2018-09-08 2018-09-20 range period task",)),
)  # fmt: skip

DURATIONS = (
    (108, "选题请|提前5个工作日|报送中院。", ISSUED, ("- - day deadline relative rule=-5 workdays",)),
    (109, "请|提前7天|报名。", ISSUED, ("- - day deadline relative rule=-7 days",)),
    (110, "应在|5个工作日内|答复。", ISSUED, ("- - day deadline relative rule=+5 workdays",)),
    (111, "应在|五日内|答复，|15日内|办结。", ISSUED, ("- - day deadline relative rule=+5 days", "- - day deadline relative rule=+15 days")),
    (112, "应当|自收到之日起十五日内|答复。", ISSUED, ("- - day deadline relative rule=+15 days",)),
    (113, "应当在判决|生效之日起七个工作日内|上网。", ISSUED, ("- - day deadline relative rule=+7 workdays",)),
    (114, "舆情发生后|1小时内|报告，|二十四小时内|回应。", ISSUED, ("- - day deadline relative rule=+1 hours", "- - day deadline relative rule=+24 hours")),
    (115, "应在|一个月内|完成，复杂的|三个月以内|完成。", ISSUED, ("- - day deadline relative rule=+1 months", "- - day deadline relative rule=+3 months")),
    (116, "应在期限届满|前三十日|提出。", ISSUED, ("- - day deadline relative rule=-30 days",)),
    (117, "在正式举办|前10天左右|发布预告。", ISSUED, ("- - day deadline relative rule=-10 days",)),
    (118, "展播|约15天|，拍摄|20天左右|。", ISSUED, ("- - range period duration", "- - range period duration")),
    (119, "|用两到三年时间|基本解决执行难。", ISSUED, ("- - range period duration",)),
    (120, "|三年内|见成效，实施|三年行动|。", ISSUED, ("- - range period duration", "- - range period duration")),
    (121, "|一周内|反馈。", ISSUED, ("- - day deadline relative rule=+7 days",)),
    (122, "集中|半个月|开展走访。", ISSUED, ("- - range period duration",)),
)  # fmt: skip


def _duty(recur, precision="month", extra=""):
    return (f"2018-07-03 2018-12-31 {precision} recurring task recur={recur}{extra}",)


RECURRING = (
    (123, "|每月至少一次|组织全媒体直播。", ISSUED, _duty("FREQ=MONTHLY;min=1")),
    (124, "|每月至少专题研究调度执行工作一次|。", ISSUED, _duty("FREQ=MONTHLY;min=1")),
    (125, "各院|每月25日前|报送信息。", ISSUED, _duty("FREQ=MONTHLY;BYMONTHDAY=25;before", "day")),
    (126, "各院|每月12日|报送信息。", ISSUED, _duty("FREQ=MONTHLY;BYMONTHDAY=12", "day")),
    (126, "各院|每月12日17:00前|报送信息。", ISSUED, _duty("FREQ=MONTHLY;BYMONTHDAY=12;before", "day", " time=17:00")),
    (127, "|每月月初|将上月情况予以通报。", ISSUED, _duty("FREQ=MONTHLY")),
    (128, "各院|每月报送信息20条|。", ISSUED, _duty("FREQ=MONTHLY;min=20")),
    (129, "各院|每个月不少于3篇|。", ISSUED, _duty("FREQ=MONTHLY;min=3")),
    (130, "实行|月度通报|，并|按月报送|。", ISSUED, _duty("FREQ=MONTHLY") * 2),
    (130, "建立|月例会制度|，|逐月通报|。", ISSUED, _duty("FREQ=MONTHLY") * 2),
    (131, "实行|一月一通报|，开展|一月一主题|活动。", ISSUED, _duty("FREQ=MONTHLY") * 2),
    (132, "召开|“双月”例会|，|每两月|通报一次。", ISSUED, (*_duty("FREQ=MONTHLY;INTERVAL=2"), *_duty("FREQ=MONTHLY;INTERVAL=2;min=1"))),
    (133, "|每季度|开展检查，|按季度通报|，编发|季度通报|。", ISSUED, _duty("FREQ=MONTHLY;INTERVAL=3", "quarter") * 3),
    (134, "于|每季度首月10日前|报送。", ISSUED, _duty("FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=10;before", "day")),
    (134, "于|每季度第一个月|报送。", ISSUED, _duty("FREQ=MONTHLY;BYMONTH=1,4,7,10")),
    (135, "|每半年|通报，|半年一次|总结。", ISSUED, (*_duty("FREQ=MONTHLY;INTERVAL=6", "half"), *_duty("FREQ=MONTHLY;INTERVAL=6;min=1", "half"))),
    (136, "|每年至少两次|组织公众开放日。", ISSUED, _duty("FREQ=YEARLY;min=2", "year")),
    (137, "|每年11月15日前|报送计划。", ISSUED, _duty("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=15;before", "day")),
    (138, "每年6月30日前报送半年总结，|11月30日前|报送全年总结。", ISSUED, _duty("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=30;before", "day")),
    (139, "|每年12月底前|报送总结，|每年三月底前|报送计划。", ISSUED, (*_duty("FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=-1;before", "day"), *_duty("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-1;before", "day"))),
    (140, "|每年第一季度|召开表彰会。", ISSUED, _duty("FREQ=YEARLY;BYMONTH=1,2,3", "range")),
    (141, "|每年六月至九月|期间组织巡讲。", ISSUED, _duty("FREQ=YEARLY;BYMONTH=6,7,8,9", "range")),
    (142, "|每年春、秋季|组织培训。", ISSUED, _duty("FREQ=YEARLY;BYMONTH=3,4,5,9,10,11", "range")),
    (143, "|每年3月、9月第一周的周五|召开例会。", ISSUED, _duty("FREQ=MONTHLY;BYMONTH=3,9;BYDAY=1FR", "day")),
    (144, "定于|2018年9月第二个星期三|召开例会。", None, ("2018-09-12 2018-09-12 day point task",)),
    (145, "定于|2018年9月第二个星期|开展宣传。", None, ("2018-09-10 2018-09-16 range period task",)),
    (146, "|每周报送2篇|，|每星期|调度。", ISSUED, (*_duty("FREQ=WEEKLY;min=2", "range"), *_duty("FREQ=WEEKLY", "range"))),
    (147, "|每周五|报送，|每周一|、|每月3日|调度。", ISSUED, (*_duty("FREQ=WEEKLY;BYDAY=FR", "day"), *_duty("FREQ=WEEKLY;BYDAY=MO", "day"), *_duty("FREQ=MONTHLY;BYMONTHDAY=3", "day"))),
    (148, "实行|周报|、|日报|、|旬报|制度。", ISSUED, (*_duty("FREQ=WEEKLY", "range"), *_duty("FREQ=DAILY", "day"), *_duty("FREQ=DAILY;INTERVAL=10", "range"))),
    (149, "|每10天|更新一次专栏。", ISSUED, _duty("FREQ=DAILY;INTERVAL=10;min=1;gap", "range")),
    (150, "|每日|“零报告”，|每晚20:00|播出。", ISSUED, (*_duty("FREQ=DAILY", "day"), *_duty("FREQ=DAILY", "day", " time=20:00"))),
    (151, "工作日|每天2场|。", ISSUED, _duty("FREQ=DAILY;min=2;workdays", "day")),
    (152, "|每逢年节|开展集中清理。", ISSUED, ("- - range recurring vague recur=irregular",)),
    (153, "|每年元旦、春節前|集中發布一批典型案例。", ISSUED, _duty("FREQ=YEARLY;anchor=元旦,春节;before", "range")),
    (154, "报送典型案例|不少于20条|。", ISSUED, ("- - range recurring vague recur=irregular",)),
    (155, "|定期不定期发布典型案例|，|适时成立督查组|，|及时通报消极执行案例|。", ISSUED, ("- - range recurring vague recur=irregular",) * 3),
)  # fmt: skip

EVENTS = (
    (156, "至|明年全国\"两会\"前|完成。", ISSUED, ("2019-03-02 2019-03-02 day deadline task rule=before",)),
    (156, "2017年3月，|全国两会召开前|，宣传阶段性成效。", None, ("2017-03-02 2017-03-02 day deadline relative rule=before",)),
    (157, "2018年1-3月，临海市两会、|全国两会召开前后|，重点宣传成效。", None, ("2018-02-24 2018-03-10 range period relative rule=around",)),
    (158, "2018年2—3月，宣传|春节前后|大执行行动。", None, ("2018-02-02 2018-03-02 range period relative rule=around",)),
    (159, "在|元旦、春节前后|组织集中执行。", "2018-12-03", ("2018-12-18 2019-02-19 range period relative rule=around",)),
    (160, "|春节期间|开展直播。", "2018-01-03", ("2018-02-15 2018-02-21 range period relative rule=during",)),
    (160, "|国庆期间|开展直播。", ISSUED, ("2018-10-01 2018-10-07 range period relative rule=during",)),
    (161, "在|节后|安排好补休，|节日期间|加强值班。", ISSUED, ("- - day point relative rule=after", "- - day point relative rule=during")),
    (162, "|国庆前后|集中宣传。", ISSUED, ("2018-09-24 2018-10-08 range period relative rule=around",)),
    (162, "|五四期间|集中宣传。", "2018-04-03", ("2018-05-04 2018-05-04 day period relative rule=during",)),
    (163, "|“七一”前|完成评选。", "2018-06-03", ("2018-06-30 2018-06-30 day deadline task rule=before",)),
    (164, "|12月4日国家宪法日前后|集中宣传。", ISSUED, ("2018-12-01 2018-12-07 range period relative rule=around",)),
    (164, "开展|宪法宣传周|活动。", ISSUED, ("2018-12-01 2018-12-07 range period relative rule=during",)),
    (165, "|会后|统一清点收回，|会前|发放材料，|会议期间|保持静音。", ISSUED, ("- - day point relative rule=after", "- - day point relative rule=before", "- - day point relative rule=during")),
    (166, "|活动结束后5个工作日内|报送总结。", ISSUED, ("- - day deadline relative rule=+5 workdays",)),
    (167, "在宣战|一周年之际|集中宣传，|国庆前夕|表彰。", ISSUED, ("- - day point relative rule=+1y", "2018-09-30 2018-09-30 day deadline task rule=before")),
    (168, "定于|2023年农历腊月二十九日|慰问。", None, ("2024-02-08 2024-02-08 day point task",)),
    (169, "考虑到|年关将至|，要加大力度。", ISSUED, ("- - range recurring vague recur=irregular",)),
    (170, "电视剧|《执行利剑》开播|等，采用以案普法形式。", ISSUED, ("- - day point relative rule=during",)),
)  # fmt: skip

PHASES = (
    (171, "第一阶段（|2021年3月1日至4月30日|）", None, ("2021-03-01 2021-04-30 range period task",)),
    (172, "(一) 动员部署（|2017 年 7 月 18 日至 7 月 20 日|）", None, ("2017-07-18 2017-07-20 range period task",)),
    (173, "（二）摸底排查（|2021年3月底前|）", None, ("2021-03-31 2021-03-31 month deadline task",)),
    (174, "责任单位：执行局；完成时限：|2021年6月30日|", None, ("2021-06-30 2021-06-30 day deadline task",)),
    (174, "责任单位：执行局；完成时限：|2021年6月|", None, ("2021-06-30 2021-06-30 month deadline task",)),
    (175, "活动|分三个阶段|进行。", ISSUED, ()),
    (176, "第一阶段|用20天左右|，第二阶段约40天。", ISSUED, ("- - range period duration",)),
)  # fmt: skip

LOOKALIKES = (
    (177, "|西宣发 [2018] 47号|和|云高法发电〔2018〕181号|、|（2018）云28执123号|。", ISSUED, ()),
    (178, "依照民事诉讼法|（2020年修正）第28条|办理。", ISSUED, ()),
    (179, "实行|24小时|值班，拨打|12345|，参加|12·9|活动。", ISSUED, ()),
    (180, "|第二十一次|全国法院工作会议，|第三届|评选。", ISSUED, ()),
    (181, "按|GB/T 9704-2012|排版，比例为|1:500|。", ISSUED, ()),
    (182, "配合做好|3·15晚会|。", ISSUED, ()),
    (183, "联系电话：|0577-88888888|，邮编|325000|。", ISSUED, ()),
)  # fmt: skip

ROWS = (
    *DAY_POINTS, *CLOCK_TIMES, *DAY_DEADLINES, *MONTHS, *THIRDS, *QUARTERS, *YEARS, *RANGES,
    *DURATIONS, *RECURRING, *EVENTS, *PHASES, *LOOKALIKES,
)  # fmt: skip
AMBIGUOUS = frozenset({51, 74})
