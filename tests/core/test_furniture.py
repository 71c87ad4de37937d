import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.template import Context, Template
from django.test import RequestFactory
from wagtail.models import Locale, Page, Site

from portal.core.context import portal
from portal.core.models import FooterColumn, FooterLink, MenuItem, Notice, SiteIdentity
from portal.core.selectors import site_furniture
from tests.factories.core import (
    FooterColumnFactory,
    FooterLinkFactory,
    LibraryFactory,
    MenuItemFactory,
    NoticeFactory,
)
from tests.factories.images import ImageFactory

NOON = datetime.datetime(2026, 11, 3, 4, 0, tzinfo=datetime.UTC)


@pytest.fixture
def page(root_page) -> Page:
    home = root_page.add_child(instance=Page(title="首页", slug="home"))
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    return home.add_child(instance=Page(title="活动", slug="events"))


def test_an_empty_site_has_furniture(db):
    furniture = site_furniture("zh-hans")
    assert furniture.name == "书香"
    assert (furniture.menu, furniture.footer, furniture.notices) == ((), (), ())
    assert furniture.security_url == ""


def test_texts_follow_the_language_and_fall_back_to_chinese(db):
    SiteIdentity.objects.create(name="东城书香", name_en="Dongcheng Reads", tagline="人人爱读")
    assert site_furniture("zh-hans").name == "东城书香"
    english = site_furniture("en")
    assert (english.name, english.tagline) == ("Dongcheng Reads", "人人爱读")


def test_a_menu_page_is_linked_in_the_readers_language(page, django_capture_on_commit_callbacks):
    home_en = page.get_parent().copy_for_translation(Locale.objects.get(language_code="en"))
    home_en.save_revision().publish()
    page_en = page.copy_for_translation(Locale.objects.get(language_code="en"))
    MenuItemFactory(page=page, url="", name="活动", name_en="Events")
    assert [(i.label, i.url) for i in site_furniture("zh-hans").menu] == [("活动", "/events/")]
    assert [i.url for i in site_furniture("en").menu] == ["/events/"], "not translated yet"
    with django_capture_on_commit_callbacks(execute=True):
        page_en.save_revision().publish()
    assert [(i.label, i.url) for i in site_furniture("en").menu] == [("Events", "/en/events/")]


def test_an_unpublished_page_drops_out_of_the_menu(page):
    MenuItemFactory(page=page, url="")
    page.unpublish()
    assert site_furniture("zh-hans").menu == ()


def test_columns_keep_their_order_and_style(db):
    legal = FooterColumnFactory(style=FooterColumn.Style.LEGAL, sort_order=3)
    line = FooterColumnFactory(style=FooterColumn.Style.LINE, sort_order=2)
    column = FooterColumnFactory(name="服务", sort_order=1)
    for position, name in ((2, "续借"), (1, "办证")):
        FooterLinkFactory(column=column, name=name, sort_order=position)
    FooterLinkFactory(column=legal, name="隐私")
    FooterLinkFactory(column=line, name="首图", url="https://library.example/")
    furniture = site_furniture("zh-hans")
    assert [c.heading for c in furniture.columns] == ["服务"]
    assert [link.label for link in furniture.columns[0].links] == ["办证", "续借"]
    assert [link.label for link in furniture.legal_links] == ["隐私"]
    assert furniture.partner_lines[0].links[0].url == "https://library.example/"


def test_notices_are_shown_between_start_and_end(db):
    library = LibraryFactory(name="一馆")
    NoticeFactory(text="常驻", starts=NOON - datetime.timedelta(days=9))
    NoticeFactory(
        text="闭馆",
        library=library,
        starts=NOON,
        ends=NOON + datetime.timedelta(hours=1),
        kind=Notice.Kind.CLOSURE,
    )
    shown = {}
    for minutes in (-1, 0, 59, 60):
        with time_machine.travel(NOON + datetime.timedelta(minutes=minutes), tick=False):
            shown[minutes] = [n.text for n in site_furniture("zh-hans").notices]
    assert shown == {-1: ["常驻"], 0: ["闭馆", "常驻"], 59: ["闭馆", "常驻"], 60: ["常驻"]}


def test_second_reading_asks_the_database_nothing(page, django_assert_num_queries):
    SiteIdentity.objects.create(name="书香", wechat_qr=ImageFactory())
    MenuItemFactory(page=page, url="")
    FooterLinkFactory()
    NoticeFactory()
    with django_assert_num_queries(9):
        first = site_furniture("zh-hans")
    assert first.wechat_qr_url.startswith("/images/")
    with django_assert_num_queries(0):
        assert site_furniture("zh-hans") == first


def test_context_gives_furniture_and_the_current_section(db):
    MenuItemFactory(url="/events/", name="活动")
    MenuItemFactory(url="/", name="首页")
    template = Template(
        "{% for item in furniture.menu %}{{ item.label }}"
        "{% if item.url == section %}*{% endif %} {% endfor %}"
    )
    request = RequestFactory().get("/events/calligraphy/")
    assert template.render(Context(portal(request))) == "活动* 首页 "


def test_context_asks_nothing_until_a_template_does(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        portal(RequestFactory().get("/"))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "//evil.example/", "evil", "data:x"])
def test_addresses_of_other_kinds_are_refused(db, url):
    with pytest.raises(ValidationError):
        MenuItem(name="坏", url=url).full_clean()


@pytest.mark.parametrize("url", ["/events/", "https://a.example/", "tel:010-1", "#main"])
def test_addresses_of_these_kinds_are_taken(db, url):
    MenuItem(name="好", url=url).full_clean()


def test_a_link_has_exactly_one_target(page):
    with pytest.raises(ValidationError):
        MenuItem(name="无").full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        MenuItem.objects.create(name="无")
    with pytest.raises(IntegrityError), transaction.atomic():
        FooterLink.objects.create(column=FooterColumnFactory(), name="两", url="/", page=page)


def test_a_notice_ends_after_it_starts(db):
    with pytest.raises(ValidationError):
        Notice(text="x", starts=NOON, ends=NOON).full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        NoticeFactory(starts=NOON, ends=NOON)


def test_security_number_links_to_the_register(db):
    SiteIdentity.objects.create(name="书香", security_number="京公网安备 11010102000001号")
    assert site_furniture("zh-hans").security_url.endswith("?code=11010102000001")
