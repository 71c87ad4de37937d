"""Tasks for volunteers, their shifts, and invented people who help."""

import datetime as dt
from itertools import cycle

from django.db import transaction
from django.utils import timezone

from community.volunteers import services
from community.volunteers.enums import OpportunityState
from community.volunteers.errors import VolunteerError
from community.volunteers.models import Opportunity, Shift, Skill, Volunteer
from community.volunteers.services.joining import Profile
from portal.accounts.models import Reader, User
from portal.demo import content
from portal.demo.content import Row

from .demo import Demo

# Invented. They have no account anybody can sign in with.
NAMES = (
    "林一苇",
    "周晓棠",
    "何书远",
    "白露",
    "许青禾",
    "方知行",
    "陶然",
    "秦小满",
    "江月白",
    "叶知秋",
)
PAST_WEEKS = 6


def build_volunteers(demo: Demo) -> str:
    rows = content.read("volunteers")
    skills = {row["slug"]: _skill(row, position) for position, row in enumerate(rows["skill"])}
    if Opportunity.objects.exists():
        return "volunteer tasks stand"
    tasks = [(_task(row, demo, skills), row) for row in rows["task"]]
    people = _people(demo)
    for task, row in tasks:
        _plan(task, row, demo)
    _fill(people)
    return f"{len(tasks)} volunteer tasks, {Shift.objects.count()} shifts"


def _skill(row: Row, position: int) -> Skill:
    return Skill.objects.get_or_create(slug=row["slug"], defaults={**row, "position": position})[0]


def _task(row: Row, demo: Demo, skills: dict[str, Skill]) -> Opportunity:
    fields = {name: value for name, value in row.items() if name not in ("shifts", "skills")}
    task = Opportunity(
        **{**fields, "library": demo.libraries[row["library"]]},
        email=f"{row['slug']}@library.example",
        state=OpportunityState.PUBLISHED,
    )
    task.skills = [skills[slug] for slug in row["skills"]]
    task.save()
    return task


def _people(demo: Demo) -> list[Volunteer]:
    found = []
    libraries = cycle(sorted(demo.libraries.items())[:4])
    for number, name in enumerate(NAMES):
        username = f"volunteer-{number + 1}"
        user = User(username=username)  # without an address: nobody is written to
        user.set_unusable_password()
        user.save()
        reader = Reader.objects.create(user=user, nickname=f"志愿者{number + 1}")
        profile = Profile(
            name=name,
            phone=f"010-0000 5{number:03}",
            emergency_name="家人",
            emergency_phone=f"010-0000 6{number:03}",
            languages=["zh", "en"] if number % 3 == 0 else ["zh"],
            availability=["we-am", "we-pm"],
            motivation="想为常来的图书馆做点事。",
        )
        library = next(libraries)[1]
        row = services.apply(reader, profile, library=library, birth=(1960 + 4 * number, 5))
        if number < len(NAMES) - 2:  # two applications wait to be looked at
            services.note_talk(row)
            services.approve(row, by=None, network_wide=True)
            found.append(row)
    return found


def _plan(task: Opportunity, row: Row, demo: Demo) -> None:
    """Each line: weekday from 1, from, until, places, weeks ahead; and some weeks past."""
    for weekday, hour, minute, last_hour, last_minute, places, weeks in row["shifts"]:
        monday = demo.today - dt.timedelta(days=demo.today.weekday())
        for week in range(-PAST_WEEKS if weeks > 1 else 1, weeks + 1):
            day = monday + dt.timedelta(weeks=week, days=weekday - 1)
            services.plan(
                task,
                starts_at=_moment(day, hour, minute),
                ends_at=_moment(day, last_hour, last_minute),
                capacity=places,
            )


def _moment(day: dt.date, hour: int, minute: int) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(hour, minute)))


def _fill(people: list[Volunteer]) -> None:
    """The past is full and ticked; of what comes the first shift has a waiting list, the next
    lacks people, and the further ahead, the emptier.
    """
    now = timezone.now()
    turn = cycle(people)
    for shift in Shift.objects.detailed().order_by("starts_at", "pk"):
        if shift.ends_at <= now:
            _past(shift, [next(turn) for _ in range(shift.capacity or 1)])
        elif shift.starts_at > now:
            ahead = (shift.starts_at - now).days
            wanted = (shift.capacity or 1) - (1 if ahead < 3 else ahead // 7)
            if shift.opportunity.slug == "story-time-helpers" and ahead < 8:
                wanted = (shift.capacity or 1) + 2
            _enter(shift, [next(turn) for _ in range(max(0, wanted))])


def _enter(shift: Shift, people: list[Volunteer]) -> None:
    for person in people:
        try:
            with transaction.atomic():
                services.assign(shift, person)
        except VolunteerError:
            continue  # the demo's days move with the calendar: they have another shift then


def _past(shift: Shift, people: list[Volunteer]) -> None:
    """Who helped is entered afterwards and ticked; one in nine stayed away."""
    for number, person in enumerate(dict.fromkeys(people)):
        try:
            with transaction.atomic():
                signup = services.add_helper(shift, person)
        except VolunteerError:
            continue
        if (shift.pk + number) % 9:
            services.check_in(signup)
    services.close(shift)


def build_own_volunteering(reader: Reader) -> None:
    """The demo's reader helps as well: two shifts to come, if they are still to be had."""
    profile = Profile(
        name="胡同口", phone="010-0000 7001", emergency_name="家人", emergency_phone="010-0000 7002"
    )
    first = Opportunity.objects.filter(slug="shelf-keepers").first()
    if first is None:
        return
    row = services.apply(reader, profile, library=first.library, birth=(1988, 6))
    services.approve(row, by=None)
    row.refresh_from_db()
    for shift in first.shifts.coming().order_by("starts_at")[2:4]:
        _enter(shift, [row])
