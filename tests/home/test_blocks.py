"""The blocks editors choose from: described, with an example, and safe from odd values."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from home.blocks import ArticleBody, FrontPageBody
from home.blocks.links import LinkBlock, PageReference, resolve_links
from home.models import HomePage, NewsPage
from tests.factories.core import LibraryFactory
from tests.factories.home import NewsPageFactory

pytestmark = pytest.mark.django_db

BLOCKS = {**FrontPageBody().child_blocks, **ArticleBody().child_blocks}


@pytest.mark.parametrize("name", BLOCKS)
def test_editors_are_told_what_a_block_is_for(name):
    block = BLOCKS[name]
    assert block.get_description()
    assert str(block.meta.group)
    assert block.meta.icon != "placeholder"
    assert block.is_previewable


@pytest.mark.parametrize(
    ("model", "name"),
    [(HomePage, name) for name in FrontPageBody().child_blocks]
    + [(NewsPage, name) for name in ("books", "events")],
)
def test_the_example_of_a_block_can_be_seen(editor, model, name):
    LibraryFactory()
    block = model._meta.get_field("body").stream_block.child_blocks[name]
    shown = editor.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert shown.status_code == 200
    assert "css/portal.css" in shown.content.decode()


@pytest.mark.parametrize("url", ["javascript:alert(1)", "//evil.example", "evil", "data:,x"])
def test_links_lead_to_sensible_addresses_only(url):
    block = LinkBlock()
    with pytest.raises(ValidationError):
        block.clean(block.to_python({"text": "x", "page": None, "url": url}))


def test_links_of_a_page_are_found_with_one_query(site, django_assert_num_queries):
    pages = [NewsPageFactory() for _ in range(3)]
    links = [{"text": page.title, "page": page, "url": "", "icon": "news"} for page in pages]
    site.zh.body = [("quick_links", {"links": links})]
    site.zh.save()
    body = HomePage.objects.get(pk=site.zh.pk).body
    site.zh.get_url()
    with django_assert_num_queries(1):
        resolve_links(body, "zh-hans")
        found = [link.href for link in body[0].value["links"]]
    assert found == [page.url for page in pages]


def test_a_link_takes_a_page_its_key_or_a_reference(site):
    page = site.page("news")
    for given in (page, page.pk, PageReference(page.pk)):
        value = LinkBlock().normalize({"text": "x", "page": given, "url": ""})
        assert value["page"] == PageReference(page.pk)
        assert value.href == "/news/"


def test_a_link_to_nowhere_has_no_address(site):
    value = LinkBlock().normalize({"text": "x", "page": 99_999, "url": ""})
    assert value.href == ""


def test_pages_linked_from_the_front_page_know_of_it(editor, site):
    page = NewsPageFactory()
    link = {"text": "x", "page": page, "url": "", "icon": "news"}
    site.zh.body = [("quick_links", {"links": [link, link]})]
    site.zh.save_revision().publish()
    usage = editor.get(reverse("wagtailadmin_pages:usage", args=[page.pk]))
    assert site.zh.title in usage.content.decode()
