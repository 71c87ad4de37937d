"""Each shared block draws its example, and what is particular about some of them."""

import pytest
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from django.utils import translation
from wagtail.blocks import StreamBlockValidationError
from wagtail.documents.models import Document
from wagtail.models import Locale, Page, Site

from portal.core.blocks import BodyBlock, PictureBlock, TableBlock
from portal.core.blocks.media import player_of
from portal.images.tasks import make_renditions
from tests.factories.images import ImageFactory

pytestmark = pytest.mark.django_db
BODY = BodyBlock()


def body(*blocks: tuple[str, object]):
    return BODY.to_python([{"type": name, "value": value} for name, value in blocks])


def html(*blocks: tuple[str, object]) -> str:
    return BODY.render(body(*blocks), {"request": RequestFactory().get("/")})


@pytest.fixture
def page(root_page) -> Page:
    home = root_page.add_child(instance=Page(title="首页", slug="home"))
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    return home.add_child(instance=Page(title="活动", slug="events"))


@pytest.mark.parametrize("name", BODY.child_blocks)
def test_every_block_says_what_it_is_and_draws_its_example(name):
    ImageFactory()
    block = BODY.child_blocks[name]
    assert block.meta.icon != "placeholder"
    assert block.meta.group
    assert block.get_description()
    assert block.is_previewable
    drawn = block.render(block.get_preview_value(), {"request": RequestFactory().get("/")})
    assert "style=" not in drawn
    assert name in ("pages", "documents") or len(drawn) > 60


@pytest.mark.parametrize("name", BODY.child_blocks)
def test_every_block_draws_nothing_given(name):
    block = BODY.child_blocks[name]
    block.render(block.get_default(), {"request": RequestFactory().get("/")})


def test_text_is_escaped_and_links_stay():
    drawn = html(
        ("quote", {"text": "<script>alert(1)</script>", "source": "<b>我</b>"}),
        ("text", '<p>读<a href="https://a.example/">书</a></p>'),
    )
    assert "<script>" not in drawn
    assert "&lt;b&gt;我" in drawn
    assert '<a href="https://a.example/">书</a>' in drawn


def test_a_picture_shows_description_caption_and_credit():
    image = ImageFactory(description="雪中的院子", credit="王馆员摄")
    drawn = html(("picture", {"image": image.pk, "caption": "大雪"}))
    assert 'alt="雪中的院子"' in drawn
    assert "大雪" in drawn
    assert "王馆员摄" in drawn


def test_a_deleted_picture_leaves_no_hole():
    assert "<figure" not in html(("picture", {"image": 999, "caption": ""}))


@pytest.mark.parametrize("count", [1, 3])
def test_pictures_of_a_body_take_two_queries(count, django_assert_num_queries):
    images = [ImageFactory() for _ in range(count)]
    for image in images:
        make_renditions.call(image.pk)
    with django_assert_num_queries(2):
        drawn = html(
            *(("picture", {"image": image.pk, "caption": ""}) for image in images),
            ("picture", {"image": None, "caption": ""}),
        )
    assert drawn.count("<picture>") == count


@pytest.mark.parametrize(
    ("url", "src"),
    [
        (
            "https://www.bilibili.com/video/BV1xx411c7mD",
            "bilibili.com/player.html?bvid=BV1xx",
        ),
        ("https://m.bilibili.com/video/BV1xx411c7mD/?p=1", "?bvid=BV1xx411c7mD"),
        ("https://v.qq.com/x/cover/mzc0020/b0031.html", "vid=b0031"),
        ("https://v.youku.com/v_show/id_XNTk0==.html", "embed/XNTk0=="),
    ],
)
def test_players_of_known_sites(url, src):
    assert src in player_of(url).src


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/video/BV1xx411c7mD",
        "http://www.bilibili.com/video/BV1xx411c7mD",
        "https://www.bilibili.com.evil.example/video/BV1xx411c7mD",
        'https://www.bilibili.com/video/"><script>',
        "https://evil.example/?https://www.bilibili.com/video/BV1xx411c7mD",
        "",
    ],
)
def test_videos_of_other_sites_are_refused(url):
    assert player_of(url) is None
    with pytest.raises(StreamBlockValidationError):
        BODY.clean(body(("embed", {"url": url, "title": "片", "poster": None})))


def test_a_video_calls_nobody_before_the_reader_agrees():
    url = "https://www.bilibili.com/video/BV1xx411c7mD"
    drawn = html(("embed", {"url": url, "title": "片", "poster": None}))
    assert "<iframe" not in drawn
    assert 'data-embed="https://player.bilibili.com/player.html?bvid=' in drawn
    assert f'<a class="btn" href="{url}"' in " ".join(drawn.split())
    assert "data-embed-play hidden" in drawn


def test_a_video_of_a_site_struck_off_the_list_is_a_plain_link(settings):
    settings.PORTAL_EMBED_PROVIDERS = []
    drawn = html(("embed", {"url": "https://old.example/v", "title": "片", "poster": None}))
    assert "data-embed=" not in drawn
    assert 'href="https://old.example/v"' in drawn


def test_the_policy_lets_in_exactly_the_players(settings):
    hosts = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["frame-src"]
    assert hosts == [
        "https://player.bilibili.com",
        "https://v.qq.com",
        "https://player.youku.com",
    ]


TABLE = {
    "caption": "开放时间",
    "columns": [{"type": "text", "heading": "场馆"}, {"type": "number", "heading": "席位"}],
    "rows": [{"values": ["总馆", "120"]}, {"values": ["分馆", "40"]}],
}


def test_a_table_has_caption_and_headers():
    drawn = html(("table", TABLE))
    assert "<caption>开放时间</caption>" in drawn
    assert drawn.count('scope="col"') == 2
    assert drawn.count('scope="row"') == 2
    assert '<td class="tbl__num">120</td>' in drawn


@pytest.mark.parametrize(
    "change",
    [{"caption": ""}, {"columns": [{"type": "text", "heading": ""}], "rows": []}],
)
def test_a_table_without_caption_or_headings_is_refused(change):
    block = TableBlock()
    with pytest.raises(ValidationError):
        block.clean(block.to_python({**TABLE, **change}))
    block.defer_required_validation()
    block.clean(block.to_python({**TABLE, **change}))


def test_the_texts_of_a_table_can_be_translated():
    block = TableBlock()
    table = block.to_python(TABLE)
    segments = block.get_translatable_segments(table)
    assert [(s.path, s.string.data) for s in segments][:3] == [
        ("caption", "开放时间"),
        ("heading-0", "场馆"),
        ("heading-1", "席位"),
    ]
    for segment in segments:
        segment.string.data = f"en:{segment.string.data}"
    translated = block.restore_translated_segments(table, segments[:-1])
    assert translated.caption == "en:开放时间"
    assert [row["values"] for row in translated.row_data] == [
        ["en:总馆", "en:120"],
        ["en:分馆", "40"],
    ]


def test_page_links_lead_to_the_readers_language(page):
    english = page.get_parent().copy_for_translation(Locale.objects.get(language_code="en"))
    english.save_revision().publish()
    translated = page.copy_for_translation(Locale.objects.get(language_code="en"))
    translated.title = "Events"
    translated.save_revision().publish()
    draft = page.get_parent().add_child(instance=Page(title="草稿", slug="draft", live=False))
    value = ("pages", {"title": "", "pages": [page.pk, draft.pk]})
    with translation.override("en"):
        drawn = html(value)
    assert '<a href="/en/events/">Events</a>' in drawn
    assert "草稿" not in drawn
    assert '<a href="/events/">活动</a>' in html(value)


def test_page_links_to_drafts_only_draw_nothing(page):
    page.unpublish()
    assert "<nav" not in html(("pages", {"title": "", "pages": [page.pk]}))


def test_documents_show_kind_and_size():
    document = Document.objects.create(title="章程", file="documents/rules.pdf", file_size=2048)
    drawn = html(("documents", {"title": "", "documents": [document.pk]}))
    assert "章程" in drawn
    assert "PDF" in drawn
    assert "2.0\xa0KB" in drawn


def test_picture_preview_without_any_picture():
    assert PictureBlock().get_preview_value()["image"] is None
