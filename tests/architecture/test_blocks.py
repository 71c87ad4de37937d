"""Blocks as the translation and the templates meet them."""

from collections.abc import Iterator

from django.apps import apps
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.models import Page


def all_blocks(block: blocks.Block, path: str) -> Iterator[tuple[str, blocks.Block]]:
    yield path, block
    if isinstance(block, blocks.ListBlock):
        yield from all_blocks(block.child_block, f"{path}[]")
    for name, child in getattr(block, "child_blocks", {}).items():
        yield from all_blocks(child, f"{path}.{name}")


def test_optional_texts_begin_empty_and_not_as_none():
    """A field added later is missing from stored pages; None there stops wagtail-localize."""
    fields = [
        (f"{model.__name__}.{field.name}", field.stream_block)
        for model in apps.get_models()
        if issubclass(model, Page)
        for field in model._meta.get_fields()
        if isinstance(field, StreamField)
    ]
    assert len(fields) > 4
    without = [
        path
        for name, stream in fields
        for path, block in all_blocks(stream, name)
        if isinstance(block, blocks.CharBlock | blocks.TextBlock)
        and not block.required
        and block.get_default() is None
    ]
    assert without == []
