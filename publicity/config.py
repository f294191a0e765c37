"""The desk's settings; the only reader of the environment."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Smtp:
    """Where mail goes; without a host mail is written as .eml files instead."""

    host: str = ""
    port: int = 25
    user: str = ""
    password: str = field(default="", repr=False)
    starttls: bool = False


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that differs between two installations; durations in seconds."""

    instance: Path
    database_url: str
    secret_key: str = field(repr=False)
    base_url: str = "http://127.0.0.1:8000"
    feed_authority: str = "desk.example,2026"
    mail_from: str = "publicity@desk.example"
    smtp: Smtp = Smtp()
    tick: bool = False
    secure_cookies: bool = False
    argon2_time_cost: int = 3
    argon2_memory_kib: int = 65536
    sign_in_failures: int = 5
    lock_seconds: int = 900
    session_seconds: int = 12 * 3600

    @property
    def public_folder(self) -> Path:
        """The plain files that readers are served."""
        return self.instance / "public"

    @property
    def media_folder(self) -> Path:
        """Originals and renditions, content-addressed."""
        return self.instance / "media"

    @property
    def mail_folder(self) -> Path:
        """Where mail is written when no SMTP server is configured."""
        return self.instance / "mail"

    @property
    def assets_folder(self) -> Path:
        """Third-party scripts and styles, copied from npm packages at install time."""
        return self.instance / "assets"


def from_environment(environ: Mapping[str, str] = os.environ) -> Config:
    """Settings from PUBLICITY_* variables; makes the instance folder and its secret on first use."""
    instance = Path(environ.get("PUBLICITY_INSTANCE", str(ROOT / "instance"))).resolve()
    instance.mkdir(parents=True, exist_ok=True)
    port = environ.get("PORT", "8000")
    return Config(
        instance=instance,
        database_url=environ.get("PUBLICITY_DATABASE_URL", f"sqlite:///{instance / 'desk.sqlite3'}"),
        secret_key=environ.get("PUBLICITY_SECRET_KEY") or _kept_secret(instance / "secret_key"),
        base_url=environ.get("PUBLICITY_BASE_URL", f"http://127.0.0.1:{port}").rstrip("/"),
        feed_authority=environ.get("PUBLICITY_FEED_AUTHORITY", "desk.example,2026"),
        mail_from=environ.get("PUBLICITY_MAIL_FROM", "publicity@desk.example"),
        smtp=Smtp(
            host=environ.get("PUBLICITY_SMTP_HOST", ""),
            port=int(environ.get("PUBLICITY_SMTP_PORT", "25")),
            user=environ.get("PUBLICITY_SMTP_USER", ""),
            password=environ.get("PUBLICITY_SMTP_PASSWORD", ""),
            starttls=environ.get("PUBLICITY_SMTP_STARTTLS", "") == "1",
        ),
        tick=environ.get("PUBLICITY_TICK", "") == "1",
        secure_cookies=environ.get("PUBLICITY_SECURE_COOKIES", "") == "1",
    )


def _kept_secret(path: Path) -> str:
    """The secret kept in `path`, made (readable by the owner only) when it is not there yet."""
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    secret = secrets.token_hex(32)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secret)
    return secret
