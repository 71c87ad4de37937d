"""Translations of pages, on top of wagtail-localize: from a dictionary, and after an edit."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from modelcluster.fields import ParentalManyToManyField
from wagtail.models import Locale, Page
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.models import (
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.strings import StringValue

HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class PageTranslation:
    """A page in another language, and the source texts that had no translation."""

    page: Page
    missing: list[str]


@transaction.atomic
def translate_page(
    page: Page, locale: Locale, texts: Mapping[str, str], *, publish: bool = True
) -> PageTranslation:
    """Translate *page* into *locale* with *texts*, a dictionary from source to target text.

    A key is the plain text or, for a paragraph with marks in it, its HTML as wagtail-localize
    shows it (`<b>…</b>`, `<a id="a1">…</a>`). Texts without a Chinese character stand for
    themselves. What is missing keeps its source text and is reported.
    """
    stored = page.specific_class.objects.get(pk=page.pk)  # rows of *page* may lack their keys
    source, _created = TranslationSource.update_or_create_from_instance(stored)
    translation, _created = Translation.objects.update_or_create(
        source=source, target_locale=locale, defaults={"enabled": True}
    )
    missing = _store(translation, texts)
    return PageTranslation(_save(translation, publish=publish), missing)


def sync_translations(page: Page) -> list[Page]:
    """Carry an edit of the source *page* over to its translations.

    A translation with all its texts is saved and published anew. One that waits for a translator
    keeps its published state; its editing view shows what is missing.
    """
    source = TranslationSource.objects.get_for_instance_or_none(page)
    if source is None:
        return []
    source.update_from_db()
    synced = []
    for translation in source.translations.filter(enabled=True).select_related("target_locale"):
        _store(translation, {})
        total, translated = translation.get_progress()
        if total == translated:
            target = _target(translation)
            synced.append(_save(translation, publish=target is None or target.live))
    return synced


def has_translations(page: Page) -> bool:
    """Is *page* a source that translations follow?"""
    return Translation.objects.filter(
        source__object_id=page.translation_key, source__locale_id=page.locale_id, enabled=True
    ).exists()


def missing_texts(page: Page, locale: Locale) -> list[str]:
    """The source texts of *page* that still wait for a translation into *locale*."""
    source = TranslationSource.objects.get_for_instance_or_none(page)
    if source is None:
        return []
    segments = _segments(source).annotate_translation(locale)
    return [segment.string.data for segment in segments if segment.translation is None]


def _segments(source: TranslationSource):
    return StringSegment.objects.filter(source=source).select_related("string").order_by("order")


def _store(translation: Translation, texts: Mapping[str, str]) -> list[str]:
    """Write down a translation for each text of the page; say which texts have none.

    A text that moved to another block of the page keeps the translation it had.
    """
    missing = []
    locale = translation.target_locale
    memory = _memory(translation)
    for segment in _segments(translation.source).annotate_translation(locale):
        source_text = segment.string.data
        text = _find(source_text, texts) or segment.translation or memory.get(segment.string_id)
        if text is None and not HAN.search(source_text):
            text = source_text
        if text is None:
            missing.append(source_text)
        elif text != segment.translation:
            StringTranslation.objects.update_or_create(
                translation_of_id=segment.string_id,
                locale=locale,
                context_id=segment.context_id,
                defaults={
                    "data": text,
                    "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
                    "has_error": False,
                    "field_error": "",
                },
            )
    return missing


def _memory(translation: Translation) -> dict[int, str]:
    """What the page's texts were translated to anywhere on it, by the key of the text."""
    known = StringTranslation.objects.filter(
        locale=translation.target_locale,
        context__object_id=translation.source.object_id,
        has_error=False,
    )
    return dict(known.order_by("updated_at").values_list("translation_of_id", "data"))


def _find(data: str, texts: Mapping[str, str]) -> str | None:
    """The translation of *data*, itself HTML, as HTML."""
    if data in texts:
        return _as_html(texts[data], is_html="<" in data)
    plain = StringValue(data).render_text()
    return _as_html(texts[plain], is_html=False) if plain in texts else None


def _as_html(text: str, *, is_html: bool) -> str:
    return text if is_html else StringValue.from_plaintext(text).data


def _target(translation: Translation) -> Page | None:
    try:
        return translation.get_target_instance()
    except Page.DoesNotExist:
        return None


def _save(translation: Translation, *, publish: bool) -> Page:
    """Save the translated page; publish at once, where wagtail-localize waits for the commit."""
    translation.save_target(publish=False)
    page = translation.get_target_instance()
    if _empty_cleared_relations(translation.source.get_source_instance(), page):
        page.save()
        page.save_revision(changed=False)
    if publish:
        page.get_latest_revision().publish()
        page.refresh_from_db()
    return page


def _empty_cleared_relations(source: Page, target: Page) -> bool:
    """wagtail-localize does not carry over that a many-to-many field became empty."""
    cleared = [
        field.field_name
        for field in get_translatable_fields(type(source))
        if isinstance(field.get_field(type(source)), ParentalManyToManyField)
        and field.is_synchronized(source)
        and getattr(target, field.field_name).exists()
        and not getattr(source, field.field_name).exists()
    ]
    for name in cleared:
        setattr(target, name, [])
    return bool(cleared)
