"""What an organisation's name ends in, and the words that stand before and after one in a plan."""

from typing import Final


def words(text: str) -> tuple[str, ...]:
    """The words of a list written with blanks between them."""
    return tuple(text.split())


# Ends of names; single characters are kept from running into other words (局长, 处理, 科学, 部署).
NAME_ENDS: Final = words("""
    人民法院 法院 中院 高院 人民法庭 检察院 检察机关 公安机关 政法机关 政法委 政法委员会 委员会 常委会 党委 党组
    党支部 市委 省委 州委 县委 区委 团委 人民政府 市政府 省政府 州政府 县政府 区政府 人大 政协 妇联 工会 新闻办
    网信办 文明办 普法办 办公室 办公厅 政府办 委办 研究室 指挥部 宣传部 组织部 统战部 政治部 部门 单位 机关 团队
    小组 工作组 督查组 督导组 专班 支队 大队 总队 中心 报社 电视台 广播台 电台 通讯社 媒体 网站 协会 学会 学院 大学
    学校 公司 银行 乡镇 街道 派出所 司法所 律师事务所 科室 处室 庭室 我院 本院 我局 我市法院 局(?![长面部势限])
    厅(?!长) 处(?![理置罚于长分]) 科(?![学技长普]) 庭(?![审长])
    """)

# After one of these an organisation is acted upon, it does not act.
OBJECT_WORDS: Final = words("""
    报送至 报送到 报送 上报 呈报 呈送 报至 报请 报经 报 抄送 抄报 推送至 推送到 推送 提交至 提交 发送 移送 送交 送至
    函告 对照 对于 针对 对 面向 向 给予 给 邀请 配合 协助 会同 联系 联合 根据 按照 依据 结合 围绕 到 至 从 把 被 让 使
    为 由于 经 接受 纳入 督促 指导 通过 在 依托 利用
    """)

# Words between an organisation and what it does; none of them is part of a name.
PLAIN_WORDS: Final = words("""
    由 请 每个 其中 要求 要 应当 应于 应 须 需 可以 可 将 已 拟 负责 牵头 主办 承办 协办 每 于 自 和 与 及 以及 或 并
    等 的 是 有 不 定期 适时 及时 统一 集中 认真 积极 主动 切实 充分 进一步 严格 全面 重点 分别 共同 具体 同时 提前
    必须 务必 至少 也 均 都 要把
    """)

# Names too general to say who is meant.
GENERAL_NAMES: Final = frozenset(
    words("""
    法院 人民法院 单位 部门 机关 媒体 党委 小组 中心 公司 学校 领导小组 全媒体 自媒体 新媒体 融媒体 多媒体 网站
    责任单位 责任部门 责任科室 牵头单位 牵头部门 承办单位 主办单位 负责单位 实施单位 参与单位 配合单位 成员单位 申报单位
    相关单位 相关部门 有关单位 有关部门 本单位 所在单位 工作组 信息中心 名单位 新闻单位
    """)
)
OWN_NAMES: Final = frozenset(("我院", "本院", "我局", "本局", "我部", "本部"))
