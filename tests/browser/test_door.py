"""The door in a browser: without network, with a ticket, by thumb."""

import datetime as dt

import pytest
import segno
from django.urls import reverse

from events.registration.models import Attendance
from tests.factories.registration import enter, event

from .accessibility import assert_accessible, small_targets


@pytest.fixture
def door(site):
    """A date with three parties of one; its address."""
    pool = event(days=1)
    parties = [enter(pool) for _number in range(3)]
    return site + reverse("rosters:door", args=[pool.occurrence.uid]), parties


def tick(page, registration):
    page.locator(f"[data-uid='{registration.uid}'] [data-head]").click()


def sent(page):
    """Wait until the server has confirmed every mark."""
    page.wait_for_selector(".is-pending", state="detached", timeout=15000)


def came() -> int:
    return Attendance.objects.filter(state="came").count()


def test_marks_wait_for_the_network_and_arrive_once(telephone, door):
    url, (first, second, third) = door
    telephone.goto(url)
    assert_accessible(telephone)
    assert small_targets(telephone, 44) == []
    tick(telephone, third)
    sent(telephone)
    assert came() == 1

    telephone.context.set_offline(True)
    tick(telephone, first)
    tick(telephone, second)
    telephone.wait_for_selector("#door-net:not([hidden])")
    assert telephone.locator(".is-pending").count() == 2
    assert telephone.inner_text("#door-came") == "3"
    assert came() == 1

    telephone.context.set_offline(False)
    sent(telephone)
    assert came() == 3
    assert telephone.is_hidden("#door-net")

    tick(telephone, first)
    sent(telephone)
    telephone.reload()
    assert telephone.inner_text("#door-came") == "2"


def test_marks_outlive_the_page(telephone, door):
    url, (first, *_others) = door
    telephone.goto(url)
    telephone.route("**/marks/", lambda route: route.abort())
    tick(telephone, first)
    telephone.wait_for_selector("#door-net:not([hidden])")
    telephone.unroute("**/marks/")
    telephone.reload()
    sent(telephone)
    assert came() == 1


def test_code_of_a_ticket_is_typed_and_names_are_searched(telephone, door):
    url, (first, second, _third) = door
    telephone.goto(url)
    telephone.fill("#door-q", first.reader.nickname)
    assert telephone.locator(".checkin__party:visible").count() == 1
    telephone.fill("#door-q", second.uid.hex[:8])
    telephone.press("#door-q", "Enter")
    sent(telephone)
    assert Attendance.objects.get().attendee.registration == second


def test_decoder_of_our_own_reads_a_ticket(telephone, door):
    url, (first, *_others) = door
    telephone.goto(url)
    picture = segno.make(f"https://library.example/me/registrations/{first.uid}/").png_data_uri(
        scale=6
    )
    read = telephone.evaluate(
        """async (picture) => {
            const { BarcodeDetector } = await import(
                document.querySelector("[data-decoder]").dataset.decoder);
            const image = new Image();
            image.src = picture;
            await image.decode();
            const canvas = document.createElement("canvas");
            canvas.width = image.width;
            canvas.height = image.height;
            canvas.getContext("2d").drawImage(image, 0, 0);
            const found = await new BarcodeDetector({ formats: ["qr_code"] }).detect(canvas);
            return found.map((code) => code.rawValue);
        }""",
        picture,
    )
    assert read == [f"https://library.example/me/registrations/{first.uid}/"]


def test_walk_in_by_keyboard_takes_seconds(telephone, door):
    url, _parties = door
    telephone.goto(url)
    started = dt.datetime.now(dt.UTC)
    telephone.focus("#id_adults")
    telephone.keyboard.press("Enter")
    telephone.wait_for_url("**/door/#walk-in")
    assert telephone.locator(".message--success").count() == 1
    assert dt.datetime.now(dt.UTC) - started < dt.timedelta(seconds=30)
    assert came() == 1
