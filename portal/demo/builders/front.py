"""The front page and what stands around every page."""

import io
import json
import uuid
from typing import Any

import segno
from django.conf import settings
from django.core.files.base import ContentFile
from wagtail.models import Collection

from portal.core.models import FooterColumn, MenuItem, Notice, SiteIdentity
from portal.core.models.furniture import FooterLink
from portal.demo import content
from portal.demo.content import front
from portal.images.models import CustomImage

from .demo import Demo, stream, texts_of

SUMMARY = front.Both(
    "东城区两座区图书馆、十七座街道图书馆和社区阅读室的活动、书单、馆藏与服务。",
    "Events, reading lists, books and services of Dongcheng's two district libraries, seventeen "
    "street libraries and community reading rooms.",
)


def build_front_page(demo: Demo) -> str:
    home = demo.home
    if home.body:
        return "the front page stands"
    sections = front.sections(demo.today)
    home.body = json.dumps(identified(sections), ensure_ascii=False)
    home.summary = SUMMARY
    home.save_revision().publish()
    titles = {home.title: "Home", home.seo_title: "Shuxiang Dongcheng"}
    demo.translate(home, {**titles, **front.pairs([SUMMARY, sections])})
    return f"a front page of {len(sections)} sections"


def identified(value: Any, path: str = "front") -> Any:
    """*value* with an id at every block and item: translations find their place by it."""
    if isinstance(value, dict):
        named = {name: identified(child, f"{path}/{name}") for name, child in value.items()}
        return {**named, "id": _id(path)} if value.keys() == {"type", "value"} else named
    if isinstance(value, list):
        return [_item(child, f"{path}/{place}") for place, child in enumerate(value)]
    return value


def _item(value: Any, path: str) -> Any:
    if isinstance(value, dict) and value.keys() == {"type", "value"}:
        return identified(value, path)
    return {"type": "item", "value": identified(value, path), "id": _id(path)}


def _id(path: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, path))


def build_index_pages(demo: Demo) -> str:
    made = 0
    for row in content.read("sections")["section"]:
        page = demo.index(row["slug"])
        if not page.summary:
            page.summary = row["summary"]
            if "body" in row:
                page.body = stream(row)
            page.save_revision().publish()
            demo.translate(page, texts_of(row, "body"))
            made += 1
    return f"{made} index pages with a sentence"


def build_furniture(demo: Demo) -> str:
    words = content.read("furniture")
    if MenuItem.objects.exists():
        return "menu and footer stand"
    identity = SiteIdentity.load()
    for name, value in words["identity"].items():
        setattr(identity, name, demo.libraries[value] if name == "library" else value)
    identity.wechat_qr = _qr_code()
    identity.save()
    for order, row in enumerate(words["menu"]):
        MenuItem.objects.create(**row, sort_order=order)
    for order, row in enumerate(words["footer"]):
        _footer_column(row, order)
    for row in words["notice"]:
        Notice.objects.create(
            **{name: row[name] for name in ("text", "text_en", "kind", "url") if name in row},
            starts=demo.moment(row["starts"], hour=0),
            ends=demo.moment(row["ends"], hour=23),
            library=demo.libraries.get(row.get("library", "")),
        )
    return "menu, footer and notices"


def _footer_column(row: dict[str, Any], order: int) -> None:
    links = [FooterLink(**link, sort_order=place) for place, link in enumerate(row["links"])]
    style = row.get("style", FooterColumn.Style.COLUMN)
    FooterColumn(
        name=row["name"], name_en=row["name_en"], style=style, sort_order=order, links=links
    ).save()


def _qr_code() -> CustomImage:
    """Leads to the portal itself; a real site puts the code of its account here."""
    code = segno.make(settings.PORTAL_BASE_URL, error="m")
    buffer = io.BytesIO()
    code.save(buffer, kind="png", scale=12, border=2)
    return CustomImage.objects.create(
        title="微信二维码（示例）",
        description="示例二维码，扫开是本站首页",
        description_en="Sample code that leads to this site's front page",
        credit="书香项目生成",
        collection=Collection.get_first_root_node(),
        file=ContentFile(buffer.getvalue(), name="wechat.png"),
    )
