"""Reading lists with their books."""

import factory

from reading_lists.models import ReadingListIndexPage, ReadingListItem, ReadingListPage

from .catalog import RecordFactory
from .home import PageFactory


class ReadingListFactory(PageFactory):
    """`books`: how many records it lists, or the records themselves."""

    class Meta:
        model = ReadingListPage

    title = factory.Sequence(lambda n: f"书单 {n}")
    slug = factory.Sequence(lambda n: f"list-{n}")
    parent = factory.LazyFunction(
        lambda: ReadingListIndexPage.objects.get(locale__language_code="zh-hans")
    )

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        books = kwargs.pop("books", 0)
        records = RecordFactory.create_batch(books) if isinstance(books, int) else books
        kwargs["items"] = [
            ReadingListItem(record=record, sort_order=order, locale=kwargs["parent"].locale)
            for order, record in enumerate(records)
        ]
        return super()._create(model_class, *args, **kwargs)
