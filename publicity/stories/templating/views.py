"""Letting a story template rest and offering it again, from the template's page."""

from flask import Blueprint, current_app, flash, redirect, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from publicity import web
from publicity.config import ROOT
from publicity.stories.shelf import on_the_shelf
from publicity.stories.templating import actions
from publicity.stories.templating.samples import load

blueprint = Blueprint("templating", __name__)


@blueprint.record_once
def _load_samples(state: BlueprintSetupState) -> None:
    state.app.extensions["template_samples"] = load(ROOT / "content" / "template-samples.yaml")


@blueprint.post("/story-templates/<key>/rest")
def rest(key: str) -> ResponseReturnValue:
    opened = web.db_session()
    library = on_the_shelf(opened, current_app.extensions["story_templates"])
    reason = request.form.get("reason", "")
    actions.rest(opened, library, now=web.now(), actor=web.person(), key=key, reason=reason)
    flash("已停用，写新稿时不再列出。", "ok")
    return redirect(url_for("stories.shelving.template", key=key), 303)


@blueprint.post("/story-templates/<key>/offer")
def offer_again(key: str) -> ResponseReturnValue:
    actions.offer_again(web.db_session(), now=web.now(), actor=web.person(), key=key)
    flash("已重新启用。", "ok")
    return redirect(url_for("stories.shelving.template", key=key), 303)
