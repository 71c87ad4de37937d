"""Ways onward: pages of the site, files, people and partners."""

from typing import Any

from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.models import Page

from portal.core.page_links import in_language

from . import groups
from .media import PictureChooserBlock


class PageLinksBlock(blocks.StructBlock):
    """Links to pages, shown in the reader's language; unpublished pages are left out."""

    title = blocks.CharBlock(label=_("title"), max_length=60, required=False, default="")
    pages = blocks.ListBlock(
        blocks.PageChooserBlock(label=_("page")), label=_("pages"), min_num=1, max_num=12
    )

    class Meta:
        icon = "link"
        group = groups.LINKS
        label = _("Links to pages")
        description = _("Pages of this site with their summaries.")
        template = "core/blocks/page_links.html"
        preview_value = {"title": "继续阅读", "pages": []}

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        chosen = [page for page in value["pages"] if page is not None]
        shown = in_language(chosen, get_language() or "zh-hans", specific=True)
        keys = [page.translation_key for page in chosen]
        request = context.get("request")
        context["links"] = [_link(shown[key], request) for key in keys if key in shown]
        return context


def _link(page: Page, request: Any) -> dict[str, str]:
    return {
        "title": page.title,
        "summary": getattr(page, "summary", ""),
        "url": page.get_url(request) or "",
    }


class DocumentsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=60, required=False, default="")
    documents = blocks.ListBlock(
        DocumentChooserBlock(label=_("document")), label=_("documents"), min_num=1, max_num=12
    )

    class Meta:
        icon = "doc-full"
        group = groups.LINKS
        label = _("Documents")
        description = _("Files to download; kind and size are shown.")
        template = "core/blocks/documents.html"
        preview_value = {"title": "下载", "documents": []}


class PersonBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("name"), max_length=40)
    role = blocks.CharBlock(label=_("role"), max_length=80, required=False, default="")
    about = blocks.TextBlock(label=_("about"), max_length=400, required=False, default="")
    picture = PictureChooserBlock(label=_("picture"), required=False)

    class Meta:
        icon = "user"
        label = _("person")


class PeopleBlock(blocks.StructBlock):
    """Speakers, recommenders, staff. No telephone numbers or addresses of private persons."""

    title = blocks.CharBlock(label=_("title"), max_length=60, required=False, default="")
    people = blocks.ListBlock(
        PersonBlock(), label=pgettext_lazy("portraits", "people"), min_num=1, max_num=24
    )

    class Meta:
        icon = "group"
        group = groups.LINKS
        label = _("People")
        description = _("Speakers, recommenders or staff with a few words about them.")
        template = "core/blocks/people.html"
        preview_value = {
            "title": "主讲人",
            "people": [
                {
                    "name": "林老师",
                    "role": "少儿部馆员",
                    "about": "讲了十二年故事。",
                    "picture": None,
                }
            ],
        }


class PartnerBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("name"), max_length=60)
    url = blocks.URLBlock(label=_("address"), required=False)
    logo = PictureChooserBlock(label=_("logo"), required=False)

    class Meta:
        icon = "site"
        label = _("partner")


class PartnersBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=60, required=False, default="")
    partners = blocks.ListBlock(PartnerBlock(), label=_("partners"), min_num=1, max_num=24)

    class Meta:
        icon = "site"
        group = groups.LINKS
        label = _("Partners")
        description = _("Organisations the library works with.")
        template = "core/blocks/partners.html"
        preview_value = {
            "title": "合作单位",
            "partners": [{"name": "区少年宫", "url": "https://library.example/", "logo": None}],
        }
