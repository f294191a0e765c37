"""How a line of history is chained to the one before."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

FIRST = "0" * 64


def chain(
    previous: str, at: datetime, actor: str, verb: str, subject: str, reason: str, detail: Mapping[str, Any]
) -> str:
    """SHA-256 (hex) over the previous hash and the line's own words."""
    line = [previous, at.astimezone(UTC).isoformat(), actor, verb, subject, reason, dict(detail)]
    return hashlib.sha256(json.dumps(line, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
