"""The outbox delivers each message once, backs off, and never writes again to an address refused for good."""

import email
import socket
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope
from aiosmtpd.smtp import Session as SmtpSession

from publicity.config import Smtp
from publicity.db import Database
from publicity.errors import UpstreamFailed
from publicity.outbox.actions import post
from publicity.outbox.carriers import FolderCarrier, SmtpCarrier
from publicity.outbox.jobs import deliver_one
from publicity.outbox.models import Message, MessageState
from publicity.outbox.rules import LEASE, MOST_ATTEMPTS, wait_after
from tests.conftest import NOON

SENDER = "desk@court.example"
LONG_LINE = "长" * 600


class Server:
    """What a receiving server does: keeps mail, refuses `gone@` for good and `busy@` for now."""

    def __init__(self) -> None:
        self.kept: list[bytes] = []

    async def handle_RCPT(
        self, server: SMTP, session: SmtpSession, envelope: Envelope, address: str, options: list[str]
    ) -> str:  # noqa: N802, E501
        if address.startswith("gone@"):
            return "550 5.1.1 no such mailbox"
        if address.startswith("busy@"):
            return "451 4.3.0 try later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: SmtpSession, envelope: Envelope) -> str:  # noqa: N802
        if b"X-Refuse-Content" in (envelope.content or b""):
            return "554 5.7.1 content refused"
        self.kept.append(bytes(envelope.content or b""))
        return "250 OK"


@pytest.fixture
def server() -> Iterator[tuple[Server, SmtpCarrier]]:
    handler = Server()
    with socket.create_server(("127.0.0.1", 0)) as held:
        port = held.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield handler, SmtpCarrier(Smtp(host="127.0.0.1", port=port))
    controller.stop()


class Broken:
    """A carrier whose server is not there."""

    def carry(self, mail: EmailMessage) -> str:
        raise UpstreamFailed("邮件服务器没有应答")


def put(database: Database, address: str, key: str = "one", **headers: str) -> None:
    with database.writing() as session:
        post(
            session,
            now=NOON,
            key=key,
            address=address,
            subject="每周\n摘要",
            text=LONG_LINE,
            html="<p>好</p>",
            headers=headers,
        )


def stored(database: Database) -> Message:
    with database.reading() as session:
        return session.query(Message).order_by(Message.id.desc()).first()  # type: ignore[return-value]


def test_the_same_cause_makes_one_message(database: Database) -> None:
    put(database, "reader@paper.example")
    put(database, "reader@paper.example")
    with database.reading() as session:
        assert session.query(Message).count() == 1


def test_a_real_server_gets_text_then_html_with_lines_it_can_take(
    database: Database, server: tuple[Server, SmtpCarrier]
) -> None:
    handler, carrier = server
    put(database, "reader@paper.example", **{"List-Id": "<digest.court.example>"})
    assert deliver_one(database.writing, now=NOON, carrier=carrier, sender=SENDER)
    assert not deliver_one(database.writing, now=NOON, carrier=carrier, sender=SENDER)
    assert max(map(len, handler.kept[0].splitlines())) <= 998
    mail = email.message_from_bytes(handler.kept[0], policy=default)
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]  # type: ignore[union-attr]
    assert LONG_LINE in mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert mail["Subject"] == "每周 摘要"
    assert mail["List-Id"] == "<digest.court.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert stored(database).state == MessageState.SENT


def test_an_address_refused_for_good_is_never_tried_again(
    database: Database, server: tuple[Server, SmtpCarrier]
) -> None:
    _, carrier = server
    put(database, "gone@paper.example")
    deliver_one(database.writing, now=NOON, carrier=carrier, sender=SENDER)
    assert stored(database).state == MessageState.SUPPRESSED
    assert "550" in stored(database).last_answer
    put(database, "Gone@paper.example", key="two")
    deliver_one(database.writing, now=NOON, carrier=Broken(), sender=SENDER)
    assert stored(database).state == MessageState.SUPPRESSED


@pytest.mark.parametrize("address", ["a@b.example\r\nBcc: c@d.example", "a@b.example,c@d.example", "a@b@c", "nobody"])
def test_what_is_no_single_address_fails_at_once_and_holds_nobody_up(
    database: Database, server: tuple[Server, SmtpCarrier], address: str
) -> None:
    handler, carrier = server
    put(database, address)
    assert deliver_one(database.writing, now=NOON, carrier=carrier, sender=SENDER)
    assert (stored(database).state, handler.kept) == (MessageState.FAILED, [])
    assert not deliver_one(database.writing, now=NOON + 2 * LEASE, carrier=carrier, sender=SENDER)


def test_content_refused_for_good_fails_and_the_address_stays_good(
    database: Database, server: tuple[Server, SmtpCarrier]
) -> None:
    handler, carrier = server
    put(database, "reader@paper.example", **{"X-Refuse-Content": "1"})
    deliver_one(database.writing, now=NOON, carrier=carrier, sender=SENDER)
    assert stored(database).state == MessageState.FAILED
    put(database, "reader@paper.example", key="two")
    deliver_one(database.writing, now=NOON, carrier=carrier, sender=SENDER)
    assert len(handler.kept) == 1


def test_a_busy_server_is_tried_later_and_then_less_often(
    database: Database, server: tuple[Server, SmtpCarrier]
) -> None:
    _, carrier = server
    put(database, "busy@paper.example")
    deliver_one(database.writing, now=NOON, carrier=carrier, sender=SENDER)
    first = stored(database)
    assert (first.state, first.next_at) == (MessageState.PENDING, NOON + timedelta(minutes=1))
    assert not deliver_one(database.writing, now=NOON, carrier=carrier, sender=SENDER)
    assert deliver_one(database.writing, now=first.next_at, carrier=carrier, sender=SENDER)
    assert stored(database).next_at == first.next_at + timedelta(minutes=2)


def test_after_a_crash_between_claim_and_answer_the_message_is_sent_again_under_the_same_id(
    database: Database, server: tuple[Server, SmtpCarrier], tmp_path: Path
) -> None:
    class Crash(Exception):
        pass

    class Crashing:
        def carry(self, mail: EmailMessage) -> str:
            raise Crash

    put(database, "reader@paper.example")
    with pytest.raises(Crash):
        deliver_one(database.writing, now=NOON, carrier=Crashing(), sender=SENDER)
    assert not deliver_one(database.writing, now=NOON, carrier=FolderCarrier(tmp_path), sender=SENDER)
    for _ in range(2):
        deliver_one(database.writing, now=NOON + LEASE, carrier=FolderCarrier(tmp_path), sender=SENDER)
    assert len(list(tmp_path.glob("*.eml"))) == 1


@pytest.mark.parametrize(
    ("attempts", "minutes"), [(0, 1), (1, 1), (2, 2), (5, 16), (9, 256), (10, 360), (MOST_ATTEMPTS, None)]
)
def test_the_wait_doubles_and_ends(attempts: int, minutes: int | None) -> None:
    assert wait_after(attempts) == (None if minutes is None else timedelta(minutes=minutes))
