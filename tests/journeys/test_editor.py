"""An editor publishes, meets an occupied address, and shares a page with a colleague."""

import io
import urllib.request

import pytest
from PIL import Image


def read(portal, path: str) -> str:
    return urllib.request.urlopen(portal.address + path, timeout=10).read().decode()


def write_news(page, index: str, title: str, slug: str) -> None:
    page.goto(f"/admin/pages/add/home/newspage/{index}/")
    page.fill("input[name=title]", title)
    page.fill("input[name=slug]", slug)
    category = page.locator("select[name=category]")
    if category.count():
        category.select_option(index=1)
    page.locator("[name=action-publish]").dispatch_event("click")
    page.wait_for_load_state()


def test_published_news_is_listed_at_the_first_request(portal, sign_in):
    assert "馆员手记：新书上架" not in read(portal, "/news/")
    page = sign_in("editor")
    index = portal.page_id("home.NewsIndexPage")
    write_news(page, index, "馆员手记：新书上架", "new-books-on-the-shelf")
    assert all("馆员手记：新书上架" in read(portal, "/news/") for _ in range(20))
    assert "馆员手记：新书上架" in read(portal, "/news/new-books-on-the-shelf/")


def test_occupied_slug_is_said_at_the_field_and_nothing_is_lost(portal, sign_in):
    page = sign_in("editor")
    index = portal.page_id("home.NewsIndexPage")
    write_news(page, index, "第一篇", "occupied-slug")
    write_news(page, index, "第二篇", "occupied-slug")
    assert page.input_value("input[name=title]") == "第二篇"
    assert "occupied-slug" in page.locator(".error-message, .w-field__errors").first.inner_text()


def test_second_editor_is_told_of_the_first(portal, sign_in):
    index = portal.page_id("home.NewsIndexPage")
    first = sign_in("editor")
    write_news(first, index, "两个人一起改", "two-editors")
    edit = portal.shell(
        "from home.models import NewsPage\n"
        "print(f'/admin/pages/{NewsPage.objects.get(slug=\"two-editors\").pk}/edit/')"
    ).splitlines()[-1]
    first.goto(edit)
    second = sign_in("admin")
    second.goto(edit)
    sessions = second.locator("[data-w-teleport-target], #w-editing-sessions, .w-avatar")
    sessions.first.wait_for(state="attached")
    first.fill("input[name=title]", "两个人一起改（第一版）")
    first.locator("[name=action-publish]").dispatch_event("click")
    first.wait_for_load_state()
    second.fill("input[name=title]", "两个人一起改（第二版）")
    second.locator("[name=action-publish]").dispatch_event("click")
    second.wait_for_load_state()
    titles = portal.shell(
        "from home.models import NewsPage\n"
        "print([r.object_str for r in NewsPage.objects.get(slug='two-editors').revisions.all()])"
    )
    assert "第一版" in titles, "the first editor's text stays in the history"


@pytest.mark.parametrize("kind", ["truncated", "fake"])
def test_broken_picture_is_refused_with_a_message(sign_in, kind):
    page = sign_in("editor")
    page.goto("/admin/images/add/")
    broken = {
        "truncated": corpus_jpeg()[:2000],
        "fake": b"GIF89a this is no picture at all" * 20,
    }[kind]
    page.set_input_files(
        "input[type=file]", {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": broken}
    )
    message = page.locator(".error-message, .status-msg.failure, .errorlist").first
    message.wait_for()
    assert message.inner_text().strip()


def corpus_jpeg() -> bytes:
    buffer = io.BytesIO()
    Image.effect_noise((400, 300), 80).convert("RGB").save(buffer, "JPEG")
    return buffer.getvalue()
