"""Translating in the admin with wagtail-localize: submit, write, publish, follow the source."""

from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import StringSegment, Translation

from portal.core.roles import ensure_roles
from tests.factories.home import NewsPageFactory
from tests.home.test_front_page import publish

pytestmark = pytest.mark.django_db


def submit(editor, page, locale):
    url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    assert editor.get(url).status_code == 200
    answer = editor.post(url, {"locales": [locale.pk]})
    assert answer.status_code == 302
    return Translation.objects.get(source__object_id=page.translation_key)


def write(editor, translation, texts):
    for segment in StringSegment.objects.filter(source=translation.source):
        url = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
        sent = urlencode({"value": texts[segment.string.data]})
        answer = editor.put(url, sent, content_type="application/x-www-form-urlencoded")
        assert answer.status_code in (200, 201)


def edit_url(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def test_news_is_translated_in_the_admin(editor, site, django_capture_on_commit_callbacks):
    page = NewsPageFactory(
        title="春节通知", slug="spring", body=[("text", "<p>春节<b>闭馆</b>三天。</p>")]
    )
    with django_capture_on_commit_callbacks(execute=True):
        translation = submit(editor, page, site.en.locale)
    english = page.get_translation(site.en.locale)
    shown = editor.get(edit_url(english))
    assert shown.status_code == 200
    assert "春节通知" in shown.content.decode()

    texts = {
        "春节通知": "Spring Festival",
        "春节<b>闭馆</b>三天。": "<b>Closed</b> for three days.",
    }
    write(editor, translation, texts)
    preview = reverse("wagtail_localize:preview_translation", args=[translation.pk])
    assert "Spring Festival" in editor.get(preview).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(edit_url(english), {"action": "publish"})
    text = Client().get("/en/news/spring/").content.decode()
    assert "Spring Festival" in text
    assert "<b>Closed</b> for three days." in text


def test_front_page_with_every_section_can_be_translated(
    editor, site, django_capture_on_commit_callbacks
):
    publish(site)
    english = site.en
    english.delete()
    with django_capture_on_commit_callbacks(execute=True):
        translation = submit(editor, site.zh, site.en.locale)
    ensure_roles()  # the front page of a new language is a new tree of pages
    english = site.zh.get_translation(site.en.locale)
    assert editor.get(edit_url(english)).status_code == 200
    segments = StringSegment.objects.filter(source=translation.source)
    write(editor, translation, {s.string.data: "Words" for s in segments})
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(edit_url(english), {"action": "publish"})
    assert "Words" in Client().get("/en/").content.decode()


def test_an_edit_of_the_source_reaches_the_translation(
    editor, site, django_capture_on_commit_callbacks
):
    page = NewsPageFactory(title="春节通知", slug="spring")
    with django_capture_on_commit_callbacks(execute=True):
        translation = submit(editor, page, site.en.locale)
    write(editor, translation, {"春节通知": "Spring Festival"})
    english = page.get_translation(site.en.locale)
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(edit_url(english), {"action": "publish"})
    page.date = "2026-02-17"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    english.refresh_from_db()
    assert str(english.date) == "2026-02-17"
    assert english.title == "Spring Festival"
