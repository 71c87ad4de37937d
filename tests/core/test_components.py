"""Components of the design system."""

import datetime as dt
import re

import pytest
from bs4 import BeautifulSoup
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import reverse
from django.utils.translation import override

from portal.core.templatetags import ui


def draw(name, request=None, **inputs):
    text = render_to_string(f"components/{name}.html", inputs, request)
    return BeautifulSoup(text, "html.parser")


def html(source, **inputs):
    return BeautifulSoup(Template(source).render(Context(inputs)), "html.parser")


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_style_guide_shows_every_component(client, language):
    with override(language):
        response = client.get(reverse("styleguide"))
    assert response.status_code == 200
    page = BeautifulSoup(response.content, "html.parser")
    identifiers = [tag["id"] for tag in page.find_all(id=True)]
    assert len(identifiers) == len(set(identifiers))
    assert not page.select("[style], style, script:not([src])")


def test_date_card_has_the_lunar_date_on_chinese_pages_only():
    date = dt.date(2026, 12, 22)
    with override("zh-hans"):
        assert draw("datecard", date=date).select_one(".datecard__l").text == "冬月十四 · 冬至"
    with override("en"):
        card = draw("datecard", date=date)
        assert not card.select_one(".datecard__l")
        assert card.select_one(".datecard__m").text == "December 2026"


@pytest.mark.parametrize(
    ("date", "short"),
    [
        (dt.date(2026, 12, 22), "冬至"),
        (dt.date(2027, 2, 6), "春节"),
        (dt.date(2026, 12, 9), "冬月"),
        (dt.datetime(2026, 12, 10, 9, tzinfo=dt.UTC), "初二"),
    ],
)
def test_short_lunar_date_fits_a_month(date, short):
    with override("zh-hans"):
        assert ui.lunar(date).short == short


def test_pages_keep_the_other_query_parameters():
    request = RequestFactory().get("/search/", {"q": "a&b", "kind": ["x", "y"], "page": 2})
    results = Paginator(range(200), 10).page(2)
    links = draw("pages", request, results=results).select("ol a")
    assert links[0]["href"] == "?q=a%26b&kind=x&kind=y&page=1"
    assert [link.text.split()[-1] for link in links] == ["1", "3", "20"]


def test_a_single_page_has_no_page_numbers():
    assert not draw("pages", results=Paginator(range(3), 10).page(1)).find("nav")


def test_wrapping_components_keep_markup_inside_and_escape_inputs():
    source = '{% card title url %}<p class="x">{{ text }}</p>{% endcard %}'
    card = html(source, title="<b>", url='"/', text="<i>")
    assert card.select_one("h3 a").text == "<b>"
    assert card.select_one("h3 a")["href"] == '"/'
    assert card.select_one("p.x").text == "<i>"


@pytest.mark.parametrize(
    ("phone", "address"),
    [("010-0000 1234", "01000001234"), ("+86 10 0000-1234", "+861000001234"), ("1+2", "12")],
)
def test_telephone_numbers_can_be_dialled(phone, address):
    assert ui.dialable(phone) == address


@pytest.mark.parametrize(
    ("taken", "capacity", "width"), [(142, 180, "78.8889"), (9, 6, "100"), (-1, 6, "0")]
)
def test_seat_bar_is_never_more_than_full(taken, capacity, width):
    assert f'width="{width}"' in ui.seats(taken, capacity)


def test_nothing_is_drawn_where_seats_are_not_limited():
    assert ui.seats(3, None) == ""


def test_qr_code_is_a_picture_with_words_and_without_style():
    code = html('{% qr "https://library.example/?a=1" label %}', label='Say "hi" <b>').svg
    assert code["role"] == "img"
    assert code.title.text == 'Say "hi" <b>'
    assert not code.select("[style], style, script")


def test_icons_of_templates_exist(settings):
    sprite = (settings.BASE_DIR / "portal/static/icons.svg").read_text()
    known = set(re.findall(r'id="([^"]+)"', sprite))
    used = {
        name
        for package in settings.BASE_DIR.glob("*/__init__.py")
        for path in package.parent.glob("**/*.html")
        for name in re.findall(r'{% icon "([^"]+)"', path.read_text())
    }
    assert "search" in used
    assert used <= known
