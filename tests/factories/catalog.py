import factory

from catalog.enums import HoldingStatus
from catalog.models import Holding, Record, RecordISBN, Work


class WorkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Work

    key = factory.Sequence(lambda number: f"{number:032x}")
    title = "骆驼祥子"
    author = "老舍"


class RecordFactory(factory.django.DjangoModelFactory):
    """The least a record can be: a number and a title."""

    class Meta:
        model = Record

    record_id = factory.Sequence(lambda number: f"T{number:06d}")
    title = factory.Sequence(lambda number: f"书名{number}")


class BookFactory(RecordFactory):
    """A novel with everything a record page shows; ISBNs are in the look-up table as well."""

    class Meta:
        skip_postgeneration_save = True

    title = "骆驼祥子"
    creators = [{"name": "老舍", "role": "著", "is_main": True, "country": ""}]
    authors_text = "老舍 著"
    place = "北京"
    publisher = "燕岭书局"
    year = 2019
    extent = "306页"
    clc = "I246.5"
    clc_top = "I"
    language = "chi"
    subjects = ["长篇小说", "中国"]
    summary = "从西安门到城外，一辆车拉出半座北平的脚力与冷暖。"
    isbn13 = ["9787020002207"]

    @factory.post_generation
    def isbns(self, create, extracted, **kwargs):
        if create:
            for isbn in self.isbn13:
                RecordISBN.objects.create(record=self, isbn=isbn)


class HoldingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Holding

    record = factory.SubFactory(RecordFactory)
    library = factory.SubFactory("tests.factories.core.LibraryFactory")
    call_number = "I246.5/3"
    barcode = factory.Sequence(lambda number: f"{number:010d}")
    status = HoldingStatus.AVAILABLE
