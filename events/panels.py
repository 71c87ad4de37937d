"""How the editor of an event is laid out: in the order in which programmers think."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)

WHEN = MultiFieldPanel(
    [
        "kind",
        FieldRowPanel(["start_date", "start_time"]),
        FieldRowPanel(["duration", "all_day"]),
        "rule",
        FieldRowPanel(["ends_on", "session_limit"]),
        "holiday_policy",
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
        FieldRowPanel(["address", "address_en"]),
        "online_url",
        FieldRowPanel(["presenter", "presenter_en"]),
        FieldRowPanel(["partners", "partners_en"]),
    ],
    heading=_("Where and with whom"),
)

FOR_WHOM = MultiFieldPanel(
    [
        "audiences",
        FieldRowPanel(["min_age", "max_age"]),
        "topics",
        "language",
        "provisions",
    ],
    heading=_("For whom and what about"),
)

TAKING_PART = MultiFieldPanel(
    [
        "registration_note",
        FieldRowPanel(["capacity", "price"]),
        FieldRowPanel(["price_note", "price_note_en"]),
    ],
    heading=_("Taking part"),
)

TO_READ = MultiFieldPanel(
    [
        PageChooserPanel("reading_list", "reading_lists.ReadingListPage"),
        InlinePanel(
            "materials",
            label=_("file to download"),
            panels=[FieldRowPanel(["title", "title_en"]), "document"],
        ),
    ],
    heading=_("Books and files"),
    classname="collapsed",
)

INTERNAL = MultiFieldPanel(
    ["staff_only", "internal_note"], heading=_("Internal"), classname="collapsed"
)

SERIES_PANELS = [
    WHEN,
    WHERE,
    FOR_WHOM,
    TAKING_PART,
    FieldPanel("body"),
    TO_READ,
    INTERNAL,
]
