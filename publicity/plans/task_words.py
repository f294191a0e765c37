"""The words by which a plan's tasks are told: verbs, kinds of milestone, themes, targets."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from publicity.calendar.terms import EventKind
from publicity.plans.organisation_words import words

# What an office does in a plan; a clause that opens with one of these says the task.
VERBS: Final = words("""
    安排 报送 报告 备案 编发 编印 编制 表彰 播出 参加 参与 策划 拆除 成立 抽查 筹备 出台 处置 打击 打响 调研 动员
    督查 督察 督导 发布 发放 发送 分析 反馈 公布 公开 攻坚 共享 巩固 归集 规范 贯彻 汇报 汇编 汇总 回顾 集中 建成
    建立 健全 检查 接谈 介绍 加大 加强 加快 举办 举行 开设 开展 考核 刊播 刊发 落实 联系 摸排 配合 配备 配齐 评比
    评估 评选 拍摄 培训 破解 启动 起草 清理 确定 全面实施 上报 上线 申报 审核 审议 实施 收集 授课 梳理 剖析 提交
    通报 统计 推出 推动 推广 推荐 推进 推送 完成 完善 下发 宣讲 宣传 选派 选报 选送 选树 学习 巡查 研究 研判 验收
    邀请 印发 约谈 展示 展播 召开 征集 征求 整改 整理 制定 制作 制订 直播 指派 指定 专访 转发 自查 总结 走访 组成
    组织 专题 达标 结案 执行完毕 执结 抄送 公示 更新 维护 回应 核实 编写 录入 上传 追究 兑现 关注 跟进 慰问 授牌
    揭牌 签订 签署 送达 听取 视察 座谈 观摩 旁听 设立 搭建 打造 推介 挖掘 采写 撰写 拟定 提出 明确 协调 处理 曝光
    展开 实行 推行 深入 走进 前往 进驻
    """)

# What comes of the doing; these alone do not open a task.
RESULTS: Final = words("""
    取得 营造 形成 确保 提升 提高 改善 到位 达到 实现 投入 增强 争取 力争 保障
    """)

# What stands before the verb and says how.
ADVERBS: Final = words("""
    积极 认真 全面 进一步 重点 集中 切实 及时 继续 大力 广泛 深入 扎实 持续 统一 联合 共同 主动 定期 不定期 至少 分别
    全力 着力 努力 严格 逐步 加快 充分 坚决 有序 组织 配合 专题 全部 基本 分批 按时 如期 逐级 汇总 书面 正式 试 首次
    再次 一并
    """)

# Words that open a clause without saying anything of the task.
OPENERS: Final = words("""
    并 且 同时 此外 另外 另 要 应当 应 须 需 需要 请 请各单位 将 拟 拟于 计划 定于 争取 力争 务必 必须 原则上 于 在
    从 自 截至 截止 截止到 最迟 不迟于 利用 预计 初步定于 具体时间为 时间为 时间 如有 实行 统一 均 都 已 为 即
    """)

# A clause that ends so tells a time or a reason, not a task.
ADJUNCT_ENDS: Final = words("""
    前 后 前后 之际 期间 时期 时 之前 之后 以来 期限 基础上 半年时间 为契机 前夕 当天 之日
    """)
ADJUNCT_STARTS: Final = words("""
    为了 为 根据 按照 依据 结合 围绕 针对 由于 鉴于 除 以
    """)

# Verbs that complete a task named elsewhere.
WEAK_PHRASES: Final = words("""
    全部完成 完成 基本完成 开展 结束 开始 启动 到位 落实 进行 全部到位 报送 上报 提交 执行 实施 反馈 分三个阶段进行
    通报 全面完成 整改到位 落实到位 发布 举行 召开
    """)

# Tried in this order, on the title first, then on the words around it.
KIND_PATTERNS: Final[tuple[tuple[EventKind, str], ...]] = (
    (EventKind.PRESS_CONFERENCE, r"新闻发布会|发布会"),
    (EventKind.BRIEFING, r"通气会|吹风会|媒体见面会|情况通报会|媒体沟通会"),
    (EventKind.LIVE_BROADCAST, r"直播"),
    (EventKind.MICRO_FILM, r"微电影|微视频|短视频|宣传片|专题片|纪录片|动漫|公益广告片"),
    (
        EventKind.PLAN_SUBMISSION,
        r"(?:方案|计划|预案)[^，。；、]{0,14}(?:报送|上报|报至|提交|送交|报[^告刊纸道社]|备案)"
        r"|(?:报送|上报|提交|报备)[^，。；]{0,14}(?:方案|计划|预案)(?!落实|执行|完成)",
    ),
    (
        EventKind.CASE_SUBMISSION,
        r"(?:案例|案件素材|选题|线索|素材|稿件|故事|信息|作品)[^，。；]{0,14}(?:报送|上报|报至|推送|提交|选送|投稿|报[^告刊纸道社])"
        r"|(?:报送|上报|选报|推荐|提交|选送|征集|推送)[^，。；]{0,16}(?:案例|选题|线索|素材|稿件|故事|作品|信息\d)",
    ),
    (EventKind.SELECTION, r"评选|评比|评优|遴选|表彰|表扬|颁奖|评审|推选"),
    (EventKind.INSPECTION, r"督查|督察|督导|巡查|(?<!开展)检查(?!院|官|机关)|抽查|暗访|验收|巡视"),
    (
        EventKind.REPORT,
        r"报告|报送|上报|汇报|通报|备案|简报|月报|周报|报表|抄送|总结(?:材料|报告)?$|工作总结|小结|报(?:[市省州县区]|中院)",
    ),
    (
        EventKind.MEETING,
        r"会议|例会|座谈会|协调会|推进会|部署会|动员会|总结会|研讨会|研判会|调度会|交流会|联席会|专题研究|接谈|培训|召开[^，。；]{0,16}会",
    ),
    (
        EventKind.CAMPAIGN_PHASE,
        r"阶段(?!性)|动员部署|组织实施|摸底排查|集中攻坚|总结提升|专项(?:执行)?(?:活动|行动|整治)|战役|会战|攻坚|集中执行|集中清理",
    ),
    (
        EventKind.THEMED_CAMPAIGN,
        r"宣传|报道|专栏|专版|专题|发布|曝光|普法|宣讲|公布|展播|推出|刊播|刊发|开放日|宣传周|宣传月|媒体|系列活动|主题活动|进校园|进社区|进企业|宪法日",
    ),
)

THEME_PATTERNS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "执行不能": r"执行不能|无财产可供执行",
        "失信惩戒": r"失信|惩戒|限制(?:高)?消费|限高|名单(?:公示|发布|曝光)|悬赏",
        "打击拒执": r"拒执|抗拒执行|规避执行|拒不执行|拒不履行|三反",
        "涉民生": r"涉民生|民生案件|劳动报酬|农民工|欠薪|赡养|抚养|三涉",
        "涉金融": r"涉金融|金融(?:案件|借款|合同|债权)",
        "涉党政机关": r"涉党政|党政机关|特殊主体|公职人员|特殊身份",
        "先进典型": r"先进典型|最美|先进(?:集体|个人|事迹)|干警(?:风采|风貌|辛勤)|执行干警“|精神风貌|英模",
        "工作机制": r"工作机制|创新(?:机制|举措|做法)|机制和做法|网拍|网络司法拍卖|执破|模式",
        "工作成效": r"成效|成果|战果|晒成绩",
        "执行理念": r"执行理念|认识执行|理解执行|界限|风险意识",
        "司法救助": r"司法救助|执行救助|特困群体",
        "未成年人保护": r"未成年人|少年审判|六一",
        "知识产权": r"知识产权",
        "环境资源": r"环境资源|生态环境|环境日|生态司法",
        "禁毒": r"禁毒|毒品",
        "扫黑除恶": r"扫黑|除恶|涉黑",
        "国家安全": r"国家安全",
        "宪法宣传": r"宪法",
        "民法典": r"民法典",
        "消费者权益": r"消费者|3·15",
        "妇女权益": r"妇女|三八|反家暴|家庭暴力",
        "营商环境": r"营商环境|民营企业",
        "诉源治理": r"诉源治理|多元解纷|调解",
        "以案普法": r"以案(?:普法|释法|说法)|普法",
    }
)

PHASE_TITLES: Final = r"步骤|阶段|进度|时间安排|日程|实施安排|工作安排|推进计划|任务安排|时间节点"
ACTION_LABELS: Final = r"工作内容|主要内容|工作任务|重点任务|任务|事项|内容|项目|活动|主题|工作|名称|举措|措施"
OWNER_LABELS: Final = (
    r"责任单位|责任部门|责任科室|责任主体|牵头单位|牵头部门|承办单位|主办单位|负责单位|实施单位|参与单位|配合单位"
    r"|责任人|牵头|承办|主办|单位|部门"
)
TIME_LABELS: Final = r"完成时限|完成时间|截止时间|时间安排|时间节点|活动时间|时间要求|实施时间|报送时间|时限|时间"
