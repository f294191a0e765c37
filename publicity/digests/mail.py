"""A digest as mail: title, text, HTML and the headers a list must carry."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from publicity.almanac.wording import day_text
from publicity.digests.rules import Content, Week


@dataclass(frozen=True, slots=True)
class Mail:
    """What goes into the outbox."""

    title: str
    text: str
    html: str
    headers: Mapping[str, str]


def environment(templates: Path) -> Environment:
    """The templates' environment; .html escapes, .txt does not."""
    return Environment(
        loader=FileSystemLoader(templates),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def digest_title(week: Week) -> str:
    """宣传周报 2018年7月9日 周一至2018年7月15日 周日."""
    return f"宣传周报 {day_text(week.first_day)}至{day_text(week.last_day)}"


def digest_mail(content: Content, week: Week, *, jinja: Environment, unsubscribe_url: str, mail_from: str) -> Mail:
    """List-Id (RFC 2919), List-Unsubscribe (RFC 2369) and one-click (RFC 8058) headers included."""
    title = digest_title(week)
    values = {"title": title, "content": content, "unsubscribe_url": unsubscribe_url}
    domain = mail_from.rsplit("@", 1)[-1]
    headers = {
        "List-Id": f"<weekly-digest.{domain}>",
        "List-Unsubscribe": f"<mailto:{mail_from}?subject=unsubscribe>, <{unsubscribe_url}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return Mail(
        title=title,
        text=jinja.get_template("mail/digest.txt").render(values),
        html=jinja.get_template("mail/digest.html").render(values),
        headers=headers,
    )
