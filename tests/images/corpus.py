"""Uploads that are hostile, broken or merely unusual, made on the spot."""

import io
import struct
import zlib

from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

CANARY = b"CANARY-39.9075N-116.3972E"
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">' + CANARY + b"</x:xmpmeta>"


def picture(mode: str = "RGB", size: tuple[int, int] = (120, 80)) -> Image.Image:
    """Red at the left, blue at the right, more than 256 colours between."""
    gradient = Image.radial_gradient("L").resize(size)
    red, blue = Image.new("L", size), Image.new("L", size)
    red.paste(255, (0, 0, size[0] // 2, size[1]))
    blue.paste(255, (size[0] // 2, 0, *size))
    return Image.merge("RGB", (red, gradient, blue)).convert(mode)


def saved(image: Image.Image, image_format: str, **options) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, image_format, **options)
    return buffer.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    """A camera's notes with a position."""
    notes = Image.Exif()
    notes[0x0112] = orientation
    notes[0x010E] = CANARY.decode()  # description
    gps = notes.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (39.0, 54.0, 27.0), "E", (116.0, 23.0, 50.0)
    return notes


def png_text() -> PngInfo:
    notes = PngInfo()
    notes.add_text("Comment", CANARY.decode())
    notes.add_text("Description", CANARY.decode(), zip=True)
    notes.add_itxt("XML:com.adobe.xmp", XMP.decode())
    return notes


def profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def with_metadata() -> dict[str, bytes]:
    """One file of each format we take, full of things nobody should see."""
    notes = exif()
    return {
        "photo.jpg": saved(
            picture(), "JPEG", exif=notes, xmp=XMP, comment=CANARY, icc_profile=profile()
        ),
        "photo.png": saved(picture(), "PNG", exif=notes, pnginfo=png_text()),
        "photo.webp": saved(picture(), "WEBP", exif=notes, xmp=XMP),
        "photo.avif": saved(picture(), "AVIF", exif=notes, xmp=XMP),
        "photo.heic": saved(picture(), "HEIF", exif=notes.tobytes(), xmp=XMP),
        "polyglot.jpg": saved(picture(), "JPEG") + b"PK\x03\x04<script>" + CANARY,
    }


def _chunk(kind: bytes, data: bytes) -> bytes:
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


def _png(*chunks: bytes) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _header(width: int, height: int) -> bytes:
    return _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))


def broken() -> dict[str, bytes]:
    """Files that must be refused with a message, whatever their names say."""
    jpeg = saved(picture(size=(800, 600)), "JPEG")
    text_bomb = _chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"A" * 80_000_000))
    frames = [picture("P"), picture("P").rotate(90)]
    return {
        "truncated.jpg": jpeg[: len(jpeg) // 2],
        "head-only.jpg": jpeg[:200],
        "empty-ish.png": b"\x89PNG\r\n\x1a\n",
        "text-bomb.png": _png(_header(9, 9), text_bomb, _chunk(b"IEND", b"")),
        "pixel-bomb.png": _png(_header(60_000, 60_000), _chunk(b"IDAT", zlib.compress(b"\0" * 99))),
        "ribbon.png": saved(Image.new("L", (30_000, 1)), "PNG"),
        "fake.jpg": b"<html><script>alert(1)</script></html>" * 9,
        "fake.png": b"GIF89a" + b"\0" * 64,
        "moving.gif": saved(frames[0], "GIF", save_all=True, append_images=frames[1:]),
        "gif-as.jpg": saved(frames[0], "GIF"),
        "drawing.svg": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        "drawing-as.png": b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
        "old.tif": saved(picture(), "TIFF"),
        "bitmap-as.jpg": saved(picture(), "BMP"),
        "script.php": b"<?php system($_GET['x']); ?>",
    }
