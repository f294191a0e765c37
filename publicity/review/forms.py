"""What the review pages send, as typed values."""

from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from publicity.stories.models import Risk


@dataclass(frozen=True, slots=True)
class RiskForm:
    """The risk assessment as typed."""

    risk: Risk
    note: str
    plan: str
    contact: str


def risk_form(form: MultiDict[str, str]) -> RiskForm:
    """An unknown level counts as not assessed, which the action refuses."""
    level = form.get("risk", "")
    return RiskForm(
        Risk(level) if level in set(Risk) else Risk.UNASSESSED,
        form.get("risk_note", ""),
        form.get("synchronised_plan", ""),
        form.get("synchronised_contact", ""),
    )
