"""The editor of templates: the parts of a series that do not depend on a library or a day."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultiFieldPanel,
    PageChooserPanel,
)

from events.admin_forms import TermsWidget

from .terms import PRIORITY, REGISTRATION

TEMPLATE_PANELS = [
    HelpPanel(
        content=_(
            "A new series takes over what is written here. Later changes of the template change "
            "no series that exists."
        )
    ),
    FieldRowPanel(["title", "title_en"]),
    FieldRowPanel(["summary", "summary_en"]),
    "cover",
    MultiFieldPanel(
        [
            "kind",
            FieldRowPanel(["start_time", "duration", "all_day"]),
            "rule",
            FieldRowPanel(["session_limit", "holiday_policy"]),
        ],
        heading=_("When"),
    ),
    MultiFieldPanel(
        [
            "place_kind",
            FieldRowPanel(["space", "space_en"]),
            FieldRowPanel(["presenter", "presenter_en"]),
            FieldRowPanel(["partners", "partners_en"]),
        ],
        heading=_("Where and with whom"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("audiences", widget=TermsWidget),
            FieldRowPanel(["min_age", "max_age"]),
            FieldPanel("topics", widget=TermsWidget),
            "language",
            FieldPanel("provisions", widget=TermsWidget),
        ],
        heading=_("For whom and what about"),
    ),
    MultiFieldPanel(
        [
            "registration",
            "external_url",
            FieldRowPanel(["registration_note", "registration_note_en"]),
            FieldRowPanel(["capacity", "price"]),
            FieldRowPanel(["price_note", "price_note_en"]),
        ],
        heading=_("Taking part"),
    ),
    REGISTRATION,
    PRIORITY,
    FieldPanel("body"),
    MultiFieldPanel(
        [
            PageChooserPanel("reading_list", "reading_lists.ReadingListPage"),
            "internal_note",
            "staff_only",
        ],
        heading=_("Books and notes"),
        classname="collapsed",
    ),
    MultiFieldPanel(
        ["locked", "is_archived"],
        heading=_("What branches may not change"),
    ),
]
