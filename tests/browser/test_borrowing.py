"""A hold and a self-checkout without a pointer: Tab, arrows, Enter."""

import pytest
from playwright.sync_api import expect

from catalog.borrowing import services
from catalog.circulation.models import Hold, Loan
from catalog.models import Work
from portal.accounts.models import User
from tests.factories.accounts import ReaderFactory
from tests.factories.catalog import HoldingFactory, RecordFactory
from tests.factories.circulation import PIN, LoanFactory, PatronFactory
from tests.factories.core import LibraryFactory

CARD = "11010200005555"
STEPS = 80  # of Tab, at most, through the head of a page to what it is about
FOCUSED = """() => {
    const at = document.activeElement;
    if (at === document.body) return [];  // past the end: the browser itself has the focus
    return [at.innerText || at.value || "", at.id, at.name || "", at.getAttribute("href") || ""];
}"""


@pytest.fixture
def library(telephone):
    """The reader of the telephone has a card."""
    PatronFactory(number=CARD)
    services.link_card(ReaderFactory(user=User.objects.get()), CARD, PIN)
    return LibraryFactory(code="DQ01", name="第一馆")


def go_to(page, wanted: str) -> None:
    """Tab to the element whose text, name or address holds *wanted*; it must be seen to have it."""
    for _step in range(STEPS):
        page.keyboard.press("Tab")
        if any(wanted in text for text in page.evaluate(FOCUSED)):
            outline = page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", f"{wanted}: the focus is not seen"
            return
    raise AssertionError(f"{wanted} cannot be reached with Tab")


def test_hold_by_keyboard(telephone, site, library):
    book = RecordFactory(title="骆驼祥子", work=Work.objects.get_or_create(key="w")[0])
    HoldingFactory(record=book, library=library, barcode="A1")
    LoanFactory(record=book, barcode="A1", due="2026-03-20")
    telephone.goto(f"{site}/books/{book.pk}/")
    go_to(telephone, f"/books/{book.pk}/hold/")
    telephone.keyboard.press("Enter")
    telephone.wait_for_url("**/hold/**")
    go_to(telephone, "pickup")
    telephone.keyboard.press("Space")
    go_to(telephone, "预约")
    telephone.keyboard.press("Enter")
    telephone.wait_for_url("**/me/loans/acts/**")
    expect(telephone.get_by_text("骆驼祥子").first).to_be_visible()
    assert Hold.objects.get().record == book


def test_checkout_by_keyboard(telephone, site, library):
    HoldingFactory(library=library, barcode="DQ-0142", record__title="骆驼祥子")
    telephone.goto(f"{site}/me/checkout/at/{services.code_of(library).code}/")
    go_to(telephone, "barcode")
    telephone.keyboard.type("DQ-0142")
    telephone.keyboard.press("Enter")
    telephone.wait_for_url("**barcode=DQ-0142*")
    expect(telephone.get_by_text("骆驼祥子").first).to_be_visible()
    assert not Loan.objects.exists()  # the second step is the reader's
    go_to(telephone, "借")
    telephone.keyboard.press("Enter")
    telephone.wait_for_url("**/me/**")
    expect(telephone.get_by_text("骆驼祥子").first).to_be_visible()
    assert Loan.objects.get().barcode == "DQ-0142"
