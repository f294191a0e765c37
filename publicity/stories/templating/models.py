"""A template that rests: it stands on the shelf and is not offered for new stories."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from publicity.db import Base


class RestingTemplate(Base):
    """One row while the template of this key rests; stories written with it keep it."""

    __tablename__ = "resting_templates"

    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    reason: Mapped[str] = mapped_column(Text)
    since: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
