"""The furniture of every page in one language: read once per generation, then from the cache."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.utils import timezone, translation

from portal.core import generation
from portal.core.bilingual import localized
from portal.core.hours import OpenStatus, Timetable
from portal.core.models import ClosureDay, FooterColumn, MenuItem, Notice, SiteIdentity
from portal.core.models.furniture import Link
from portal.core.page_links import in_language
from portal.images.renditions import image_urls

QR_FILTER = "max-240x240|format-png"


@dataclass(frozen=True, slots=True)
class FurnitureLink:
    label: str
    url: str
    hide_in_elder: bool = False


@dataclass(frozen=True, slots=True)
class FurnitureColumn:
    heading: str
    style: str
    links: tuple[FurnitureLink, ...]


@dataclass(frozen=True, slots=True)
class FurnitureNotice:
    """A notice with a `library_id` belongs on that library's pages only."""

    pk: int
    text: str
    kind: str
    url: str
    starts: datetime
    ends: datetime | None
    library_id: int | None
    library: str

    def is_shown_at(self, moment: datetime) -> bool:
        return self.starts <= moment and (self.ends is None or moment < self.ends)


@dataclass(frozen=True, slots=True)
class Furniture:
    """Texts in one language and links in order; `footer` keeps every style, `columns` one."""

    name: str
    tagline: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    hours_line: str = ""
    sponsor: str = ""
    icp_number: str = ""
    security_number: str = ""
    wechat_name: str = ""
    wechat_qr_url: str = ""
    wechat_qr_alt: str = ""
    sample_note: str = ""
    library: str = ""
    timetable: Timetable | None = field(default=None, repr=False)
    status: OpenStatus | None = None
    menu: tuple[FurnitureLink, ...] = ()
    footer: tuple[FurnitureColumn, ...] = field(default=(), repr=False)
    notices: tuple[FurnitureNotice, ...] = ()

    def _styled(self, style: str) -> tuple[FurnitureColumn, ...]:
        return tuple(column for column in self.footer if column.style == style)

    @property
    def columns(self) -> tuple[FurnitureColumn, ...]:
        return self._styled(FooterColumn.Style.COLUMN)

    @property
    def partner_lines(self) -> tuple[FurnitureColumn, ...]:
        return self._styled(FooterColumn.Style.LINE)

    @property
    def legal_links(self) -> tuple[FurnitureLink, ...]:
        return tuple(link for c in self._styled(FooterColumn.Style.LEGAL) for link in c.links)

    @property
    def hours_today(self) -> str:
        """The openings of the library at the top of the page on the day of `status`."""
        if self.timetable is None or self.status is None:
            return ""
        return str(self.timetable.on(self.status.moment.date()))

    @property
    def security_url(self) -> str:
        """Where the police register shows the filing number."""
        digits = "".join(filter(str.isdigit, self.security_number))
        return f"https://beian.mps.gov.cn/#/query/webSearch?code={digits}" if digits else ""

    def section_of(self, path: str) -> str:
        """The address of the menu entry *path* lies under: the longest that fits, or nothing."""
        fitting = [link.url for link in self.menu if path.startswith(link.url)]
        return max(fitting, key=len, default="")


def site_furniture(language: str) -> Furniture:
    """The furniture in *language*, with the notices that are shown now."""
    furniture = generation.kept(f"furniture:{language}", partial(_read, language))
    moment = timezone.now()
    timetable = furniture.timetable
    return replace(
        furniture,
        notices=tuple(n for n in furniture.notices if n.is_shown_at(moment)),
        status=timetable.status_at(moment) if timetable else None,
    )


def _read(language: str) -> Furniture:
    with translation.override(language):
        stored = SiteIdentity.objects.select_related("wechat_qr", "library").first()
        identity = stored or SiteIdentity()
        menu = list(MenuItem.objects.select_related("page"))
        columns = list(FooterColumn.objects.prefetch_related("links__page"))
        urls = _page_urls([*menu, *(link for c in columns for link in c.links.all())], language)
        return Furniture(
            **_identity_texts(identity),
            **_opening(identity),
            menu=_links(menu, urls),
            footer=tuple(
                FurnitureColumn(str(c), c.style, _links(c.links.all(), urls)) for c in columns
            ),
            notices=tuple(map(_notice, _current_notices())),
        )


def _identity_texts(identity: SiteIdentity) -> dict[str, Any]:
    translated = ("name", "tagline", "address", "hours_line", "sponsor", "wechat_name")
    plain = ("phone", "email", "icp_number", "security_number")
    qr = identity.wechat_qr
    return {
        **{name: localized(identity, name) for name in (*translated, "sample_note")},
        **{name: getattr(identity, name) for name in plain},
        "wechat_qr_url": image_urls(qr, (QR_FILTER,))[QR_FILTER] if qr else "",
        "wechat_qr_alt": qr.default_alt_text if qr else "",
    }


def _opening(identity: SiteIdentity) -> dict[str, Any]:
    if identity.library is None:
        return {}
    closure_days = ClosureDay.objects.ahead_of(timezone.now())
    return {
        "library": identity.library.short_label,
        "timetable": identity.library.timetable(closure_days),
    }


def _page_urls(links: Iterable[Link], language: str) -> dict[UUID, str]:
    pages = in_language((link.page for link in links if link.page), language)
    return {key: url for key, page in pages.items() if (url := page.get_url())}


def _links(rows: Iterable[Link], urls: dict[UUID, str]) -> tuple[FurnitureLink, ...]:
    links = (
        FurnitureLink(
            label=str(row),
            url=urls.get(row.page.translation_key, "") if row.page else row.url,
            hide_in_elder=getattr(row, "hide_in_elder", False),
        )
        for row in rows
    )
    return tuple(link for link in links if link.url)


def _current_notices() -> Iterable[Notice]:
    """Notices that are shown now or will be; old ones need not be kept in the cache."""
    notices = Notice.objects.select_related("library")
    return (n for n in notices if n.ends is None or n.ends > timezone.now())


def _notice(row: Notice) -> FurnitureNotice:
    return FurnitureNotice(
        pk=row.pk,
        text=str(row),
        kind=row.kind,
        url=row.url,
        starts=row.starts,
        ends=row.ends,
        library_id=row.library_id,
        library=row.library.label if row.library else "",
    )
