"""Calls for entries and readers' works: drawn, written and recorded by nobody but this code."""

import datetime as dt
import io
import math
import struct
import wave
from typing import Any

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.models import Collection

from community.moderation import services as moderation
from community.moderation.enums import Act
from community.moderation.models import Contribution
from community.works import services
from community.works.cleaning import clean_file
from community.works.enums import Form, Licence
from community.works.models import AgeGroup, Call, Category, Criterion, Entry, Prize, Verdict
from community.works.services import Sending
from portal.accounts.models import Reader, User
from portal.core import roles
from portal.demo import content
from portal.demo.art.readers import DRAWINGS
from portal.demo.content import Row
from portal.images.models import CustomImage

from .demo import Demo
from .reviews import Desk, accountless

RATE = 8_000
TAKES = {
    "text": "takes_text",
    "pictures": "takes_pictures",
    "pdf": "takes_pdf",
    "audio": "takes_audio",
}


def build_works(demo: Demo) -> str:
    """Sent in, accepted, judged and liked through the services; only their days are set by hand."""
    if Entry.objects.exists():
        return "works stand"
    file = content.read("works")
    desk, jury = Desk(demo), [_juror("甲"), _juror("乙")]
    calls = {row["slug"]: _call(demo, row, jury) for row in file["call"]}
    for row in file["work"]:
        _send(desk, row, calls.get(row.get("call", "")))
    for row in file["call"]:
        _close(demo, row, calls[row["slug"]])
    for row in file["work"]:
        if "waits" not in row:
            _like(desk, row)
            _judge(row, jury)
    for row in file["call"]:
        if row["results"] <= 0:
            _settle(demo, row, calls[row["slug"]], jury[0])
    return f"{len(calls)} calls, {Entry.objects.count()} works"


def _call(demo: Demo, row: Row, jury: list[User]) -> Call:
    """Open, so that works can be sent in; it is closed later if its days are over."""
    names = ("slug", "title", "title_en", "summary", "summary_en", "rules", "rules_en")
    call = Call(
        **{name: row[name] for name in names},
        image=_cover(row),
        opens_at=demo.moment(row["opens"]),
        closes_at=demo.moment(max(row["closes"], 1), 21),
        results_on=demo.day(max(row["results"], 2)),
        per_person=row["per_person"],
        licence=Licence.PRINT,
        **{field: name in row["takes"] for name, field in TAKES.items()},
    )
    call.save()
    call.jurors.set(jury)
    call.save()
    for place, (name, name_en) in enumerate(row["categories"]):
        Category.objects.create(call=call, name=name, name_en=name_en, sort_order=place)
    for place, (name, name_en, start, end) in enumerate(row["age_groups"]):
        AgeGroup.objects.create(
            call=call,
            name=name,
            name_en=name_en,
            age_from=start or None,
            age_to=end or None,
            sort_order=place,
        )
    for place, (name, name_en, number, text, text_en) in enumerate(row["prizes"]):
        Prize.objects.create(
            call=call,
            name=name,
            name_en=name_en,
            number=number,
            text=text,
            text_en=text_en,
            sort_order=place,
        )
    for place, (name, name_en, weight) in enumerate(row["criteria"]):
        Criterion.objects.create(
            call=call, name=name, name_en=name_en, weight=weight, sort_order=place
        )
    return Call.objects.get(pk=call.pk)


def _cover(row: Row) -> CustomImage:
    title = f"{row['title']}（征集）"
    found = CustomImage.objects.filter(title=title).first()
    return found or CustomImage.objects.create(
        title=title,
        description=row["summary"],
        description_en=row["summary_en"],
        credit="示例图画，由程序绘制 / sample drawing made by code",
        collection=Collection.get_first_root_node(),
        file=ContentFile(_drawing(row["cover"]), name="cover.jpg"),
    )


def _send(desk: Desk, row: Row, call: Call | None) -> None:
    reader = desk.reader(row["by"])
    sent = services.enter(
        reader,
        Sending(
            title=row["title"],
            text=row.get("text", ""),
            pieces=_pieces(reader, row),
            licence=Licence(call.licence) if call else Licence.LIBRARY,
            words=call.consent if call else "作品是自己的，同意图书馆展示。",
            call=call,
            category=call.categories.filter(name=row.get("category")).first() if call else None,
            member=desk.child(reader, row.get("child", "")),
            is_read_by_guardian="child" in row,
        ),
    )
    if "waits" in row:
        return  # for whoever tries the queue
    moderation.decide(sent, desk.moderator, Act.ACCEPTED)
    then = timezone.now() - dt.timedelta(days=row["days_ago"])
    Contribution.objects.filter(pk=sent.pk).update(submitted_at=then, published_at=then)
    Entry.objects.filter(contribution=sent).update(published_at=then)


def _like(desk: Desk, row: Row) -> None:
    entry = Entry.objects.select_related("voice").get(title=row["title"])
    others = [each for each in desk.readers.values() if each.pk != entry.voice.reader_id]
    for other in others[: row["likes"]]:
        services.like(entry, other)


def _pieces(reader: Reader, row: Row) -> list[tuple[Any, str]]:
    if "drawing" in row:
        data = _drawing(row["drawing"])
    elif "booklet" in row:
        data = _booklet(row["booklet"])
    elif "melody" in row:
        data = _melody(row["melody"])
    else:
        return []
    clean = clean_file(data, forms=list(Form), megabytes=10)
    return [(services.keep(reader, clean), row["about"])]


def _drawing(name: str) -> bytes:
    buffer = io.BytesIO()
    DRAWINGS[name]().finished().save(buffer, "JPEG", quality=88)
    return buffer.getvalue()


def _booklet(names: list[str]) -> bytes:
    """A PDF with a drawing on each page."""
    first, *others = (DRAWINGS[name]().finished() for name in names)
    buffer = io.BytesIO()
    first.save(buffer, "PDF", save_all=True, append_images=others)
    return buffer.getvalue()


def _melody(steps: list[int]) -> bytes:
    """A chime for each of *steps* (semitones above middle C), fading away."""
    samples = bytearray()
    for step in steps:
        pitch = 523.25 * 2 ** (step / 12)
        for place in range(RATE // 2):
            time = place / RATE
            tone = math.sin(2 * math.pi * pitch * time) * math.exp(-4 * time)
            samples += struct.pack("<h", round(tone * 12_000))
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(bytes(samples))
    return buffer.getvalue()


def _close(demo: Demo, row: Row, call: Call) -> None:
    if row["closes"] < 0:
        Call.objects.filter(pk=call.pk).update(
            closes_at=demo.moment(row["closes"], 21), results_on=demo.day(row["results"])
        )


def _judge(row: Row, jury: list[User]) -> None:
    if "points" not in row:
        return
    entry = Entry.objects.detailed().get(title=row["title"])
    call = Call.objects.get(slug=row["call"])
    for juror, points in zip(jury, row["points"], strict=True):
        services.score(entry, juror, dict(zip(call.criteria.all(), points, strict=True)))
    if "prize" in row:
        services.award(entry, call.prizes.get(name=row["prize"]))


def _settle(demo: Demo, row: Row, call: Call, by: User) -> None:
    """Long ago: nobody is written to now."""
    services.settle(call, by)
    then = demo.moment(row["results"])
    Verdict.objects.filter(call=call).update(settled_at=then, told_at=then)


def _juror(name: str) -> User:
    """A member of a jury, who cannot sign in."""
    user = accountless(f"sample-juror-{name}", last_name="评委", first_name=name)
    group, _is_new = Group.objects.get_or_create(name=roles.JURORS)
    user.groups.add(group)
    return user
