"""What must hold at the moment of release; every gate is asked again then, whatever was true before."""

from dataclasses import dataclass
from datetime import datetime

from publicity.almanac.wording import day_text
from publicity.clock import SHANGHAI
from publicity.stories.models import Risk


@dataclass(frozen=True, slots=True)
class Facts:
    """What the gates look at. `text_hash` is the newest text's, `release_hash` that of the text to be released.

    `missing_steps`, `errors` and `attachments` (ticks and consents that are missing or have run out) are in words. All
    instants are aware.
    """

    at: datetime
    text_hash: str
    release_hash: str
    missing_steps: tuple[str, ...]
    errors: tuple[str, ...]
    attachments: tuple[str, ...]
    embargo_until: datetime | None
    risk: Risk
    synchronised_plan: str
    synchronised_contact: str
    secrecy_signed: bool
    secrecy_hash: str


def reasons(facts: Facts) -> list[str]:
    """Why the story may not be released, each a sentence that says what to do; empty when it may.

    三审三校, 保密审查 (保守国家秘密法 2024 art. 35), 三同步 for high risk, embargo, unwaived errors.
    """
    held = []
    if facts.text_hash != facts.release_hash:
        held.append("安排发布之后稿件又改过，请重新审核后再安排发布。")
    if facts.missing_steps:
        held.append(f"现在的文字缺少{'、'.join(facts.missing_steps)}，请补齐审核。")
    held += [f"还有未豁免的错误：{message}" for message in facts.errors]
    if facts.attachments:
        held.append(f"附件还没有核对完，或授权已失效：{'；'.join(facts.attachments)}。请核对或更换附件。")
    if facts.embargo_until is not None and facts.at < facts.embargo_until:
        held.append(f"禁发期到{minute(facts.embargo_until)}为止，请改在其后发布。")
    held += _about_risk(facts)
    if not facts.secrecy_signed or facts.secrecy_hash != facts.release_hash:
        held.append("现在的文字还没有保密审查签字，请由负责人签字。")
    return held


def _about_risk(facts: Facts) -> list[str]:
    if facts.risk is Risk.UNASSESSED:
        return ["还没有做舆情风险评估，请先评估。"]
    if facts.risk is not Risk.HIGH:
        return []
    wanted = (("“三同步”预案", facts.synchronised_plan), ("网信联络人", facts.synchronised_contact))
    missing = [name for name, given in wanted if not given.strip()]
    return [f"风险等级为高，缺少{'和'.join(missing)}，请补齐。"] if missing else []


def minute(instant: datetime) -> str:
    local = instant.astimezone(SHANGHAI)
    return f"{day_text(local.date())} {local:%H:%M}"
