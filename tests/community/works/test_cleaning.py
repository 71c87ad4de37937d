"""Nothing of a file is kept but what can be seen or heard; what cannot be cleaned is refused."""

import io

import pikepdf
import pytest
from PIL import Image

from community.works.cleaning import clean_file
from community.works.enums import Form
from community.works.errors import FileRefusedError
from tests.images import corpus as pictures

from . import corpus

ALL = list(Form)


@pytest.mark.parametrize(("name", "data"), pictures.with_metadata().items())
def test_of_a_picture_the_pixels_alone_are_kept(name, data):
    clean = clean_file(data, forms=ALL, megabytes=5)
    assert clean.form == Form.PICTURE
    for kept in (clean.data, clean.small):
        assert pictures.CANARY not in kept
        assert b"Exif" not in kept
        assert b"<script" not in kept


def test_of_a_document_the_pages_alone_are_kept():
    data = corpus.pdf(pages=2) + b"PK\x03\x04<script>" + pictures.CANARY
    clean = clean_file(data, forms=ALL, megabytes=5)
    assert (clean.form, clean.pages) == (Form.PDF, 2)
    assert pictures.CANARY not in clean.data
    assert b"Exif" not in clean.data
    assert b"<script" not in clean.data
    document = pikepdf.open(io.BytesIO(clean.data))
    assert "/Annots" not in document.pages[0]
    assert "/Author" not in document.docinfo
    assert document.pages[0].Resources.XObject.I.Width == 30


def test_the_first_page_of_a_document_is_drawn():
    clean = clean_file(corpus.pdf(pages=2), forms=ALL, megabytes=5)
    assert clean.size == (960, 640)
    picture = Image.open(io.BytesIO(clean.small))
    assert (picture.format, picture.size) == ("JPEG", clean.size)
    red, green, blue = picture.getpixel((480, 320))
    assert red > 200 > 100 > green + blue
    assert pictures.CANARY not in clean.small


def test_a_page_that_cannot_be_drawn_costs_the_picture_only():
    clean = clean_file(corpus.pdf(change=corpus.endless_page), forms=ALL, megabytes=5)
    assert (clean.small, clean.size, clean.pages) == (b"", None, 1)
    assert len(pikepdf.open(io.BytesIO(clean.data)).pages) == 1


@pytest.mark.parametrize(("name", "data"), corpus.refused_documents().items())
def test_a_document_that_does_or_carries_something_is_refused(name, data):
    with pytest.raises(FileRefusedError):
        clean_file(data, forms=ALL, megabytes=5)


@pytest.mark.parametrize(
    ("data", "extension", "seconds"),
    [(corpus.mp3(), "mp3", 2), (corpus.wav(), "wav", 1), (corpus.m4a(), "m4a", 3)],
)
def test_of_a_recording_the_sound_alone_is_kept(data, extension, seconds):
    clean = clean_file(data, forms=ALL, megabytes=5)
    assert (clean.form, clean.extension, clean.seconds) == (Form.AUDIO, extension, seconds)
    assert pictures.CANARY not in clean.data
    assert b"CANARY" not in clean.data
    again = clean_file(clean.data, forms=ALL, megabytes=5)
    assert again.data == clean.data


@pytest.mark.parametrize(
    "data",
    [
        corpus.m4a(handler=b"vide"),
        corpus.m4a(seconds=3_600),
        corpus.m4a()[:60],
        corpus.mp3(frames=3),
        corpus.wav()[:30],
        corpus.archive(),
        b"\x89PNG\r\n\x1a\n" + corpus.archive(),
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<html><script>alert(1)</script>",
        b"MZ\x90\x00",
        b"x",
        *pictures.broken().values(),
    ],
)
def test_what_cannot_be_cleaned_is_refused(data):
    with pytest.raises(FileRefusedError) as refusal:
        clean_file(data, forms=ALL, megabytes=5)
    assert str(refusal.value)


def test_what_is_not_asked_for_or_too_big_is_refused():
    with pytest.raises(FileRefusedError):
        clean_file(corpus.mp3(), forms=[Form.PICTURE], megabytes=5)
    with pytest.raises(FileRefusedError):
        clean_file(bytes(1024 * 1024 + 1), forms=ALL, megabytes=1)
