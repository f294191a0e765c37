"""What the export pages send, as typed values."""

from dataclasses import replace
from datetime import date
from typing import Final

from werkzeug.datastructures import MultiDict

from publicity.errors import Invalid
from publicity.publishing.article import Article
from publicity.publishing.document import Sheet

_LONGEST: Final = 200
_LINES: Final = ("number", "recipients", "issuer", "copies", "printer")


def sheet_form(form: MultiDict[str, str]) -> Sheet:
    """The official parts of a document; raises Invalid for a day that cannot be read."""
    said = {name: _line(form, name) for name in _LINES}
    titles = [" ".join(line.split()) for line in form.get("attachments", "").splitlines() if line.strip()]
    return Sheet(
        number=said["number"],
        recipients=said["recipients"],
        issuer=said["issuer"],
        signed_on=_day(form, "signed_on"),
        attachments=tuple(title[:_LONGEST] for title in titles[:20]),
        copies=said["copies"],
        printer=said["printer"],
        printed_on=_day(form, "printed_on"),
    )


def with_credits(article: Article, form: MultiDict[str, str]) -> Article:
    """The article with the editor and proofreader as typed; both may be empty."""
    credits = replace(article.credits, editor=_line(form, "editor"), proofreader=_line(form, "proofreader"))
    return replace(article, credits=credits)


def _line(form: MultiDict[str, str], name: str) -> str:
    return " ".join(form.get(name, "").split())[:_LONGEST]


def _day(form: MultiDict[str, str], name: str) -> date | None:
    typed = form.get(name, "").strip()
    if not typed:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError as error:
        raise Invalid("日期看不懂，没有导出。", {name: "请按 2018-07-12 的样子填写日期。"}) from error
