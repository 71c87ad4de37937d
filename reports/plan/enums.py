"""The words staff and public use for how far an action has come."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    """In the order of the bar: what is finished first, what nobody has begun last."""

    DONE = "done", pgettext_lazy("action", "done")
    UNDER_WAY = "under_way", pgettext_lazy("action", "under way")
    CHANGED = "changed", pgettext_lazy("action", "changed")
    NOT_BEGUN = "not_begun", pgettext_lazy("action", "not begun")
    DROPPED = "dropped", pgettext_lazy("action", "dropped")

    @property
    def icon(self) -> str:
        return _ICONS[self]

    @property
    def pigment(self) -> str:
        return _PIGMENTS[self]

    @property
    def explanation(self) -> str:
        return str(_EXPLANATIONS[self])


_ICONS = {
    State.DONE: "check",
    State.UNDER_WAY: "clock",
    State.CHANGED: "pen",
    State.NOT_BEGUN: "hourglass",
    State.DROPPED: "close",
}
_PIGMENTS = {
    State.DONE: "malachite",
    State.UNDER_WAY: "azurite",
    State.CHANGED: "gamboge",
    State.NOT_BEGUN: "ink",
    State.DROPPED: "ink",
}
_EXPLANATIONS = {
    State.DONE: _("What the plan set out to do has been done; what it brought stands below."),
    State.UNDER_WAY: _("Work has begun and goes on."),
    State.CHANGED: _("The aim stands, but it is reached another way than the plan said."),
    State.NOT_BEGUN: _("Nobody works on it yet."),
    State.DROPPED: _("It will not be done; the entry below says why."),
}


class EvidenceKind(models.TextChoices):
    """What a piece of evidence leads to; read from its target, never typed in."""

    SERIES = "series", pgettext_lazy("evidence", "event series")
    LIST = "list", pgettext_lazy("evidence", "reading list")
    REPORT = "report", pgettext_lazy("evidence", "annual report")
    NEWS = "news", pgettext_lazy("evidence", "news")
    PAGE = "page", pgettext_lazy("evidence", "page")
    RECORD = "record", pgettext_lazy("evidence", "book")
    ADDRESS = "address", pgettext_lazy("evidence", "address")

    @property
    def icon(self) -> str:
        return _EVIDENCE_ICONS[self]


_EVIDENCE_ICONS = {
    EvidenceKind.SERIES: "calendar",
    EvidenceKind.LIST: "bookmark",
    EvidenceKind.REPORT: "badge",
    EvidenceKind.NEWS: "news",
    EvidenceKind.PAGE: "info",
    EvidenceKind.RECORD: "book",
    EvidenceKind.ADDRESS: "globe",
}
