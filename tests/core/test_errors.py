"""Pages for what is missing, refused or broken."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import path
from django.views.defaults import server_error

from portal.core.views.errors import words_of
from portal.urls import handler403, handler404
from portal.urls import urlpatterns as portal_urls


def explode(request):
    raise RuntimeError("broken")


urlpatterns = [path("explode/", explode), *portal_urls]
__all__ = ["handler403", "handler404"]


def parsed(response):
    return BeautifulSoup(response.content, "html.parser")


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", ["", "/en"])
def test_missing_page_offers_a_search_and_ways_on(client, prefix):
    response = client.get(f"{prefix}/events/calligraphy-class-3/")
    assert response.status_code == 404
    page = parsed(response)
    assert page.find(id="q-error")["value"] == "calligraphy class"
    assert page.select(".errorpage__links a")
    assert page.find("meta", {"name": "robots"})["content"] == "noindex"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/%00/", "/'\"--/", f"/{'长' * 500}/", "/%ff%fe/", "/en/a b\n/"])
def test_hostile_addresses_are_only_missing(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/events/calligraphy-class-3/", "calligraphy class"),
        ("/%E6%9B%B8%E5%8D%95.html", "書单 html"),
        ("/", ""),
        ("/<script>/", "script"),
    ],
)
def test_words_of_an_address_are_searched_for(path, words):
    assert words_of(path) == words


@pytest.mark.django_db
def test_forms_of_other_sites_are_refused_on_a_page_of_ours(client):
    response = client.post("/preferences/", {"theme": "dark"}, HTTP_ORIGIN="https://evil.example")
    assert response.status_code == 403
    assert parsed(response).select_one(".errorpage h1")


@pytest.mark.django_db
def test_a_form_without_its_token_says_what_to_do():
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "a"})
    assert response.status_code == 403
    assert parsed(response).select_one(".errorpage h1")


def test_broken_page_needs_no_database_and_speaks_both_languages(settings):
    settings.ROOT_URLCONF = __name__
    response = Client(raise_request_exception=False).get("/explode/")
    assert response.status_code == 500
    page = parsed(response)
    assert page.h1.text == "页面出错了"
    assert page.find(lang="en").h2.text == "Something broke"


@pytest.mark.parametrize("template", ["500.html", "503.html", "400.html"])
def test_plain_pages_need_no_context(rf, template):
    page = parsed(server_error(rf.get("/"), template_name=template))
    assert page.html["lang"] == "zh-Hans"
    assert page.select_one("link[rel=stylesheet]")["href"] == "/static/css/portal.css"
    assert not page.select("script, [style]")
