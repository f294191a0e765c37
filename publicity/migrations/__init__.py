"""Bringing a database up to the tables of this version."""

from pathlib import Path

from alembic import command
from alembic.config import Config as AlembicConfig

FOLDER = Path(__file__).parent


def alembic_config(url: str) -> AlembicConfig:
    """Alembic's settings for the database at `url`; no ini file is needed."""
    settings = AlembicConfig()
    settings.set_main_option("script_location", str(FOLDER))
    settings.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    return settings


def upgrade(url: str) -> None:
    """Applies what is missing; nothing happens on a database that is up to date."""
    command.upgrade(alembic_config(url), "head")
