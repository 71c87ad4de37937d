"""PDF files, and what drawing one leaves behind."""

import pytest

from portal.core import pdf
from portal.images.cleaning import PictureError, clean_picture
from tests.images import corpus

STYLE = "volunteers/paper.css"


def test_damaged_pictures_are_refused_after_a_file_was_drawn():
    assert pdf.draw("500.html", {}, STYLE).startswith(b"%PDF-")
    with pytest.raises(PictureError):
        clean_picture(corpus.broken()["truncated.jpg"])
