"""Builds the sample network through the services, from the words in content/."""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone, translation

from home.services import create_site

from .builders import (
    annual,
    books,
    cards,
    clubs,
    figures,
    front,
    history,
    holidays,
    lists,
    network,
    pages,
    people,
    pictures,
    plan,
    registrations,
    reviews,
    rooms,
    series,
    templates,
    volunteers,
    works,
)
from .builders.demo import Demo
from .bulk import saving_in_bulk

STEPS = (
    holidays.build_holidays,
    holidays.build_school_holidays,
    network.build_vocabularies,
    pictures.build_pictures,
    network.build_libraries,
    books.build_books,
    cards.build_cards,
    network.build_library_pages,
    pages.build_pages,
    pages.build_news,
    lists.build_lists,
    rooms.build_rooms,
    templates.build_templates,
    registrations.build_priority_groups,
    series.build_series,
    templates.roll_out_templates,
    rooms.build_bookings,
    registrations.build_registrations,
    history.build_history,
    front.build_front_page,
    front.build_index_pages,
    front.build_furniture,
    reviews.build_reviews,
    works.build_works,
    volunteers.build_volunteers,
    clubs.build_clubs,
    figures.build_figures,
    plan.build_plan,
    annual.build_reports,
    people.build_people,
)


def load_demo(*, scale: str, seed: int, say: Callable[[str], None]) -> None:
    """Safe to run twice: what is there stays as it is, what is missing is added."""
    with translation.override("zh-hans"), saving_in_bulk():
        demo = Demo(
            home=create_site("东城书香"), today=timezone.localdate(), scale=scale, seed=seed
        )
        for step in STEPS:
            with transaction.atomic():
                line = step(demo)
            say(line)
