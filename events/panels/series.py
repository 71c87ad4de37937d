"""How the editor of an event is laid out: in the order in which programmers think."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)

from events.admin_forms import TermsWidget

from .lockable import FromTemplatePanel, LockableTitlePanel
from .lockable import LockableFieldPanel as Lockable
from .terms import PRIORITY, REGISTRATION

WHEN = MultiFieldPanel(
    [
        Lockable("kind"),
        FieldRowPanel(["start_date", Lockable("start_time")]),
        FieldRowPanel([Lockable("duration"), Lockable("all_day")]),
        Lockable("rule"),
        FieldRowPanel(["ends_on", Lockable("session_limit")]),
        Lockable("holiday_policy"),
        InlinePanel(
            "skipped_days",
            label=_("day without a session"),
            panels=[FieldRowPanel(["date", "reason", "reason_en"])],
        ),
        InlinePanel(
            "extra_days",
            label=_("extra session"),
            panels=[FieldRowPanel(["date", "start_time", "reason", "reason_en"])],
        ),
    ],
    heading=_("When"),
)

WHERE = MultiFieldPanel(
    [
        "library",
        "place_kind",
        FieldRowPanel(["space", "space_en"]),
        FieldRowPanel(["address", "address_en"], classname="for-elsewhere"),
        FieldPanel("online_url", classname="for-online"),
        FieldRowPanel([Lockable("presenter"), Lockable("presenter_en")]),
        FieldRowPanel([Lockable("partners"), Lockable("partners_en")]),
    ],
    heading=_("Where and with whom"),
)

FOR_WHOM = MultiFieldPanel(
    [
        Lockable("audiences", widget=TermsWidget),
        FieldRowPanel([Lockable("min_age"), Lockable("max_age")]),
        Lockable("topics", widget=TermsWidget),
        Lockable("language"),
        Lockable("provisions", widget=TermsWidget),
    ],
    heading=_("For whom and what about"),
)

TAKING_PART = MultiFieldPanel(
    [
        Lockable("registration"),
        Lockable("external_url"),
        Lockable("registration_note"),
        FieldRowPanel([Lockable("capacity"), Lockable("price")]),
        FieldRowPanel([Lockable("price_note"), Lockable("price_note_en")]),
    ],
    heading=_("Taking part"),
)

TO_READ = MultiFieldPanel(
    [
        PageChooserPanel("reading_list", "reading_lists.ReadingListPage"),
        InlinePanel(
            "materials",
            label=_("file to download"),
            panels=[FieldRowPanel([Lockable("title"), "title_en"]), "document"],
        ),
    ],
    heading=_("Books and files"),
    classname="collapsed",
)

INTERNAL = MultiFieldPanel(
    ["staff_only", "internal_note", FromTemplatePanel("event_template", read_only=True)],
    heading=_("Internal"),
    classname="collapsed",
)

SERIES_PANELS = [
    LockableTitlePanel("title"),
    Lockable("summary"),
    "cover",
    WHEN,
    WHERE,
    FOR_WHOM,
    TAKING_PART,
    REGISTRATION,
    PRIORITY,
    Lockable("body"),
    TO_READ,
    INTERNAL,
]
