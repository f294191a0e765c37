"""Assembling the digests that are owed, one at a time."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from publicity.db import OpenSession
from publicity.digests.actions import Letterhead, assemble
from publicity.digests.queries import owed
from publicity.digests.rules import week_due


def assemble_one(open_session: OpenSession, *, now: datetime, letterhead: Letterhead) -> bool:
    """One subscriber's digest of the newest week that is due; False when nobody is owed one.

    The unique row (subscriber, week) decides: another process that assembled it meanwhile makes this one roll back.
    """
    week = week_due(now)
    try:
        with open_session() as session:
            subscriber = session.scalar(owed(week).limit(1).with_for_update(skip_locked=True))
            if subscriber is None:
                return False
            assemble(session, subscriber, week, now=now, letterhead=letterhead)
    except IntegrityError:
        return True
    return True
