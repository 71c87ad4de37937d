"""What an index keeps of an object: its texts as tokens, its filter values as tokens too."""

from collections.abc import Callable, Iterator
from functools import cache, cached_property, lru_cache
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.encoding import force_str
from wagtail.search.index import AutocompleteField, FilterField, RelatedFields, SearchField
from wagtail.search.utils import get_content_type_pk

from search.engine.analysis import Analyzer, fold

# A text of few different values fits in this many characters; longer ones are not facets.
SHORT_TEXT = 32


def type_token(content_type_id: int) -> str:
    return f"t0{content_type_id}"


def filter_token(name: str, value: Any) -> str:
    """A filter value as one token, so that a filter is one more term and not a join over hits."""
    return f"f0{_as_letters(name)}0{_as_letters(force_str(value))}"


@lru_cache(10_000)
def _as_letters(text: str) -> str:
    text = fold(text)
    return "".join(char if char.isalnum() else f"x{ord(char):x}" for char in text)


def is_facet(field: FilterField, model: type[models.Model]) -> bool:
    """Whether the values of a filter are few, so that they are worth a token each.

    Numbers that count and dates are compared, not matched; keys and paths differ for each row.
    """
    try:
        column = field.get_field(model)
    except FieldDoesNotExist:
        return True
    if column.primary_key or getattr(column.remote_field, "parent_link", False):
        return False
    if isinstance(column, models.CharField):
        return bool(column.choices) or (column.max_length or SHORT_TEXT + 1) <= SHORT_TEXT
    return isinstance(
        column,
        models.BooleanField
        | models.ForeignKey
        | models.JSONField
        | models.SmallIntegerField
        | models.PositiveSmallIntegerField,
    )


@cache
def facet_fields(model: Any) -> dict[str, FilterField]:
    """The filters that are kept as tokens, by column name."""
    return {
        field.get_attname(model): field
        for field in model.get_filterable_search_fields()
        if is_facet(field, model)
    }


def _text(value: Any) -> str:
    if type(value) is str:
        return value
    if isinstance(value, list | tuple | set):
        return ", ".join(_text(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(_text(item) for item in value.values())
    return "" if value is None else force_str(value)


class IndexedObject:
    """The tokens of one object, by the part of the index they go to."""

    def __init__(self, obj: Any, analyzer: Analyzer) -> None:
        self.obj, self.analyzer = obj, analyzer

    @property
    def pk(self) -> str:
        return force_str(self.obj.pk)

    def _texts(
        self, wanted: Callable[[Any], bool], obj: Any = None, fields: list[Any] | None = None
    ) -> Iterator[tuple[Any, str]]:
        obj = self.obj if obj is None else obj
        for field in _text_fields(type(obj), wanted) if fields is None else fields:
            if isinstance(field, RelatedFields):
                for related in _related_objects(field, obj):
                    yield from self._texts(wanted, related, field.fields)
            elif wanted(field):
                yield field, _text(field.get_value(obj))

    @cached_property
    def title(self) -> list[str]:
        texts = self._texts(_is_title)
        return [token for _, text in texts for token in self.analyzer.tokens(text, mark="w")]

    @cached_property
    def body(self) -> list[tuple[float, list[str]]]:
        """Each other text with the boost of its field."""
        texts = self._texts(_is_body)
        return [(field.boost or 1.0, self.analyzer.tokens(text, mark="v")) for field, text in texts]

    @cached_property
    def typing(self) -> list[str]:
        """What is matched while someone types: plain tokens and every pinyin."""
        texts = list(self._texts(_is_typing))
        return [
            token
            for _, text in texts
            for token in [*self.analyzer.tokens(text), *self.analyzer.sounds(text)]
        ]

    @cached_property
    def sounds(self) -> list[str]:
        texts = self._texts(_is_typing)
        return [token for _, text in texts for token in self.analyzer.sounds(text)]

    @cached_property
    def facets(self) -> dict[str, list[Any]]:
        found = {}
        for name, field in facet_fields(self.obj._meta.model).items():
            value = field.get_value(self.obj)
            values = value if isinstance(value, list | tuple | set) else [value]
            found[name] = [item for item in values if item is not None and item != ""]
        return found

    @cached_property
    def marks(self) -> list[str]:
        """The kind of the object and its filter values."""
        tokens = [type_token(get_content_type_pk(type(self.obj)))]
        for name, values in self.facets.items():
            tokens += [filter_token(name, value) for value in values]
        return tokens


def _is_title(field: Any) -> bool:
    return isinstance(field, SearchField) and field.field_name == "title"


def _is_body(field: Any) -> bool:
    return isinstance(field, SearchField) and field.field_name != "title"


def _is_typing(field: Any) -> bool:
    return isinstance(field, AutocompleteField)


@cache
def _text_fields(model: Any, wanted: Callable[[Any], bool]) -> list[Any]:
    """The fields of *model* that have texts of one kind: a record has two dozen others."""
    return [field for field in model.get_search_fields() if _leads_to(field, wanted)]


def _leads_to(field: Any, wanted: Callable[[Any], bool]) -> bool:
    """Whether *field* has such texts, or what it is related to: it would be read in vain."""
    if isinstance(field, RelatedFields):
        return any(_leads_to(inner, wanted) for inner in field.fields)
    return wanted(field)


def _related_objects(field: RelatedFields, obj: Any) -> list[Any]:
    value = field.get_value(obj)
    if value is None:
        return []
    if isinstance(value, models.Manager):
        return list(value.all())
    return [value() if callable(value) else value]
