"""Lead readers, book clubs with what they read, and invented members."""

import datetime as dt

from catalog.models import Record
from community.clubs import services
from community.clubs.enums import State
from community.clubs.models import Club, ClubBook, LeadReader
from events.models import EventSeriesPage
from portal.accounts.models import Reader, User
from portal.demo import content
from portal.demo.content import Row
from reading_lists.models import ReadingListPage

from .books import records_of_lists
from .demo import Demo

OWN = ("library", "topics", "lists", "leads", "audiences", "series", "picture", "books")
PLACES = ("capacity", "waiting_limit")
WAITING = 2


def build_clubs(demo: Demo) -> str:
    if Club.objects.exists():
        return "book clubs stand"
    file = content.read("clubs")
    leads = {row["slug"]: _lead(row, demo) for row in file["lead"]}
    records = records_of_lists()
    for row in file["club"]:
        club = _club(row, demo, leads)
        _books(club, row, demo, records)
        services.set_places(club, **{name: row.get(name) for name in PLACES})
        services.lay_out_copies(club)
        _members(club, row.get("members", 0))
    return f"{len(leads)} lead readers, {Club.objects.count()} book clubs"


def _fields(row: Row, demo: Demo) -> Row:
    plain = {name: value for name, value in row.items() if name not in (*OWN, *PLACES, "members")}
    return {**plain, "library": demo.libraries[row["library"]], "state": State.PUBLISHED}


def _lead(row: Row, demo: Demo) -> LeadReader:
    lead = LeadReader(**_fields(row, demo))
    lead.topics = [demo.topics[slug] for slug in row["topics"]]
    lists = ReadingListPage.objects.filter(locale=demo.home.locale, slug__in=row["lists"])
    lead.reading_lists = list(lists)
    lead.save()
    return lead


def _club(row: Row, demo: Demo, leads: dict[str, LeadReader]) -> Club:
    pages = EventSeriesPage.objects.filter(locale=demo.home.locale)
    club = Club(
        **_fields(row, demo),
        picture=demo.pictures.get(row.get("picture", "")),
        series=pages.filter(slug=row.get("series", "")).first(),
    )
    club.leads = [leads[slug] for slug in row.get("leads", [])]
    club.audiences = [demo.audiences[slug] for slug in row["audiences"]]
    club.save()
    return club


def _books(club: Club, row: Row, demo: Demo, records: dict[tuple[str, str], Record]) -> None:
    for title, author, months, copies in row["books"]:
        year, month = divmod(demo.today.year * 12 + demo.today.month - 1 + months, 12)
        ClubBook.objects.create(
            club=club,
            record=records[title, author],
            month=dt.date(year, month + 1, 1),
            copies=copies,
        )


def _members(club: Club, number: int) -> None:
    """Invented readers without an account anybody can sign in with; a full club has a queue."""
    for place in range(number + WAITING if number else 0):
        username = f"club-{club.slug}-{place + 1}"
        user = User(username=username)  # without an address: nobody is written to
        user.set_unusable_password()
        user.save()
        reader = Reader.objects.create(user=user, nickname=f"长读者{place + 1}")
        services.join(club, reader)


def build_own_membership(reader: Reader) -> None:
    """The demo's reader has a child of nine in the club for families."""
    club = Club.objects.filter(slug="family-turns").first()
    child = reader.family.order_by("birth_year").first()
    if club and child and not services.refusal(club, child):
        services.join(club, reader, member=child)
