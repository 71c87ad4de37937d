import io

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.template import Context, Template
from PIL import Image
from wagtail.images.models import Filter

from portal.core.models import SiteIdentity
from portal.images import renditions
from portal.images.models import CustomImage
from portal.images.renditions import IMAGE_SPECS, image_urls, picture_of, with_pictures
from portal.images.tasks import make_renditions
from tests.factories.images import ImageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def _no_encoding(monkeypatch):
    """Fails whoever encodes a picture."""

    def refuse(self, *args, **kwargs):
        raise AssertionError("a picture was encoded in the request")

    monkeypatch.setattr(Filter, "run", refuse)


@pytest.mark.parametrize(
    ("width", "widths"), [(1, (400,)), (400, (400,)), (401, (400, 800)), (2560, (400, 800, 1200))]
)
def test_no_width_is_larger_than_needed(width, widths):
    assert renditions.widths_of(ImageFactory.build(width=width, height=10)) == widths


@pytest.mark.usefixtures("_no_encoding")
def test_missing_renditions_are_linked_where_they_will_be_made():
    image = ImageFactory(width=900, height=600)
    urls = image_urls(image)
    assert list(urls) == list(IMAGE_SPECS)
    assert all(url.startswith("/images/") for url in urls.values())


def test_the_signed_address_makes_the_rendition_and_no_other_does(client):
    image = ImageFactory(width=900, height=600)
    url = image_urls(image, ("width-400|format-avif",))["width-400|format-avif"]
    assert client.get(url.replace("400", "401")).status_code == 403
    response = client.get(url)
    assert (response.status_code, response["Content-Type"]) == (200, "image/avif")
    made = Image.open(io.BytesIO(b"".join(response.streaming_content)))
    assert made.size == (400, 266)


def test_the_task_makes_what_pages_use_and_links_become_files(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        image = ImageFactory(width=500, height=300)
    assert {r.filter_spec for r in image.renditions.all()} == set(renditions.specs_of(image))
    assert all(url.startswith("/media/") for url in image_urls(image, IMAGE_SPECS[:4]).values())
    assert make_renditions.call(image.pk) == 0
    assert make_renditions.call(image.pk + 1) == 0


def test_addresses_known_once_cost_no_query(django_assert_num_queries):
    image = ImageFactory()
    make_renditions.call(image.pk)
    fresh = CustomImage.objects.get()
    specs = renditions.specs_of(fresh)
    caches["renditions"].clear()
    with django_assert_num_queries(1):
        first = image_urls(fresh, specs)
    with django_assert_num_queries(0):
        assert image_urls(fresh, specs) == first


@pytest.mark.parametrize("count", [1, 3])
def test_a_listing_with_pictures_takes_two_queries_for_all(count, django_assert_num_queries):
    for _ in range(count):
        make_renditions.call(ImageFactory().pk)
    images = CustomImage.objects.prefetch_renditions(*IMAGE_SPECS)
    with django_assert_num_queries(2):
        assert all(picture_of(image).src.startswith("/media/") for image in images)


def test_pictures_are_prefetched_through_a_field():
    SiteIdentity.objects.create(name="书香", wechat_qr=ImageFactory())
    make_renditions.call(CustomImage.objects.get().pk)
    identity = with_pictures(SiteIdentity.objects.all(), "wechat_qr").get()
    assert len(identity.wechat_qr.prefetched_renditions) == 2


@pytest.mark.usefixtures("_no_encoding")
def test_the_picture_tag():
    image = ImageFactory(width=900, height=600, description='雪"景')
    html = Template('{% picture image sizes="50vw" css="hero" eager=True %}').render(
        Context({"image": image})
    )
    assert 'type="image/avif"' in html
    assert html.count(" 400w, ") == 2
    assert html.count(" 900w") == 2
    assert 'width="900" height="600" alt="雪&quot;景"' in " ".join(html.split())
    assert 'class="hero"' in html
    assert "lazy" not in html


def test_the_picture_tag_draws_decoration_and_nothing():
    template = Template('{% picture image alt="" %}')
    assert 'alt=""' in template.render(Context({"image": ImageFactory()}))
    assert template.render(Context({"image": None})).strip() == ""


def test_command_makes_missing_renditions(capsys):
    ImageFactory.create_batch(2)
    call_command("make_renditions")
    call_command("make_renditions")
    assert capsys.readouterr().out.splitlines() == [
        "4 renditions made for 2 pictures.",
        "0 renditions made for 2 pictures.",
    ]
