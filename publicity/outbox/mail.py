"""A stored message as an e-mail (RFC 5322, RFC 2045, RFC 8058 headers)."""

import hashlib
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from publicity.outbox.models import Message


def message_id(key: str, domain: str) -> str:
    """The same for every attempt at the same message, so that a doubled delivery shows as one."""
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{domain}>"


def as_email(message: Message, *, sender: str, sent_at: datetime) -> EmailMessage:
    """multipart/alternative, text before html, UTF-8 in base64 so that no line exceeds SMTP's 998 octets."""
    domain = sender.rsplit("@", 1)[-1]
    mail = EmailMessage(policy=SMTP)
    mail["From"] = Address("法院宣传台", addr_spec=sender)
    mail["To"] = message.address
    mail["Subject"] = " ".join(message.subject.split())
    mail["Date"] = format_datetime(sent_at)
    mail["Message-ID"] = message_id(message.key, domain)
    mail["Auto-Submitted"] = "auto-generated"
    for name, value in message.headers.items():
        mail[name] = value
    mail.set_content(message.text, charset="utf-8", cte="base64")
    if message.html:
        mail.add_alternative(message.html, subtype="html", charset="utf-8", cte="base64")
    return mail
