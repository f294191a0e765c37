"""The few ways an action can refuse; every message is safe to show and says what to do."""

from collections.abc import Mapping


class PublicityError(Exception):
    """Base of all refusals; `str(error)` is a Chinese sentence for the person at the desk."""


class NotFound(PublicityError):
    """404: the thing does not exist, or is not for this person to know of."""


class NotAllowed(PublicityError):
    """403: the person may see it, and may not do this to it."""


class WrongState(PublicityError):
    """409: the thing has moved on; what was asked no longer applies."""


class Conflict(PublicityError):
    """409: somebody saved in between; both texts are kept."""


class Invalid(PublicityError):
    """422: what was typed cannot be taken; `fields` maps a field's name to its message."""

    def __init__(self, message: str, fields: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.fields = dict(fields or {})


class UpstreamFailed(PublicityError):
    """502: somebody else's server refused; `permanent` says that trying again is of no use."""

    def __init__(self, message: str, *, permanent: bool = False) -> None:
        super().__init__(message)
        self.permanent = permanent
