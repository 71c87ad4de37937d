"""Search keeps pen names: it is told whenever a call begins or ends to keep them back."""

from wagtail.search.backends import get_search_backends

from community.works.models import Call, Entry


def index_works(call: Call) -> None:
    """Write down anew under which words the works of *call* are found."""
    entries = list(Entry.get_indexed_objects().filter(call=call))
    if entries:
        for backend in get_search_backends(with_auto_update=True):
            backend.add_bulk(Entry, entries)
