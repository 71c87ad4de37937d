"""Reads a PDF from standard input; writes its number of pages, a clean one, and its first page.

A program of its own, without Django: run by `documents.clean` with limits on memory and time. What
it refuses it names on standard error in one word. The picture of the first page comes last: if it
cannot be drawn, or drawing ends the process, the clean document is out already.
"""

import io
import resource
import sys
import zlib

import pikepdf

MEMORY = 768 * 1024 * 1024
CPU_SECONDS = 15
DRAWING_SECONDS = 3
SIDE = 960  # of the picture of the first page, in pixels
MOST_OBJECTS = 50_000
LARGEST_PICTURE = 64 * 1024 * 1024
PROGRAMS = ("/JavaScript", "/JS", "/Launch", "/RichMedia", "/XFA", "/Movie", "/ImportData")
ATTACHMENTS = ("/EmbeddedFile", "/EmbeddedFiles", "/Filespec")
# What a page needs to be seen. Links, forms, notes and all that was written beside it stay behind.
PAGE_KEYS = {
    "/Type", "/Contents", "/Resources", "/MediaBox", "/CropBox", "/TrimBox", "/BleedBox",
    "/ArtBox", "/Rotate", "/Group", "/UserUnit", "/Parent",
}  # fmt: skip
NOTES = ("/Metadata", "/PieceInfo", "/LastModified", "/AF", "/OPI", "/Alternates")


class Refused(Exception):  # noqa: N818 - carries one word, not an error of the program
    pass


def clean(data: bytes, most_pages: int) -> tuple[bytes, int]:
    try:
        source = pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError as error:
        raise Refused("encrypted") from error
    if source.is_encrypted:
        raise Refused("encrypted")
    if len(source.objects) > MOST_OBJECTS:
        raise Refused("damaged")
    for item in source.objects:
        _look_at(item)
    pages = len(source.pages)
    if not pages:
        raise Refused("empty")
    if pages > most_pages:
        raise Refused("pages")
    return _copied(source), pages


def _look_at(item: pikepdf.Object) -> None:
    """Refuse what makes a document do something or carry something."""
    if isinstance(item, pikepdf.Array):
        for each in item:
            if isinstance(each, pikepdf.Dictionary) and not each.is_indirect:
                _look_at(each)
        return
    if not isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        return
    names = {str(key) for key in item.keys()}  # noqa: SIM118 - not a dict
    kinds = {str(item.get(key)) for key in ("/S", "/Type", "/Subtype") if key in names}
    if (names | kinds) & set(PROGRAMS):
        raise Refused("script")
    if (names | kinds) & set(ATTACHMENTS) or "/EF" in names:
        raise Refused("attachment")
    for key in names:
        inner = item.get(key)
        if isinstance(inner, pikepdf.Dictionary | pikepdf.Array) and not inner.is_indirect:
            _look_at(inner)


def _copied(source: pikepdf.Pdf) -> bytes:
    """A new document of the pages; whatever no page needs is not in it."""
    target = pikepdf.new()
    target.pages.extend(source.pages)
    for page in target.pages:
        for key in list(page.obj.keys()):
            if str(key) not in PAGE_KEYS:
                del page.obj[key]
    for item in target.objects:
        if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            for key in NOTES:
                if key in item:
                    del item[key]
        if isinstance(item, pikepdf.Stream):
            _clean_picture(item)
    buffer = io.BytesIO()
    target.remove_unreferenced_resources()
    target.save(buffer, fix_metadata_version=False, deterministic_id=True)
    return buffer.getvalue()


def _clean_picture(item: pikepdf.Stream) -> None:
    """Photographs keep where they were taken inside a PDF, too."""
    filters = _filters(item)
    if "/JPXDecode" in filters:
        raise Refused("pictures")
    if "/DCTDecode" not in filters:
        return
    raw = item.read_raw_bytes()
    if filters == ["/FlateDecode", "/DCTDecode"]:
        raw = zlib.decompressobj().decompress(raw, LARGEST_PICTURE)
    elif filters != ["/DCTDecode"]:
        raise Refused("pictures")
    parameters = item.get("/DecodeParms")
    if isinstance(parameters, pikepdf.Array):
        parameters = parameters[-1]
    item.write(bare_jpeg(raw), filter=pikepdf.Name.DCTDecode)
    if isinstance(parameters, pikepdf.Dictionary):
        item["/DecodeParms"] = parameters


def _filters(item: pikepdf.Stream) -> list[str]:
    found = item.get("/Filter")
    if found is None:
        return []
    names = {"/DCT": "/DCTDecode", "/Fl": "/FlateDecode"}
    each = found if isinstance(found, pikepdf.Array) else [found]
    return [names.get(str(name), str(name)) for name in each]


def bare_jpeg(data: bytes) -> bytes:
    """*data* without the segments of notes; what tells the colours (JFIF, Adobe) stays."""
    if data[:2] != b"\xff\xd8":
        raise Refused("pictures")
    kept, place = [b"\xff\xd8"], 2
    while place + 4 <= len(data) and data[place] == 0xFF:
        mark = data[place + 1]
        if mark == 0xFF:  # padding
            place += 1
            continue
        size = int.from_bytes(data[place + 2 : place + 4], "big")
        if mark == 0xDA:
            end = data.rfind(b"\xff\xd9")
            return b"".join([*kept, data[place : end + 2 if end > place else None]])
        is_note = mark == 0xFE or (0xE1 <= mark <= 0xEF and mark != 0xEE)
        if not is_note:
            kept.append(data[place : place + 2 + size])
        place += 2 + size
    raise Refused("pictures")


def first_page(data: bytes) -> bytes:
    """The first page as a PNG: without a loss, for the parent makes it anew from its pixels."""
    import pypdfium2  # noqa: PLC0415 - after the clean document is out, whatever becomes of it

    page = pypdfium2.PdfDocument(data)[0]
    buffer = io.BytesIO()
    page.render(scale=SIDE / max(page.get_size())).to_pil().convert("RGB").save(buffer, "PNG")
    return buffer.getvalue()


def _draw(data: bytes) -> None:
    """Write the first page behind the document, or nothing."""
    used = int(sum(resource.getrusage(resource.RUSAGE_SELF)[:2]))
    resource.setrlimit(resource.RLIMIT_CPU, (min(used + DRAWING_SECONDS, CPU_SECONDS), CPU_SECONDS))
    try:
        picture = first_page(data)
    except Exception:  # noqa: BLE001 - a page that cannot be drawn is no reason to refuse it
        return
    sys.stdout.buffer.write(picture)


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    try:
        data, pages = clean(sys.stdin.buffer.read(), int(sys.argv[1]))
    except Refused as error:
        sys.stderr.write(str(error))
        return 1
    except Exception:  # noqa: BLE001 - readers of broken files raise almost anything: refuse
        sys.stderr.write("damaged")
        return 1
    sys.stdout.buffer.write(b"%d %d\n" % (pages, len(data)) + data)
    sys.stdout.buffer.flush()
    _draw(data)
    return 0


if __name__ == "__main__":
    sys.exit(main())
