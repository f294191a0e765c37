"""The calendar's words: what a milestone is about, where it stands, and in which role an organisation takes part."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class EventKind(StrEnum):
    """What is done at a milestone; the same words name an event that fulfils it."""

    PRESS_CONFERENCE = "press_conference"
    BRIEFING = "briefing"
    LIVE_BROADCAST = "live_broadcast"
    MICRO_FILM = "micro_film"
    CASE_SUBMISSION = "case_submission"
    CASE_RELEASE = "case_release"
    LIST_RELEASE = "list_release"
    THEMED_CAMPAIGN = "themed_campaign"
    CAMPAIGN_PHASE = "campaign_phase"
    RESEARCH = "research"
    REPORT = "report"
    PLAN_SUBMISSION = "plan_submission"
    SELECTION = "selection"
    COMMENDATION = "commendation"
    MEETING = "meeting"
    INSPECTION = "inspection"
    CIRCULAR = "circular"
    COLUMN = "column"
    RISK_ASSESSMENT = "risk_assessment"
    CONTACT = "contact"
    TARGET = "target"
    REQUIREMENT = "requirement"
    DOCUMENT = "document"
    OTHER = "other"


class State(StrEnum):
    """Where a milestone stands; provisional → confirmed is one way."""

    PROVISIONAL = "provisional"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    DONE = "done"


class Role(StrEnum):
    """In which role an organisation takes part in a milestone."""

    RESPONSIBLE = "responsible"
    HOST = "host"
    PARTNER = "partner"
    SUPPORT = "support"
    INVITED = "invited"
    RECEIVER = "receiver"
    COPY = "copy"


KIND_LABELS: Final[Mapping[EventKind, str]] = MappingProxyType(
    {
        EventKind.PRESS_CONFERENCE: "新闻发布会",
        EventKind.BRIEFING: "通气会",
        EventKind.LIVE_BROADCAST: "直播",
        EventKind.MICRO_FILM: "微电影",
        EventKind.CASE_SUBMISSION: "案例报送",
        EventKind.CASE_RELEASE: "案例发布",
        EventKind.LIST_RELEASE: "名单发布",
        EventKind.THEMED_CAMPAIGN: "主题宣传",
        EventKind.CAMPAIGN_PHASE: "专项行动",
        EventKind.RESEARCH: "专题调研",
        EventKind.REPORT: "报告",
        EventKind.PLAN_SUBMISSION: "方案报送",
        EventKind.SELECTION: "评选",
        EventKind.COMMENDATION: "表彰",
        EventKind.MEETING: "会议",
        EventKind.INSPECTION: "督查",
        EventKind.CIRCULAR: "通报",
        EventKind.COLUMN: "专栏",
        EventKind.RISK_ASSESSMENT: "舆情研判",
        EventKind.CONTACT: "对接联络",
        EventKind.TARGET: "指标",
        EventKind.REQUIREMENT: "常态要求",
        EventKind.DOCUMENT: "文件",
        EventKind.OTHER: "其他",
    }
)
STATE_LABELS: Final[Mapping[State, str]] = MappingProxyType(
    {State.PROVISIONAL: "暂定", State.CONFIRMED: "已定", State.CANCELLED: "取消", State.DONE: "完成"}
)
ROLE_LABELS: Final[Mapping[Role, str]] = MappingProxyType(
    {
        Role.RESPONSIBLE: "责任",
        Role.HOST: "承办",
        Role.PARTNER: "协办",
        Role.SUPPORT: "支持",
        Role.INVITED: "邀请",
        Role.RECEIVER: "报送对象",
        Role.COPY: "抄送",
    }
)
