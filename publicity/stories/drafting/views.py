"""The editor, the fact sheet, the revisions side by side, and waivers."""

from typing import cast

from flask import Blueprint, current_app, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from publicity import web
from publicity.errors import Conflict, Invalid, NotAllowed, WrongState
from publicity.lib import markdown
from publicity.people.models import Role
from publicity.people.queries import account_names
from publicity.stories import actions, forms
from publicity.stories.attachment_changes import attachment_changes
from publicity.stories.content import Content, content_of
from publicity.stories.diffing import is_different, side_by_side
from publicity.stories.drafting.sheet import Change, change_of
from publicity.stories.drafting.trying import mark, shown_text, try_out
from publicity.stories.fact_values import typed
from publicity.stories.library import Library
from publicity.stories.models import Revision, Story, StoryState
from publicity.stories.queries import get_revision, get_visible, newest_revision, revisions_of
from publicity.stories.reading import Checked
from publicity.stories.rules import STATE_NAMES
from publicity.stories.shelf import on_the_shelf
from publicity.stories.template_file import StoryTemplate
from publicity.stories.waiving import waive as waive_one

blueprint = Blueprint("drafting", __name__)


def media_address(media_id: str) -> str:
    """Where the desk shows a picture of a text; "" while there is no such page."""
    if "media.rendition" not in current_app.view_functions or not media_id.isdigit():
        return ""
    return url_for("media.rendition", media_id=int(media_id), name="page")


def _library() -> Library:
    return on_the_shelf(web.db_session(), cast(Library, current_app.extensions["story_templates"]))


def _story(story_id: int) -> Story:
    return get_visible(web.db_session(), web.person(), story_id)


def _own(story_id: int) -> Story:
    """The story for its drafters; raises NotFound, NotAllowed."""
    story = _story(story_id)
    if not web.person().has(Role.DRAFTER, story.organisation_id):
        raise NotAllowed("需要本单位的“撰稿人”权限才能修改稿件。")
    return story


@blueprint.get("/stories/<int:story_id>/text")
def editor(story_id: int) -> ResponseReturnValue:
    story = _own(story_id)
    revision = newest_revision(web.db_session(), story_id)
    return _editor(story, content_of(revision), revision.number)


@blueprint.post("/stories/<int:story_id>/revisions")
def save(story_id: int) -> ResponseReturnValue:
    story = _own(story_id)
    opened = web.db_session()
    newest = newest_revision(opened, story_id)
    base = forms.base_number(request.form)
    try:
        content = forms.content(request.form, web.vocabulary(), before=content_of(newest))
        saved = actions.save(
            opened,
            now=web.now(),
            actor=web.person(),
            story_id=story_id,
            base=base,
            content=content,
            note=request.form.get("note", "").strip(),
        )
    except (Conflict, WrongState) as error:
        return _conflict(story, newest, str(error)), 409
    except Invalid as error:
        return _editor(story, _typed(content_of(newest)), base, faults=error.fields), 422
    flash(_said_of(newest, saved), "ok")
    return redirect(url_for("stories.drafting.editor", story_id=story_id), 303)


@blueprint.post("/stories/<int:story_id>/drafts")
def look_over(story_id: int) -> ResponseReturnValue:
    """检查 and 预览 without a script: the editor again, with what was typed, nothing saved."""
    story = _own(story_id)
    newest = newest_revision(web.db_session(), story_id)
    return _editor(story, _typed(content_of(newest)), forms.base_number(request.form), unsaved=True)


@blueprint.post("/stories/<int:story_id>/findings")
def findings(story_id: int) -> ResponseReturnValue:
    """For the editor's script: findings, lengths and preview of the text as typed, from the same rules."""
    story = _own(story_id)
    content = _typed(content_of(newest_revision(web.db_session(), story_id)))
    checked = _checked(story, content)
    return jsonify(
        panel=render_template(
            "stories/_checked.html", checked=checked, story=story, names={}, may_waive=False, edits="here"
        ),
        preview=_preview(content),
        findings=[mark(one) for one in checked.findings if one.waiver is None],
        errors=checked.errors,
    )


@blueprint.get("/stories/<int:story_id>/revisions")
def revisions(story_id: int) -> ResponseReturnValue:
    story, opened = _story(story_id), web.db_session()
    rows = list(opened.scalars(revisions_of(story_id)))
    names = account_names(opened, [row.author_id for row in rows])
    return render_template("stories/revisions.html", story=story, rows=rows, names=names)


@blueprint.get("/stories/<int:story_id>/revisions/<int:number>")
def revision(story_id: int, number: int) -> ResponseReturnValue:
    """One revision, beside the one before it or the one asked for by `against`."""
    story, opened = _story(story_id), web.db_session()
    chosen = get_revision(opened, story_id, number)
    against = request.args.get("against", number - 1, type=int)
    other = get_revision(opened, story_id, against) if against else None
    return render_template(
        "stories/revision.html",
        story=story,
        revision=chosen,
        other=other,
        rows=side_by_side(other.text if other else "", chosen.text),
        files=attachment_changes(other.media if other else [], chosen.media),
        names=account_names(opened, [chosen.author_id, *([other.author_id] if other else [])]),
    )


@blueprint.get("/stories/<int:story_id>/facts")
def facts(story_id: int) -> ResponseReturnValue:
    story = _own(story_id)
    newest = newest_revision(web.db_session(), story_id)
    template = _library().get(story.template_key)
    values = {asked.name: typed(asked, newest.facts.get(asked.name)) for asked in template.facts}
    return render_template(
        "stories/facts.html", story=story, template=template, typed=values, faults={}, base=newest.number
    )


@blueprint.post("/stories/<int:story_id>/facts")
def change_facts(story_id: int) -> ResponseReturnValue:
    """First shows what the new facts would alter; with `confirmed` saves them and the alterations ticked."""
    story, opened = _own(story_id), web.db_session()
    template, newest = _library().get(story.template_key), newest_revision(opened, story_id)
    base, sheet = forms.base_number(request.form), forms.fact_sheet(request.form, template.facts)
    if sheet.faults:
        page = render_template(
            "stories/facts.html", story=story, template=template, typed=sheet.typed, faults=sheet.faults, base=base
        )
        return page, 422
    change = change_of(template, newest, sheet.facts)
    if "confirmed" not in request.form:
        return _facts_page(story, template, sheet.typed, change, base)
    accepted = set(request.form.getlist("accept", type=int))
    actions.save(
        opened,
        now=web.now(),
        actor=web.person(),
        story_id=story_id,
        base=base,
        content=change.content(accepted, with_title="title" in request.form),
        note="修改案情要素",
    )
    flash("案情要素已保存。", "ok")
    return redirect(url_for("stories.drafting.editor", story_id=story_id), 303)


@blueprint.post("/stories/<int:story_id>/waivers")
def waive(story_id: int) -> ResponseReturnValue:
    _story(story_id)
    waive_one(
        web.db_session(),
        now=web.now(),
        actor=web.person(),
        story_id=story_id,
        fingerprint=request.form.get("fingerprint", ""),
        reason=request.form.get("reason", ""),
        policy=web.policy(),
    )
    flash("已豁免这条检查意见，理由已记入历史。", "ok")
    return redirect(url_for("stories.story", story_id=story_id, _anchor="findings"), 303)


def _said_of(before: Revision, saved: Revision) -> str:
    if saved.id == before.id:
        return "内容没有变化，没有新增一稿。"
    anew = "，附件用上了新的说明" if saved.media != before.media else ""
    return f"已保存为第{saved.number}稿{anew}。"


def _typed(before: Content) -> Content:
    """The editor's fields as they came, whatever they hold."""
    words = web.vocabulary()
    form = request.form
    return Content(
        title=form.get("title", ""),
        text=form.get("text", ""),
        summary=form.get("summary", ""),
        ground=form.get("ground", "") if form.get("ground") in words.grounds else "",
        polarity=form.get("polarity", "") if form.get("polarity") in words.polarities else "",
        themes=tuple(theme for theme in form.getlist("themes") if theme in words.themes),
        facts=before.facts,
        media=before.media,
    ).tidied()


def _checked(story: Story, content: Content) -> Checked:
    """Of a text too long to be saved the part that could be."""
    content = content.cut()
    return try_out(web.db_session(), story, content, policy=web.policy(), library=_library(), now=web.now())


def _preview(content: Content) -> str:
    return markdown.render(shown_text(web.db_session(), content.cut()), media_url=media_address)


def _editor(
    story: Story, content: Content, base: int, *, faults: dict[str, str] | None = None, unsaved: bool = False
) -> str:
    return render_template(
        "stories/editor.html",
        story=story,
        content=content,
        base=base,
        faults=faults or {},
        unsaved=unsaved,
        checked=_checked(story, content),
        preview=_preview(content),
        asks_for_ground=story.form in web.policy().words.get("case_forms", ()),
        template=_library().find(story.template_key),
        state=STATE_NAMES[story.state],
        is_draft=story.state is StoryState.DRAFT,
    )


def _conflict(story: Story, newest: Revision, message: str) -> str:
    mine = _typed(content_of(newest))
    rows = side_by_side(newest.text, mine.text)
    return render_template(
        "stories/conflict.html",
        story=story,
        message=message,
        newest=newest,
        mine=mine,
        rows=rows,
        differs=is_different(rows),
        names=account_names(web.db_session(), [newest.author_id]),
        is_draft=story.state is StoryState.DRAFT,
    )


def _facts_page(story: Story, template: StoryTemplate, values: object, change: Change, base: int) -> str:
    return render_template(
        "stories/facts_changes.html", story=story, template=template, typed=values, change=change, base=base
    )
