"""Who takes a mail away: an SMTP server, or a folder of .eml files where none is configured."""

import hashlib
import os
import smtplib
import tempfile
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol

from publicity.config import Config, Smtp
from publicity.errors import UpstreamFailed

PATIENCE = 20


class AddressRefused(UpstreamFailed):
    """The receiving server refused this address for good."""


class Carrier(Protocol):
    """Takes one mail away or raises UpstreamFailed (`permanent` says whether trying again is of use)."""

    def carry(self, mail: EmailMessage) -> str:
        """The server's or the folder's answer, at most 300 characters."""


class SmtpCarrier:
    """One connection a mail; 5xx is for good, 4xx and a server that is not there are for now (RFC 5321 §4.2.1)."""

    def __init__(self, smtp: Smtp) -> None:
        self._smtp = smtp

    def carry(self, mail: EmailMessage) -> str:
        try:
            with smtplib.SMTP(self._smtp.host, self._smtp.port, timeout=PATIENCE) as server:
                if self._smtp.starttls:
                    server.starttls()
                if self._smtp.user:
                    server.login(self._smtp.user, self._smtp.password)
                server.send_message(mail)
        except smtplib.SMTPRecipientsRefused as error:
            code, answer = next(iter(error.recipients.values()))
            kind = AddressRefused if code >= 500 else UpstreamFailed
            raise kind(_answer(code, answer), permanent=code >= 500) from error
        except smtplib.SMTPResponseException as error:
            raise UpstreamFailed(
                _answer(error.smtp_code, error.smtp_error), permanent=error.smtp_code >= 500
            ) from error
        except (smtplib.SMTPException, OSError) as error:
            raise UpstreamFailed(f"邮件服务器没有应答（{type(error).__name__}）") from error
        return "250"


class FolderCarrier:
    """Writes each mail once as a file named by its Message-ID; opening it in a mail program shows it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def carry(self, mail: EmailMessage) -> str:
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._folder / file_name(str(mail["Message-ID"]))
        descriptor, temporary = tempfile.mkstemp(dir=self._folder)
        with os.fdopen(descriptor, "wb") as file:
            file.write(mail.as_bytes())
        os.replace(temporary, path)
        return path.name


def file_name(message_id: str) -> str:
    """The .eml file of a Message-ID."""
    return hashlib.sha256(message_id.encode()).hexdigest()[:32] + ".eml"


def carrier_for(config: Config) -> Carrier:
    """SMTP when a host is configured, else the mail folder."""
    return SmtpCarrier(config.smtp) if config.smtp.host else FolderCarrier(config.mail_folder)


def _answer(code: int, answer: bytes | str) -> str:
    words = answer.decode("utf8", "replace") if isinstance(answer, bytes) else answer
    return f"{code} {words}"[:300]
