"""The timed work of publishing: one release that is due, and the public folder brought up to the log."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.exc import OperationalError

from publicity.db import OpenSession
from publicity.publishing.actions import Desk, claim, hold_faulty, settle
from publicity.publishing.projection import Reached, Section, nothing_reached, project
from publicity.publishing.site import Site


def release_one(open_session: OpenSession, *, now: datetime, desk: Desk, reached: Reached = nothing_reached) -> bool:
    """Publishes or holds the release that has been due longest; False when none is due.

    Claim, log, story, history and messages are one transaction: it happens wholly, once, or not at all. A fault of
    the desk itself holds the release, so that it does not stand in the way of others, and is raised.
    """
    claimed: int | None = None
    try:
        with open_session() as session:
            release = claim(session, now)
            if release is None:
                return False
            claimed = release.id
            reached("claimed")
            settle(session, release, now=now, desk=desk, reached=reached)
            reached("written")
    except (OperationalError, OSError):
        # The database or the disk is away for the moment: the row is still scheduled and the next tick tries again.
        raise
    except Exception:
        if claimed is not None:
            with open_session() as session:
                hold_faulty(session, claimed, now=now, desk=desk)
        raise
    reached("committed")
    return True


def project_public(
    open_session: OpenSession,
    *,
    now: datetime,
    site: Site,
    sections: Sequence[Section],
    reached: Reached = nothing_reached,
) -> bool:
    """Brings the public folder up to the log; False when it is. `now` enters no byte of it."""
    del now
    return project(open_session, site, sections, reached=reached)
