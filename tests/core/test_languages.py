import pytest
from django.test import RequestFactory
from django.utils.translation import override

from portal.core.languages import front_page_url, languages, localized_path
from tests.factories.home import NewsPageFactory, site_tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def site(root_page):
    return site_tree()


def urls(found):
    return {language.code: language.url for language in found}


def test_a_page_names_its_translation(site):
    request = RequestFactory().get("/news/")
    found = languages(request, site.page("news"))
    assert urls(found) == {"zh-hans": "/news/", "en": "/en/news/"}
    assert [language.is_current for language in found] == [True, False]
    assert all(language.is_translation for language in found)


def test_a_page_without_translation_offers_the_front_page(site):
    story = NewsPageFactory(slug="a")
    found = languages(RequestFactory().get("/news/a/"), story)
    assert urls(found) == {"zh-hans": "/news/a/", "en": "/en/"}
    assert [language.is_translation for language in found] == [True, False]


def test_a_draft_translation_is_not_offered(site):
    site.page("news", "en").unpublish()
    found = languages(RequestFactory().get("/news/"), site.page("news"))
    assert urls(found)["en"] == "/en/"


def test_a_view_keeps_its_address_and_query():
    found = languages(RequestFactory().get("/accounts/login/?next=/me/"))
    assert urls(found) == {
        "zh-hans": "/accounts/login/?next=/me/",
        "en": "/en/accounts/login/?next=/me/",
    }


def test_a_view_in_english_leads_back():
    with override("en"):
        found = languages(RequestFactory().get("/en/accounts/login/"))
    assert urls(found)["zh-hans"] == "/accounts/login/"
    assert [language.is_current for language in found] == [False, True]


@pytest.mark.parametrize("path", ["/nowhere/", "/nowhere.html", "/%00/", "/en/nowhere/"])
def test_an_address_that_leads_nowhere_offers_the_front_pages(path):
    found = languages(RequestFactory().get(path))
    assert urls(found) == {"zh-hans": "/", "en": "/en/"}


@pytest.mark.parametrize(
    ("path", "english"),
    [
        ("/accounts/login/", "/en/accounts/login/"),
        ("/news/?category=a#b", "/en/news/?category=a#b"),
        ("/robots.txt", "/robots.txt"),
        ("https://example.org/x/", "https://example.org/x/"),
        ("//example.org/x/", "//example.org/x/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("", ""),
    ],
)
def test_paths_follow_the_language(path, english):
    assert localized_path(path) == path
    with override("en"):
        assert localized_path(path) == english
        assert localized_path(path, "zh-hans") == path


def test_front_pages():
    assert front_page_url("zh-hans") == "/"
    assert front_page_url("en") == "/en/"
