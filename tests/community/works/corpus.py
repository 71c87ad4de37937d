"""Files that are hostile, or hold what nobody should hear of, made on the spot."""

import io
import struct
import zipfile
from typing import Any

import pikepdf
from PIL import Image

from tests.images.corpus import CANARY, exif, saved


def pdf(pages: int = 1, *, change: Any = None, **save: Any) -> bytes:
    """A PDF with a photograph that tells where it was taken, an author and a note."""
    document = pikepdf.new()
    for _number in range(pages):
        document.add_blank_page(page_size=(300, 200))
    photo = saved(Image.new("RGB", (30, 20), "red"), "JPEG", exif=exif(), comment=CANARY)
    picture = document.make_stream(b"")
    picture.write(photo, filter=pikepdf.Name.DCTDecode)
    picture.update({"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Image})
    picture.update({"/Width": 30, "/Height": 20, "/BitsPerComponent": 8})
    picture.ColorSpace = pikepdf.Name.DeviceRGB
    page = document.pages[0]
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=picture))
    page.Contents = document.make_stream(b"q 300 0 0 200 0 0 cm /I Do Q")
    page.Annots = pikepdf.Array(
        [pikepdf.Dictionary(Type=pikepdf.Name.Annot, Contents=CANARY.decode())]
    )
    document.docinfo["/Author"] = CANARY.decode()
    if change:
        change(document)
    buffer = io.BytesIO()
    document.save(buffer, **save)
    return buffer.getvalue()


def endless_page(document: pikepdf.Pdf) -> None:
    """A drawing that holds itself three times: a page that is never drawn to its end."""
    form = document.make_indirect(document.make_stream(b"/X Do /X Do /X Do"))
    form.update({"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Form})
    form.BBox = pikepdf.Array([0, 0, 300, 200])
    form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form))
    document.pages[0].Resources.XObject.X = form
    document.pages[0].Contents = document.make_stream(b"/X Do")


def _with_script(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def _with_hidden_script(document: pikepdf.Pdf) -> None:
    action = document.make_indirect(
        pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    )
    document.pages[0].AA = pikepdf.Dictionary(O=action)


def _with_file(document: pikepdf.Pdf) -> None:
    document.attachments["note.txt"] = b"note"


def refused_documents() -> dict[str, bytes]:
    locked = pikepdf.Encryption(owner="a", user="")
    return {
        "script": pdf(change=_with_script),
        "page script": pdf(change=_with_hidden_script),
        "attachment": pdf(change=_with_file),
        "locked": pdf(encryption=locked),
        "long": pdf(pages=41),
        "broken": b"%PDF-1.7\n" + b"junk" * 100,
        "html": b"%PDF-1.7\n<html><script>alert(1)</script>",
    }


def archive() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as bundle:
        bundle.writestr("x.html", "<script>alert(1)</script>")
    return buffer.getvalue()


def mp3(frames: int = 80) -> bytes:
    """Silence of 128 kbit/s with tags before and behind it."""
    frame = b"\xff\xfb\x90\x00" + bytes(413)
    tag = b"ID3\x04\x00\x00" + bytes([0, 0, 0x08, 0]) + CANARY.ljust(1024, b"\0")
    return tag + frame * frames + b"TAG" + CANARY.ljust(125, b"\0")


def wav(seconds: int = 1) -> bytes:
    samples = bytes(8_000 * seconds)
    head = struct.pack("<HHIIHH", 1, 1, 8_000, 8_000, 1, 8)
    chunks = [(b"LIST", b"INFO" + CANARY + b"\0"), (b"fmt ", head), (b"data", samples)]
    body = b"WAVE" + b"".join(
        name + struct.pack("<I", len(text)) + text + b"\0" * (len(text) % 2)
        for name, text in chunks
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _box(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", 8 + len(body)) + name + body


def m4a(handler: bytes = b"soun", seconds: int = 3) -> bytes:
    movie = _box(b"mvhd", struct.pack(">IIIII", 0, 0, 0, 1_000, seconds * 1_000) + bytes(80))
    media = _box(b"hdlr", bytes(8) + handler + bytes(12) + CANARY + b"\0")
    track = _box(b"trak", _box(b"mdia", media))
    place = _box(b"udta", _box(b"\xa9xyz", CANARY))
    moov = _box(b"moov", movie + track + place)
    extra = _box(b"uuid", CANARY.ljust(32, b"\0"))
    return _box(b"ftyp", b"M4A " + bytes(8)) + moov + extra + _box(b"mdat", b"sound" * 20)
