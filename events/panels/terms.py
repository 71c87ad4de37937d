"""On what terms people register: alike in the editors of events and of templates."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel, InlinePanel, MultiFieldPanel

from events.admin_forms import TermsWidget

from .lockable import LockableFieldPanel as Lockable

REGISTRATION = MultiFieldPanel(
    [
        Lockable("registration_unit"),
        FieldRowPanel([Lockable("opens_days_before"), Lockable("opens_time")]),
        FieldRowPanel([Lockable("closes_hours_before"), Lockable("draw_hours_before")]),
        FieldRowPanel([Lockable("party_min"), Lockable("party_max")]),
        FieldRowPanel([Lockable("children_min"), Lockable("children_max")]),
        FieldRowPanel([Lockable("adults_min"), Lockable("adults_max")]),
        FieldRowPanel([Lockable("series_limit"), Lockable("month_limit")]),
        FieldRowPanel([Lockable("waiting_limit"), Lockable("offer_hours")]),
        FieldRowPanel([Lockable("reminder_hours"), Lockable("no_show_rule")]),
        FieldRowPanel([Lockable("needs_photo_consent"), Lockable("needs_children_consent")]),
        InlinePanel(
            "questions",
            label=_("question to everyone who registers"),
            panels=[
                FieldRowPanel(["text", "text_en"]),
                FieldRowPanel(["kind", "is_required"]),
                FieldRowPanel(["choices", "choices_en"]),
            ],
        ),
    ],
    heading=_("Rules of registration"),
    classname="collapsed",
)

PRIORITY = MultiFieldPanel(
    [
        Lockable("priority_groups", widget=TermsWidget),
        FieldRowPanel([Lockable("reserved_places"), Lockable("reserved_release_hours")]),
        Lockable("priority_hours"),
    ],
    heading=_("Who is served first"),
    classname="collapsed",
)
