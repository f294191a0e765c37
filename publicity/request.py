"""A request as the desk reads it: numbers that fit a row's id, texts without NUL, bodies of a size the page takes."""

from collections.abc import Callable
from typing import Any, Final

from flask import Request
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.routing import IntegerConverter, Map
from werkzeug.utils import cached_property

# PostgreSQL's integer; SQLite's is larger, and Python's has no end.
LARGEST_ID: Final = 2**31 - 1
MOST_FORM_BYTES: Final = 8 * 1024 * 1024
# The largest film and what the form around it takes.
MOST_FILE_BYTES: Final = 1025 * 1024 * 1024
TAKE_FILES: Final = frozenset(
    {
        "media.add",
        "media.uploading.add_piece",
        "plans.submit",
        "stories.attachments.alter",
        "stories.importing.document",
    }
)
# Their pages keep what is typed in the browser (editor.js) and offer it again.
KEPT_AT_HOME: Final = frozenset(
    {"stories.create", "stories.drafting.save", "stories.drafting.look_over", "stories.drafting.change_facts"}
)


class RowId(IntegerConverter):
    """A number in an address; one that no row can have is an address without a page."""

    def __init__(self, map: Map) -> None:
        super().__init__(map, max=LARGEST_ID)


class Fields(ImmutableMultiDict[str, Any]):
    """What an address or a form says. PostgreSQL keeps no NUL in a text, and nobody types one: it is left out."""

    def __init__(self, pairs: Any = ()) -> None:
        listed = list(pairs.items(multi=True)) if isinstance(pairs, ImmutableMultiDict) else list(pairs or ())
        super().__init__([(name, _without_nul(value)) for name, value in listed])

    def get(self, key: str, default: Any = None, type: Callable[[Any], Any] | None = None) -> Any:  # type: ignore[override]
        """As ever; with `type=int` a number that no row can have is as good as none."""
        if type is None:
            return super().get(key, default)
        return super().get(key, default, _small if type is int else type)

    def getlist(self, key: str, type: Callable[[Any], Any] | None = None) -> list[Any]:
        """As ever; with `type=int` numbers that no row can have are left out."""
        if type is None:
            return super().getlist(key)
        return super().getlist(key, _small if type is int else type)


class DeskRequest(Request):
    """Flask's request with `Fields` for what was asked and typed."""

    parameter_storage_class = Fields

    @cached_property
    def values(self) -> Any:
        """Address and form together; the address goes first."""
        typed = [] if self.method == "GET" else list(self.form.items(multi=True))
        return Fields([*self.args.items(multi=True), *typed])


def _small(text: Any) -> int:
    number = int(text)
    if abs(number) > LARGEST_ID:
        raise ValueError(text)
    return number


def _without_nul(value: Any) -> Any:
    return value.replace("\0", "") if isinstance(value, str) else value
