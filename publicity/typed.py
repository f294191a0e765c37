"""What a person typed into a form, under the names they saw it by; what the page put there itself is left out."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

FACT: Final = "fact-"
LABELS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "title": "标题",
        "text": "正文",
        "summary": "摘要",
        "note": "这次改了什么（说明）",
        "reason": "理由",
        "caption": "图说",
        "alt": "替代文字",
        "credit": "署名",
        "shown": "谁同意",
        "scope": "同意的范围",
        "risk_note": "风险点",
        "synchronised_plan": "“三同步”预案",
        "synchronised_contact": "网信联络人",
        "source": "模板",
        "name": "名称",
        "email": "邮箱",
        "place": "地点",
        "organisations": "责任单位",
        "forms": "形式",
        "target": "指标",
        "targets": "指标",
        "steps": "步骤",
        "asks": "待补的问题",
        "receivers": "报送",
        "number": "发文字号",
        "recipients": "主送机关",
        "issuer": "署名",
        "copies": "抄送",
        "printer": "印发机关",
        "attachments": "附件说明",
        "editor": "编辑",
        "proofreader": "校对",
    }
)

TICKED: Final = frozenset({"1", "on"})


def typed(form: Iterable[tuple[str, str]], facts: Mapping[str, str]) -> list[tuple[str, str]]:
    """(label, value) of the fields somebody typed, in the form's order; `facts` maps names of facts to labels."""
    shown = []
    for name, value in form:
        label = facts.get(name.removeprefix(FACT), "要素") if name.startswith(FACT) else LABELS.get(name, "")
        if label and value.strip() and value not in TICKED:
            shown.append((label, value))
    return shown
