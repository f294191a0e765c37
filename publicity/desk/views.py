"""The desk's first page."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

blueprint = Blueprint("desk", __name__)


@blueprint.get("/desk")
def home() -> ResponseReturnValue:
    return render_template("desk/home.html")
