"""An editor publishes, meets an occupied address, shares a page and has a broken picture."""

import io
import re
import urllib.request

import pytest
from PIL import Image
from playwright.sync_api import Page

PUBLISHED = re.compile(r"/admin/pages/\d+/$")


def read(portal, path: str) -> str:
    return urllib.request.urlopen(portal.address + path, timeout=10).read().decode()


def publish(page: Page) -> None:
    page.locator("[name=action-publish]").dispatch_event("click")


def write_news(page: Page, index: str, title: str, slug: str) -> None:
    page.goto(f"/admin/pages/add/home/newspage/{index}/")
    page.fill("input[name=title]", title)
    page.locator("select[name=category]").select_option(index=1)
    promote = page.locator("[role=tab]").nth(1)
    promote.click()
    # Wagtail offers a slug of its own once the title has been left.
    page.wait_for_function("document.activeElement.name !== 'title'")
    page.wait_for_timeout(300)
    page.fill("input[name=slug]", slug)
    page.locator("[role=tab]").first.click()
    publish(page)


def test_published_news_is_listed_at_the_first_request(portal, sign_in):
    assert "馆员手记：新书上架" not in read(portal, "/news/")
    page = sign_in("editor")
    write_news(page, portal.page_id("home.NewsIndexPage"), "馆员手记：新书上架", "new-on-the-shelf")
    page.wait_for_url(PUBLISHED)
    assert all("馆员手记：新书上架" in read(portal, "/news/") for _ in range(20))
    assert "馆员手记：新书上架" in read(portal, "/news/new-on-the-shelf/")


def test_occupied_slug_is_said_at_the_field_and_nothing_is_lost(portal, sign_in):
    page = sign_in("editor")
    index = portal.page_id("home.NewsIndexPage")
    write_news(page, index, "第一篇", "occupied-slug")
    page.wait_for_url(PUBLISHED)
    write_news(page, index, "第二篇", "occupied-slug")
    error = page.locator("[id$=slug-errors] .error-message")
    error.wait_for(state="attached")
    assert "occupied-slug" in error.text_content()
    assert page.input_value("input[name=title]") == "第二篇"


def test_two_editors_at_once_lose_nothing(portal, sign_in):
    first = sign_in("editor")
    write_news(first, portal.page_id("home.NewsIndexPage"), "两个人一起改", "two-editors")
    first.wait_for_url(PUBLISHED)
    news = "NewsPage.objects.get(slug='two-editors')"
    number = portal.shell(f"from home.models import NewsPage\nprint({news}.pk)").splitlines()[-1]
    edit = f"/admin/pages/{number}/edit/"
    first.goto(edit)
    second = sign_in("admin")
    second.goto(edit)
    first.fill("input[name=title]", "第一版")
    publish(first)
    first.wait_for_url(PUBLISHED)
    second.wait_for_event("response", lambda answer: "/ping/" in answer.url)  # every ten seconds
    second.fill("input[name=title]", "第二版")
    publish(second)
    warning = second.get_by_role("dialog")
    warning.wait_for()  # a colleague has saved another version; overwrite it?
    warning.get_by_role("button", name="发布").click()
    second.wait_for_url(PUBLISHED)
    titles = portal.shell(
        f"from home.models import NewsPage\nprint([r.object_str for r in {news}.revisions.all()])"
    )
    assert "第一版" in titles
    assert "第二版" in read(portal, "/news/two-editors/")


@pytest.mark.parametrize(
    ("kind", "message"), [("truncated", "文件已损坏"), ("fake", "不接受 GIF 图片")]
)
def test_broken_picture_is_refused_at_the_field(sign_in, kind, message):
    page = sign_in("editor")
    page.goto("/admin/images/add/")
    content = {"truncated": jpeg()[:2000], "fake": b"GIF89a this is no picture at all" * 20}
    page.set_input_files(
        "input[type=file]", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": content[kind]}
    )
    page.fill("input[name=title]", "窗边")
    page.fill("input[name=description]", "读者在窗边看书")
    page.fill("input[name=credit]", "本馆")
    page.click("main form button[type=submit]")
    assert message in page.locator(".error-message").first.inner_text()
    assert page.input_value("input[name=description]") == "读者在窗边看书"


def jpeg() -> bytes:
    buffer = io.BytesIO()
    Image.effect_noise((400, 300), 80).convert("RGB").save(buffer, "JPEG")
    return buffer.getvalue()
