"""Every table of the desk in one place, for migrations and for making an empty database."""

import publicity.calendar.models
import publicity.digests.models
import publicity.history.models
import publicity.media.models
import publicity.outbox.models
import publicity.people.models
import publicity.plans.models
import publicity.publishing.models
import publicity.review.models
import publicity.stories.models
import publicity.stories.search
import publicity.stories.templating.models  # noqa: F401
from publicity.db import Base

TABLES = Base.metadata
