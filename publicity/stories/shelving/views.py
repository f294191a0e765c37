"""Story templates at the desk: the list, one template's text with the draft it gives, and taking a change back."""

import re
from typing import Final, cast

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from publicity import web
from publicity.errors import Conflict, Invalid
from publicity.history.models import HistoryEntry
from publicity.history.queries import of_subject
from publicity.lib import markdown
from publicity.people.permissions import require_anywhere
from publicity.stories import shelf
from publicity.stories.library import Library
from publicity.stories.models import TemplateText
from publicity.stories.skeleton import render
from publicity.stories.template_file import StoryTemplate
from publicity.stories.templating.queries import former_text, resting
from publicity.stories.templating.samples import Samples
from publicity.stories.templating.trial import checked

blueprint = Blueprint("shelving", __name__)
LINE: Final = re.compile(r"第([0-9]+)行")
NAME: Final = re.compile(r"^name:[ \t]*(.+)$", re.MULTILINE)
AROUND: Final = 2
UNNAMED: Final = "unnamed"


def _shipped() -> Library:
    return cast(Library, current_app.extensions["story_templates"])


@blueprint.get("/story-templates")
def templates() -> ResponseReturnValue:
    require_anywhere(web.person(), *shelf.KEEPERS)
    library, shipped = shelf.on_the_shelf(web.db_session(), _shipped()), _shipped().templates
    rows = [*library.templates.values(), *library.resting.values()]
    own = {row.key for row in rows if row.key not in shipped or shipped[row.key].source != row.source}
    return render_template("stories/templates.html", rows=rows, own=own, shipped=shipped, resting=library.resting)


@blueprint.get("/story-templates/<key>")
def template(key: str) -> ResponseReturnValue:
    """One template's text, with `entry` one it had before; /story-templates/new?from=KEY begins a new one."""
    require_anywhere(web.person(), *shelf.KEEPERS)
    opened = web.db_session()
    row, entry = shelf.find_text(opened, key), request.args.get("entry", type=int)
    if entry is not None:
        line, source = former_text(opened, key, entry)
        return _page(key, source, row, faults=_faults(key, source), former=line)
    if row is not None:
        return _page(key, row.source, row, faults=_faults(key, row.source))
    begun_from = request.args.get("from", "") if key == "new" else key
    known = shelf.on_the_shelf(opened, _shipped()).get(begun_from)
    return _page("" if key == "new" else key, known.source, row)


def _faults(key: str, source: str) -> list[str]:
    try:
        checked(_shipped(), key, source)
    except Invalid as error:
        return list(error.fields.values())
    return []


@blueprint.post("/story-templates")
def put() -> ResponseReturnValue:
    """Saves, or with `look` only shows the draft that the text would give."""
    key, source = request.form.get("key", "").strip(), request.form.get("source", "").replace("\r\n", "\n")
    opened = web.db_session()
    require_anywhere(web.person(), *shelf.KEEPERS)
    try:
        if "look" in request.form:
            checked(_shipped(), key, source)
            return _page(key, source, shelf.find_text(opened, key), looked=True)
        version = request.form.get("base", 0, type=int)
        shelf.put(opened, _shipped(), now=web.now(), actor=web.person(), key=key, source=source, version=version)
    except (Invalid, Conflict) as error:
        status = 422 if isinstance(error, Invalid) else 409
        faults = list(getattr(error, "fields", {}).values()) or [str(error)]
        return _page(key, source, shelf.find_text(opened, key), faults=faults), status
    flash("模板已保存，新写的稿件会用它。", "ok")
    made = None if version or key in _shipped().templates else 1
    return redirect(url_for("stories.shelving.template", key=key, made=made), 303)


@blueprint.post("/story-templates/<key>/removal")
def put_away(key: str) -> ResponseReturnValue:
    reason = request.form.get("reason", "")
    shelf.put_away(web.db_session(), _shipped(), now=web.now(), actor=web.person(), key=key, reason=reason)
    flash("已恢复随软件提供的写法。", "ok")
    return redirect(url_for("stories.shelving.templates"), 303)


def _page(
    key: str,
    source: str,
    row: TemplateText | None,
    *,
    faults: list[str] | None = None,
    looked: bool = False,
    former: HistoryEntry | None = None,
) -> str:
    parsed = checked(_shipped(), key or UNNAMED, source) if not faults else None
    return render_template(
        "stories/template.html",
        key=key,
        source=source,
        name=parsed.name if parsed else _name(key, source),
        version=request.form.get("base", row.version if row else 0, type=int),
        is_own=row is not None,
        is_shipped=key in _shipped().templates,
        parsed=parsed,
        drafts=_drafts(parsed) if parsed else [],
        faults=faults or [],
        surroundings=_surroundings(source, faults or []),
        is_new_here="made" in request.args,
        looked=looked,
        former=former,
        resting=resting(web.db_session()).get(key),
        history=list(web.db_session().scalars(of_subject(f"template:{key}").limit(50))),
    )


def _name(key: str, source: str) -> str:
    """What a text that cannot be read calls itself, else what the shipped one of its key is called."""
    found = NAME.search(source.partition("\n---")[0])
    shipped = _shipped().find(key)
    return found[1].strip(" \"'") if found else shipped.name if shipped else key


def _surroundings(source: str, faults: list[str]) -> list[list[tuple[int, str, bool]]]:
    """The lines around each fault in pieces without a gap: (number, line, whether a fault is there)."""
    lines = source.split("\n")
    wrong = {int(found[1]) for said in faults for found in [LINE.match(said)] if found}
    near = sorted({n for at in wrong for n in range(at - AROUND, at + AROUND + 1) if 1 <= n <= len(lines)})
    pieces: list[list[tuple[int, str, bool]]] = []
    for number in near:
        if not pieces or pieces[-1][-1][0] != number - 1:
            pieces.append([])
        pieces[-1].append((number, lines[number - 1], number in wrong))
    return pieces


def _drafts(template: StoryTemplate) -> list[tuple[str, str, str]]:
    """What the template writes as (name, title, HTML): with invented facts, and with an empty sheet."""
    samples = cast(Samples, current_app.extensions["template_samples"]).facts(template)
    made = []
    for name, facts in (("样例草稿", samples), ("空白草稿", {})):
        title, text = render(template.body, template.title, template.facts, facts)
        made.append((name, title, markdown.render(text, media_url=None)))
    return made
