"""`make run`: brings the database up to date, loads the demo area the first time, and serves with granian."""

import os
import sys

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from publicity import create_app
from publicity.config import Config, from_environment
from publicity.demo import accounts_text, load_once
from publicity.migrations import upgrade

THREADS = 32
"""A request holds a thread while its body comes in: with 32, some slow senders leave the readers theirs."""


def main() -> None:
    """Serves until it is stopped; PORT and PUBLICITY_HOST name the address."""
    config = from_environment()
    upgrade(config.database_url)
    app = create_app(config)
    if load_once(app):
        print("演示数据已载入。")
    app.extensions["database"].engine.dispose()
    _greet(config)
    os.environ["PUBLICITY_TICK"] = "1"
    Granian(
        "app:app",
        address=os.environ.get("PUBLICITY_HOST", "127.0.0.1"),
        port=int(os.environ.get("PORT", "8000")),
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        backpressure=256,
        log_access=False,
        log_level=LogLevels.error,
    ).serve()


def _greet(config: Config) -> None:
    print(f"公开页面  {config.base_url}/")
    print(f"工作台    {config.base_url}/desk")
    print(accounts_text())
    print("按 Ctrl+C 停止。")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
