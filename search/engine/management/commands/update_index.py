"""Wagtail's update_index, for backends that hold some models only and for millions of rows."""

from collections.abc import Iterator
from typing import Any

from modelsearch.management.commands import rebuild_modelsearch_index as stock
from wagtail.search.backends import get_search_backend
from wagtail.search.index import get_indexed_models


class Command(stock.Command):
    help = "Fills the search indexes anew; they go on answering meanwhile."

    def update_backend(
        self, backend_name: str, schema_only: bool = False, chunk_size: int = 1_000
    ) -> None:
        backend = get_search_backend(backend_name)
        holds = getattr(backend, "holds", lambda model: True)
        models = [model for model in get_indexed_models() if holds(model)]
        for index, of_index in stock.group_models_by_index(backend, models).items():
            rebuilder = backend.rebuilder_class(index)
            index = rebuilder.start()
            count = 0
            for model in of_index:
                index.add_model(model)
                if schema_only:
                    continue
                for objects in self.queryset_chunks(model.get_indexed_objects(), chunk_size):
                    index.add_items(model, objects)
                    count += len(objects)
            rebuilder.finish()
            self.write(f"{backend_name}: {count} objects indexed")

    def queryset_chunks(self, queryset: Any, chunk_size: int = 1_000) -> Iterator[list[Any]]:
        """By key and not by offset, which would read all earlier rows again for each part."""
        rows = queryset.order_by("pk")
        chunk = list(rows[:chunk_size])
        while chunk:
            yield chunk
            chunk = list(rows.filter(pk__gt=chunk[-1].pk)[:chunk_size])
