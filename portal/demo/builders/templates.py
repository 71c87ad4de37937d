"""Templates of events, and the series that a roll-out made of one."""

import datetime as dt

from events import services
from events.models import EventSeriesPage, EventTemplate
from events.schedule.recurrence import Rule
from events.services.rollout import Plan
from portal.demo import content
from portal.demo.content import Row
from portal.demo.days import AFTER, BEFORE, next_weekday

from .demo import Demo

COPIED = (
    *("title", "title_en", "summary", "summary_en", "kind", "presenter", "presenter_en"),
    *("min_age", "max_age", "capacity", "internal_note", "locked"),
)


def build_templates(demo: Demo) -> str:
    for row in content.read("templates")["template"]:
        found = EventTemplate.objects.filter(title=row["title"]).first()
        demo.templates[row["slug"]] = found or _template(row, demo)
    return f"{len(demo.templates)} templates of events"


def _template(row: Row, demo: Demo) -> EventTemplate:
    template = EventTemplate(
        **{name: row[name] for name in COPIED if name in row},
        **row.get("terms", {}),
        registration_note=row["registration"],
        registration_note_en=row["registration_en"],
        rule=str(Rule.parse(row["rule"])),
        start_time=dt.time.fromisoformat(row["time"]),
        duration=dt.timedelta(minutes=row["minutes"]),
    )
    template.audiences = [demo.audiences[slug] for slug in row["audiences"]]
    template.topics = [demo.topics[slug] for slug in row["topics"]]
    template.provisions = [demo.provisions[slug] for slug in row.get("provisions", [])]
    template.save()
    return template


def roll_out_templates(demo: Demo) -> str:
    """At some libraries only, so that the coverage grid has something to ask for."""
    made = 0
    for slug, template in demo.templates.items():
        rows = [row for row in content.read("templates")["rolled_out"] if row["template"] == slug]
        if not rows or EventSeriesPage.objects.filter(event_template=template).exists():
            continue
        plans = [_plan(row, template, demo) for row in rows]
        made += len(services.roll_out(template, plans, user=None, publish=True))
    return f"{made} series rolled out"


def _plan(row: Row, template: EventTemplate, demo: Demo) -> Plan:
    start = next_weekday(demo.day(-BEFORE), row["day"])
    return Plan(
        library=demo.libraries[row["library"]],
        start_date=start,
        start_time=template.start_time,
        rule=str(Rule.parse(f"FREQ=MONTHLY;BYDAY=2{row['day']}")),
        ends_on=demo.day(AFTER),
        space=row["space"],
        presenter=template.presenter,
    )
