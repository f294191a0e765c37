"""What files cost in memory and time: a 200 MB film taken in whole, stripped and packed; a 5 MB .docx; large pictures.

Run: python -m bench.media (goal: peak memory above the start does not grow with the film: ≤ 64 MB; .docx ≤ 200 MB).
Each measurement runs in a process of its own; figures are the growth of the peak resident set and seconds.
"""

import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path

import av
import docx
from PIL import Image

from publicity.lib.files import zip_stream
from publicity.media import film, intake, pictures, storage
from publicity.media.rules import LARGEST
from publicity.stories.word_import import read_docx

MB = 1024 * 1024
FILM_GOAL, DOCX_GOAL = 64, 200
STAMP = datetime(2018, 7, 12)  # noqa: DTZ001  zips know no zone


def make_film(path: Path, size: int) -> None:
    """A real H.264 film of moving noise, as long as it takes to reach `size` bytes."""
    noise = Image.effect_noise((1280, 720), 100).convert("RGB")
    with av.open(str(path), "w") as out:
        stream = out.add_stream("libx264", rate=25, options={"preset": "ultrafast", "crf": "1", "tune": "zerolatency"})
        stream.width, stream.height, stream.pix_fmt = 1280, 720, "yuv420p"
        number = 0
        while not path.exists() or path.stat().st_size < size:
            shifted = noise.transform(
                noise.size, Image.Transform.AFFINE, (1, 0, number * 7 % 640, 0, 1, number * 3 % 360)
            )
            for packet in stream.encode(av.VideoFrame.from_image(shifted)):
                out.mux(packet)
            number += 1
        for packet in stream.encode():
            out.mux(packet)


def make_docx(path: Path, *, text_only: bool) -> None:
    """About 5 MB: pictures and 20,000 characters, or as much text as the importer takes."""
    document = docx.Document()
    for number in range(600 if text_only else 20):
        for _ in range(8):
            paragraph = document.add_paragraph("")
            for word in ("申请执行人张某与被执行人李某", "买卖合同纠纷一案", "，法院依法查封、扣押、冻结。"):
                paragraph.add_run(f"{word}{number}").bold = number % 2 == 0
        if not text_only and number < 10:
            noise = BytesIO()
            Image.effect_noise((1100, 900), 80 + number).convert("RGB").save(noise, "JPEG", quality=92)
            document.add_picture(noise)
    document.save(str(path))


def take_in(source: Path, folder: Path) -> None:
    """The pieces as a browser sends them, then the probe and the move."""
    upload, offset = intake.uploads_folder(folder) / "bench", 0
    with source.open("rb") as file:
        while piece := file.read(4 * MB):
            offset = storage.append_chunk(upload, offset, BytesIO(piece), LARGEST)
    intake.take(upload, folder, offset)


def pack(source: Path, _folder: Path) -> None:
    for _piece in zip_stream([("film.mp4", source)], stamp=STAMP):
        pass


def measured(work: Callable[[], object]) -> tuple[float, float]:
    """Growth of the peak resident set in MB and seconds, in a fresh process that has imported everything."""
    context = multiprocessing.get_context("fork")
    parent, child = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(work, child))
    process.start()
    process.join()
    if process.exitcode:
        sys.exit(f"measurement failed with {process.exitcode}")
    return parent.recv()  # type: ignore[no-any-return]


def _work(work: Callable[[], object], pipe: "multiprocessing.connection.Connection") -> None:
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    work()
    pipe.send(((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024, time.perf_counter() - start))


def main() -> int:
    missed = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        movie, words, paper = folder / "film.mp4", folder / "words.docx", folder / "paper.docx"
        measured(lambda: make_film(movie, 200 * MB))
        measured(lambda: make_docx(paper, text_only=False))
        measured(lambda: make_docx(words, text_only=True))
        Image.effect_noise((8000, 6000), 60).convert("RGB").save(folder / "large.jpg", quality=80)
        print(f"film {movie.stat().st_size / MB:.0f} MB, .docx {paper.stat().st_size / MB:.1f} MB")
        (folder / "extracted").mkdir()
        rows: list[tuple[str, Callable[[], object], int | None]] = [
            ("film taken in", lambda: take_in(movie, folder / "media"), FILM_GOAL),
            ("film stripped", lambda: film.strip(movie, "mp4", folder / "stripped.mp4"), FILM_GOAL),
            ("film packed", lambda: pack(movie, folder), FILM_GOAL),
            (".docx with pictures", lambda: read_docx(paper, folder / "extracted"), DOCX_GOAL),
            (
                f".docx of text, {words.stat().st_size / MB:.1f} MB",
                lambda: read_docx(words, folder / "extracted"),
                DOCX_GOAL,
            ),
            ("page of a 48-megapixel JPEG", lambda: pictures.page(folder / "large.jpg"), None),
        ]
        for label, work, goal in rows:
            grown, seconds = measured(work)
            verdict = "" if goal is None else ("ok" if grown <= goal else f"MISSED the goal of {goal} MB")
            missed += "MISSED" in verdict
            print(f"{label:32} +{grown:6.1f} MB  {seconds:6.2f} s  {verdict}", flush=True)
    return missed


if __name__ == "__main__":
    sys.exit(main())
