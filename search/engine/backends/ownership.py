"""Which backend holds a model: one that names it in MODELS holds it alone.

So records, of which there may be millions, stay out of the table in which pages are found, and
whoever asks the default backend for records (a chooser in the admin) is served by the right one.
"""

from typing import Any

from django.conf import settings
from django.db.models import Model, QuerySet
from wagtail.search.backends import get_search_backend
from wagtail.search.backends.base import BaseSearchBackend

from .query import TokenQueryCompiler, TypingQueryCompiler


def holder_of(label: str) -> str | None:
    """The name of the backend that claims the model *label*, such as "catalog.record"."""
    backends: dict[str, dict[str, Any]] = settings.WAGTAILSEARCH_BACKENDS
    for name, options in backends.items():
        if label in {model.lower() for model in options.get("MODELS", ())}:
            return name
    return None


class OwningBackend(BaseSearchBackend):
    """Mixed into a Wagtail backend; searches through tokens and keeps to its own models."""

    query_compiler_class = TokenQueryCompiler
    autocomplete_query_compiler_class = TypingQueryCompiler

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)
        self.match_mode = params.get("MATCH", "recall")
        self.claimed = frozenset(label.lower() for label in params.get("MODELS", ()))

    def holds(self, model: type[Model]) -> bool:
        label = model._meta.label_lower
        return label in self.claimed if self.claimed else holder_of(label) is None

    def _holder(self, model_or_queryset: Any) -> Any:
        is_queryset = isinstance(model_or_queryset, QuerySet)
        model = model_or_queryset.model if is_queryset else model_or_queryset
        if self.holds(model):
            return self
        return get_search_backend(holder_of(model._meta.label_lower) or "default")

    def search(self, query: Any, model_or_queryset: Any, *args: Any, **options: Any) -> Any:
        holder = self._holder(model_or_queryset)
        find = super().search if holder is self else holder.search
        return find(query, model_or_queryset, *args, **options)

    def autocomplete(self, query: Any, model_or_queryset: Any, *args: Any, **options: Any) -> Any:
        holder = self._holder(model_or_queryset)
        find = super().autocomplete if holder is self else holder.autocomplete
        return find(query, model_or_queryset, *args, **options)
