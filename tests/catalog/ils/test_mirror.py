import pytest

from catalog.ils.values import ItemStatus
from catalog.mirror import MirroredCatalogue
from tests.factories.catalog import HoldingFactory, RecordFactory

pytestmark = pytest.mark.django_db


def test_copies_of_records_never_claim_to_be_there(django_assert_num_queries):
    book = RecordFactory(record_id="SYN1")
    HoldingFactory(record=book, barcode="b1", call_number="I247.5/1", status="available")
    HoldingFactory(record=book, barcode="b2")
    HoldingFactory(record=RecordFactory(source="elsewhere"))
    with django_assert_num_queries(1):
        items = MirroredCatalogue("local").items(["SYN1", "SYN2"])
    assert [(item.barcode, item.status) for item in items["SYN1"]] == [
        ("b1", ItemStatus.UNKNOWN),
        ("b2", ItemStatus.UNKNOWN),
    ]
    assert items["SYN1"][0].location.call_number == "I247.5/1"
    assert set(items) == {"SYN1"}


def test_record_of_a_barcode():
    book = RecordFactory(record_id="SYN1", title="茶馆", subtitle="", volume="")
    HoldingFactory(record=book, barcode="b1")
    HoldingFactory(record=RecordFactory(source="elsewhere"), barcode="b2")
    found = MirroredCatalogue("local").records_of(["b1", "b2", "b3"])
    assert found == {"b1": ("SYN1", "茶馆")}
