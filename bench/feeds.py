"""A feed fetched plain, packed and unchanged (304), against a bare Flask view of the same bytes under the same server.

Usage: python -m bench.feeds [STORIES]. Both servers are granian with the settings of publicity.serve; requests go in
turns of a few hundred to one and the other, and the ratio is the median over the turns. Goal: at least 0.9 each.
"""

import gzip
import os
import pathlib
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask, Response, request

from bench.publications import seed

TURNS = 15
REQUESTS = 200
CONNECTIONS = 4
PATH = "/feeds/stories.rss"
TYPE = "application/rss+xml; charset=utf-8"
SERVE = """
import sys
from granian import Granian
from granian.constants import Interfaces
Granian(sys.argv[1], address="127.0.0.1", port=int(sys.argv[2]), interface=Interfaces.WSGI, workers=1,
        blocking_threads=8, backpressure=256, log_access=False, log_enabled=False, factory=True).serve()
"""


def bare() -> Flask:
    """Nothing but the bytes: as they are, packed, or 304 without them."""
    app = Flask("bare")
    body = pathlib.Path(os.environ["BENCH_BODY"]).read_bytes()
    packed = gzip.compress(body, 6, mtime=0)

    @app.get(PATH)
    def feed() -> Response:
        if request.headers.get("If-None-Match"):
            return Response(status=304)
        if request.headers.get("Accept-Encoding"):
            return Response(packed, content_type=TYPE, headers={"Content-Encoding": "gzip"})
        return Response(body, content_type=TYPE)

    return app


@contextmanager
def served(target: str, environ: dict[str, str]) -> Iterator[int]:
    """A server of its own process on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-c", SERVE, target, str(port)], env=os.environ | environ)
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server did not start")


def fetch(connection: socket.socket, headers: str) -> tuple[int, str, int]:
    """One request on an open connection: status, ETag and the length of the body."""
    connection.sendall(f"GET {PATH} HTTP/1.1\r\nHost: bench\r\n{headers}\r\n".encode())
    received = b""
    while b"\r\n\r\n" not in received:
        received += connection.recv(262_144)
    head, _, body = received.partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
    length, got = int(fields.get("content-length", "0")), len(body)
    while got < length:
        got += len(connection.recv(262_144))
    return int(lines[0].split()[1]), fields.get("etag", ""), length


def per_second(port: int, headers: str) -> float:
    """Requests per second over a few open connections in turn."""
    open_ones = [socket.create_connection(("127.0.0.1", port)) for _ in range(CONNECTIONS)]
    try:
        for connection in open_ones:
            fetch(connection, headers)
        begin = time.perf_counter()
        for number in range(REQUESTS):
            fetch(open_ones[number % CONNECTIONS], headers)
        return REQUESTS / (time.perf_counter() - begin)
    finally:
        for connection in open_ones:
            connection.close()


def compare(ours: int, theirs: int, name: str, headers: str, expected: int) -> None:
    """Prints the median of ours against the bare view's, turn by turn."""
    for port in (ours, theirs):
        with socket.create_connection(("127.0.0.1", port)) as connection:
            status, _tag, length = fetch(connection, headers)
            assert status == expected, f"{name}: {status}"
    pairs = [(per_second(ours, headers), per_second(theirs, headers)) for _ in range(TURNS)]
    ratio = statistics.median(one / other for one, other in pairs)
    mine, other = (statistics.median(column) for column in zip(*pairs, strict=True))
    goal = "ok" if ratio >= 0.9 else "below the goal of 0.9"
    print(f"feed {name:5} {length:7,} B  {mine:7,.0f}/s  bare view {other:7,.0f}/s  ratio {ratio:.2f}  {goal}")


def main(stories: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        instance = pathlib.Path(folder)
        seed(instance, stories)
        body = instance / "public" / PATH.removeprefix("/")
        environ = {"PUBLICITY_INSTANCE": str(instance), "BENCH_BODY": str(body)}
        with served("publicity:create_app", environ) as ours, served("bench.feeds:bare", environ) as theirs:
            with socket.create_connection(("127.0.0.1", ours)) as connection:
                tag = fetch(connection, "")[1]
            compare(ours, theirs, "plain", "", 200)
            compare(ours, theirs, "gzip", "Accept-Encoding: gzip\r\n", 200)
            compare(ours, theirs, "304", f"If-None-Match: {tag}\r\n", 304)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
