import pytest
from django.core.management import call_command
from wagtail.models import Locale, Page, Site

from home import services
from home.models import HomePage, NewsIndexPage
from tests.factories.home import site_tree

pytestmark = pytest.mark.django_db


def shape():
    """Every page of the tree but for its key: where it stands, what it is and what it is called."""
    return [
        (
            page.depth,
            page.specific_class,
            page.slug,
            page.title,
            page.locale.language_code,
            page.live,
        )
        for page in Page.objects.filter(depth__gt=1).order_by("path")
    ]


def test_create_site_makes_both_languages(root_page):
    services.create_site()
    made = shape()
    assert [row[3] for row in made if row[0] == 2] == ["首页", "Home"]
    assert all(live for *_rest, live in made)
    assert Site.objects.get().root_page.slug == "home"
    for page in Page.objects.filter(locale__language_code="zh-hans", depth__gt=1):
        assert page.has_translation(Locale.objects.get(language_code="en"))


def test_the_tree_of_the_tests_is_what_the_service_makes(root_page):
    services.create_site()
    made = shape()
    for page in Page.objects.filter(depth=2):
        page.delete()
    site_tree()
    assert shape() == made


def test_create_site_twice_changes_nothing(root_page):
    services.create_site()
    news = NewsIndexPage.objects.get(locale__language_code="zh-hans")
    news.title = "资讯"
    news.save_revision().publish()
    before = Page.objects.count()
    services.create_site()
    assert Page.objects.count() == before
    assert HomePage.objects.count() == 2
    news.refresh_from_db()
    assert news.title == "资讯"


def test_create_site_takes_the_place_of_the_welcome_page(root_page):
    welcome = root_page.add_child(instance=Page(title="Welcome", slug="home"))
    Site.objects.create(hostname="localhost", root_page=welcome, is_default_site=True)
    home = services.create_site()
    assert home.slug == "home"
    assert not Page.objects.filter(title="Welcome").exists()
    assert Site.objects.get().root_page_id == home.pk


def test_command_says_what_there_is(root_page, capsys):
    call_command("create_site")
    call_command("create_site")
    assert capsys.readouterr().out.count("The site has 6 pages in zh-hans.") == 2
