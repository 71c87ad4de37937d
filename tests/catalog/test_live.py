"""What the library system says over what the mirrored catalogue knows."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.utils import timezone

from catalog import selectors
from catalog.ils.capabilities import Capability, Role
from catalog.ils.errors import ILSConfigError, ILSUnavailable
from catalog.ils.values import ItemStatus
from catalog.models import ImportRun
from catalog.systems import ils
from tests.catalog.desk import item
from tests.factories.catalog import BookFactory, HoldingFactory, RecordFactory
from tests.factories.core import BranchFactory, LibraryFactory

pytestmark = pytest.mark.django_db


def live(record):
    return selectors.live_availability([record])[record.pk]


def test_the_system_is_believed_over_the_mirror(desk):
    copy = HoldingFactory(barcode="1", area="三层", shelf="A-1")
    desk.says(copy.record, item(copy.library, ItemStatus.ON_LOAN, due=dt.date(2026, 3, 9)))
    found = live(copy.record)
    assert (found.text, found.on_shelf, found.next_due) == (
        "All copies are out", 0, dt.date(2026, 3, 9),
    )  # fmt: skip
    assert found.items[0].call_number == "I246.5/3"
    assert found.items[0].shelf == "A-1"
    assert found.knowledge.startswith("As of ")


def test_a_copy_in_another_library_keeps_its_call_number_and_not_its_shelf(desk):
    copy = HoldingFactory(barcode="1", area="三层", shelf="A-1")
    branch = BranchFactory()
    desk.says(copy.record, item(branch))
    (found,) = live(copy.record).items
    assert (found.library, found.call_number, found.area, found.shelf) == (
        branch, "I246.5/3", "", "",
    )  # fmt: skip


def test_copies_of_unknown_libraries_and_withdrawn_ones_are_left_out(desk):
    library, record = LibraryFactory(), RecordFactory()
    elsewhere = LibraryFactory.build(code="NOWHERE")
    desk.says(record, item(elsewhere), item(library, ItemStatus.WITHDRAWN), item(library))
    assert live(record).copies == 1


def test_a_silent_system_makes_nothing_available(desk):
    copy = HoldingFactory()
    ImportRun.objects.create(
        status="finished", finished_at=dt.datetime(2026, 3, 5, 4, tzinfo=dt.UTC)
    )
    desk.failure = ILSUnavailable("away")
    found = live(copy.record)
    assert found.is_available is None
    assert (found.pigment, found.text) == ("ink", "On the shelf when last heard of")
    assert found.knowledge == (
        "The library system does not answer. As the catalogue knew on 5 March 2026."
    )


def test_nor_in_any_one_library(desk):
    copy = HoldingFactory()
    desk.failure = ILSUnavailable("away")
    (place,) = live(copy.record).by_library
    assert place.availability.text == "On the shelf when last heard of"


def test_a_system_that_does_not_know_a_book_is_not_silent(desk):
    copy = HoldingFactory()
    for _asked_or_remembered in range(2):
        found = live(copy.record)
        assert (found.is_silent, found.is_available) == (False, None)
        assert found.text == "On the shelf when last heard of"
    assert len(desk.asked) == 1


def test_a_system_that_is_asked_for_one_book_at_a_time_is_not_silent_in_a_list(desk):
    desk.capabilities -= {Capability.AVAILABILITY_BULK}
    ils().routes[Role.HOLDINGS].capabilities = desk.capabilities
    copies = HoldingFactory.create_batch(2)
    found = selectors.live_availability([copy.record for copy in copies])
    assert not any(each.is_silent for each in found.values())
    assert desk.asked == []


def test_an_older_answer_stands_in_and_says_so(desk, time_machine):
    time_machine.move_to(dt.datetime(2026, 3, 9, 2, 32, tzinfo=dt.UTC), tick=False)
    copy = HoldingFactory(barcode="1")
    desk.says(copy.record, item(copy.library))
    assert live(copy.record).knowledge == "As of 10:32."
    desk.failure = ILSUnavailable("away")
    time_machine.shift(dt.timedelta(minutes=5))
    found = live(copy.record)
    assert found.is_available is True
    assert found.knowledge == "The library system does not answer. As of 10:32."


def test_wrong_settings_of_the_system_fail_no_page(desk):
    copy = HoldingFactory()
    desk.failure = ILSConfigError("401")
    assert live(copy.record).is_silent


def test_without_a_system_the_mirror_speaks_and_blames_nobody(settings):
    settings.PORTAL_ILS = {}
    copy = HoldingFactory()
    found = live(copy.record)
    assert (found.is_available, found.is_silent, found.knowledge) == (True, False, "")


def test_records_of_another_catalogue_are_not_asked_for(desk):
    copy = HoldingFactory(record=BookFactory(source="elsewhere"))
    assert not live(copy.record).is_silent
    assert desk.asked == []


@pytest.mark.parametrize("count", [1, 40])
def test_many_books_are_one_call_and_two_queries(desk, count, django_assert_num_queries):
    copies = [HoldingFactory() for _number in range(count)]
    for copy in copies:
        desk.says(copy.record, item(copy.library))
    records = [copy.record for copy in copies]
    with django_assert_num_queries(2):
        found = selectors.live_availability(records)
    assert len(desk.asked) == 1
    assert all(each.is_available for each in found.values())


def test_more_than_one_call_takes_is_cut(desk):
    records = RecordFactory.create_batch(41)
    assert len(selectors.live_availability(records)) == 40


def test_yesterdays_answer_is_dated(desk, time_machine):
    time_machine.move_to(dt.datetime(2026, 3, 9, 2, 32, tzinfo=dt.UTC), tick=False)
    copy = HoldingFactory(barcode="1")
    desk.says(copy.record, item(copy.library))
    found = live(copy.record)
    time_machine.move_to(timezone.now() + dt.timedelta(days=1), tick=False)
    assert found.knowledge == "As of 9 March 2026 10:32."
    cache.clear()
