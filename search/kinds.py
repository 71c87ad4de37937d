"""Kinds of results: one tab each."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    ALL = "all", pgettext_lazy("search", "All")
    BOOKS = "books", _("Books")
    EVENTS = "events", _("Events")
    LISTS = "lists", _("Reading lists")
    CLUBS = "clubs", _("Book clubs")
    LEADS = "leads", _("Lead readers")
    REVIEWS = "reviews", _("Reviews")
    WORKS = "works", _("Readers’ works")
    CALLS = "calls", _("Calls for entries")
    FIGURES = "figures", _("Figures")
    PLAN = "plan", pgettext_lazy("search", "Plan")
    PAGES = "pages", _("News and pages")

    @property
    def icon(self) -> str:
        return ICONS[self]


ICONS = {
    Kind.ALL: "search",
    Kind.BOOKS: "book",
    Kind.EVENTS: "calendar",
    Kind.LISTS: "list",
    Kind.CLUBS: "users",
    Kind.LEADS: "user",
    Kind.REVIEWS: "pen",
    Kind.WORKS: "star",
    Kind.CALLS: "pen",
    Kind.FIGURES: "chart",
    Kind.PLAN: "flag",
    Kind.PAGES: "news",
}
