"""`flask history`: whether the chain holds."""

import click
from flask.cli import AppGroup

from publicity.cli import reading
from publicity.history.queries import first_broken

history_cli = AppGroup("history", help="操作历史。")


@history_cli.command("verify")
def verify() -> None:
    """逐条核对历史的哈希链，指出第一条被改动的记录。"""
    with reading() as session:
        broken = first_broken(session)
    if broken is not None:
        raise click.ClickException(
            f"第{broken.id}条历史记录（{broken.subject} {broken.verb}）与前一条对不上，可能被改动过。"
        )
    click.echo("历史完整，没有被改动。")
