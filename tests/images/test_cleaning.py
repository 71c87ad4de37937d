import io

import pytest
from django.utils import translation
from PIL import Image

from portal.images.cleaning import LONGEST_SIDE, PictureError, clean_picture

from . import corpus

TRACES = (b"canary", b"gps", b"xmp", b"exif", b"icc", b"script", b"pk\x03\x04", b"comment")


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(clean_picture(data).data))


@pytest.mark.parametrize("name", corpus.with_metadata())
def test_nothing_but_pixels_is_left(name):
    clean = clean_picture(corpus.with_metadata()[name])
    assert [trace for trace in TRACES if trace in clean.data.lower()] == []
    assert clean.size == (120, 80)
    result = Image.open(io.BytesIO(clean.data))
    assert not result.getexif()
    left, right = result.getpixel((5, 40)), result.getpixel((115, 40))
    assert left[0] > 200 > left[2]
    assert right[2] > 200 > right[0]


def test_every_source_has_traces_before():
    for name, data in corpus.with_metadata().items():
        assert b"canary" in data.lower() or name == "photo.avif", name


@pytest.mark.parametrize("name", corpus.broken())
def test_broken_and_hostile_files_are_refused_in_words(name):
    with pytest.raises(PictureError) as refused:
        clean_picture(corpus.broken()[name])
    assert len(str(refused.value)) > 10


def test_what_is_wrong_is_said():
    broken = corpus.broken()
    messages = {}
    for name in ("moving.gif", "gif-as.jpg", "drawing.svg", "pixel-bomb.png", "ribbon.png"):
        with translation.override("en"), pytest.raises(PictureError) as refused:
            clean_picture(broken[name])
        messages[name] = str(refused.value)
    assert "GIF" in messages["moving.gif"]
    assert messages["gif-as.jpg"] == messages["moving.gif"]
    assert "SVG" in messages["drawing.svg"]
    assert messages["pixel-bomb.png"] == "This picture has far too many dots."
    assert "30000" in messages["ribbon.png"]


def test_too_many_bytes_are_refused_before_they_are_read(settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 100
    with pytest.raises(PictureError):
        clean_picture(corpus.saved(corpus.picture(), "JPEG"))


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP"])
def test_a_picture_lying_on_its_side_is_turned_upright(image_format):
    data = corpus.saved(corpus.picture(), image_format, exif=corpus.exif(orientation=6))
    result = opened(data)
    assert result.size == (80, 120)
    assert result.getpixel((40, 5))[0] > 200, "what was left is now on top"


def test_large_pictures_are_made_smaller():
    data = corpus.saved(corpus.picture(size=(4000, 3000)), "JPEG")
    assert clean_picture(data).size == (LONGEST_SIDE, 1920)


def test_small_pictures_are_not_made_larger():
    assert clean_picture(corpus.saved(corpus.picture(size=(1, 1)), "PNG")).size == (1, 1)


def test_transparency_is_kept():
    image = corpus.picture("RGBA")
    image.putalpha(90)
    clean = clean_picture(corpus.saved(image, "PNG"))
    assert (clean.extension, opened(clean.data).getpixel((3, 3))[3]) == ("png", 90)


def test_drawings_of_few_colours_keep_their_edges():
    assert clean_picture(corpus.saved(corpus.picture("1"), "PNG")).extension == "png"
    assert clean_picture(corpus.saved(corpus.picture(), "PNG")).extension == "jpg"


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_other_colour_models_become_rgb(mode):
    assert opened(corpus.saved(corpus.picture(mode), "JPEG")).mode == "RGB"


def test_of_an_animation_the_first_frame_is_kept():
    first, second = corpus.picture(), corpus.picture().rotate(180)
    data = corpus.saved(first, "WEBP", save_all=True, append_images=[second], lossless=True)
    assert opened(data).getpixel((5, 40))[0] > 200


def test_a_broken_colour_profile_does_not_matter():
    data = corpus.saved(corpus.picture(), "JPEG", icc_profile=b"no profile at all" * 9)
    assert opened(data).size == (120, 80)


def test_cleaning_twice_changes_nothing_but_the_bytes():
    once = clean_picture(corpus.with_metadata()["photo.jpg"])
    again = clean_picture(once.data)
    assert (again.size, again.extension) == (once.size, once.extension)
