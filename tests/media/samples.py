"""Pictures, film and sound made on the spot, so that no sample file is kept."""

from fractions import Fraction
from io import BytesIO
from pathlib import Path

import av
import pillow_heif
from PIL import Image, ImageDraw

GPS = 0x8825
ORIENTATION = 0x0112


def picture(width: int = 640, height: int = 480, mode: str = "RGB") -> Image.Image:
    """White with a red square in the upper left corner, by which turning and cutting can be told."""
    made = Image.new(mode, (width, height), "white")
    ImageDraw.Draw(made).rectangle((0, 0, width // 4, height // 4), fill="red")
    return made


def jpeg(path: Path, width: int = 640, height: int = 480, *, orientation: int = 1, with_place: bool = False) -> Path:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    exif[0x010F] = "相机甲".encode().decode("latin-1")
    if with_place:
        exif.get_ifd(GPS).update({1: "N", 2: (25.0, 1.0, 2.0), 3: "E", 4: (98.0, 3.0, 4.0)})
    picture(width, height).save(path, "JPEG", exif=exif, comment=b"desk comment")
    return path


def heic(path: Path, width: int = 640, height: int = 480) -> Path:
    pillow_heif.from_pillow(picture(width, height)).save(path, quality=60)
    return path


def encoded(format_name: str, mode: str = "RGB", **options: object) -> bytes:
    out = BytesIO()
    picture(mode=mode).save(out, format_name, **options)
    return out.getvalue()


def film(
    path: Path,
    *,
    seconds: int = 2,
    size: tuple[int, int] = (320, 240),
    codec: str = "libx264",
    rate: int = 10,
    pixels: str = "yuv420p",
    turned: int = 0,
) -> Path:
    """A film of `rate` frames a second that carries a place and a device in its metadata."""
    with av.open(str(path), "w", options={"movflags": "use_metadata_tags"} if path.suffix == ".mp4" else {}) as out:
        out.metadata["location"] = "+25.0173+098.0511/"
        out.metadata["title"] = "desk-secret"
        stream = out.add_stream(codec, rate=rate)
        stream.width, stream.height = size
        stream.pix_fmt = "yuvj420p" if codec == "mjpeg" else pixels
        if turned:
            stream.set_display_rotation(turned)
        for number in range(seconds * rate):
            shade = picture(*size) if number % 2 else Image.new("RGB", size, "white")
            for packet in stream.encode(av.VideoFrame.from_image(shade)):
                out.mux(packet)
        for packet in stream.encode():
            out.mux(packet)
    return path


def sound(path: Path, *, codec: str, seconds: int = 1, rate: int = 44100, cover: bytes = b"") -> Path:
    """Silence; under a `cover` (a JPEG) and a title where one is given."""
    sample_format, layout = ("fltp", "stereo") if codec == "vorbis" else ("s16", "mono")
    with av.open(str(path), "w") as out:
        stream = out.add_stream(codec, rate=rate, layout=layout, options={"strict": "experimental"})
        if cover:
            out.metadata["title"] = "desk-title"
            shown = out.add_stream("mjpeg")
            shown.width, shown.height, shown.pix_fmt = 640, 480, "yuvj420p"
            shown.disposition = av.stream.Disposition.attached_pic
            packet = av.Packet(cover)
            packet.stream, packet.pts, packet.dts, packet.time_base = shown, 0, 0, Fraction(1, 1000)
            out.mux(packet)
        for start in range(0, seconds * rate, 1024):
            frame = av.AudioFrame(format=sample_format, layout=layout, samples=1024)
            for plane in frame.planes:
                plane.update(bytes(plane.buffer_size))
            frame.sample_rate, frame.pts = rate, start
            for packet in stream.encode(frame):
                out.mux(packet)
        for packet in stream.encode():
            out.mux(packet)
    return path


def pdf(path: Path) -> Path:
    path.write_bytes(b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")
    return path
