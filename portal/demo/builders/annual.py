"""Annual reports of the years that are over, and what readers said of them."""

import json
from typing import Any

from wagtail.models import Page

from community.moderation import services as moderation
from community.moderation.enums import Act
from portal.accounts.models import Reader, User
from portal.demo import markup
from portal.demo.content import annual, front
from portal.demo.content.annual import Report, Section
from reports.annual.enums import COMMENT
from reports.annual.models import AnnualReportIndexPage, AnnualReportPage

from .demo import Demo
from .front import identified

INDEX = front.Both("年度报告", "Annual reports")
INDEX_SUMMARY = front.Both(
    "一年一份：做了什么，没做到什么，每个数字从哪里来。欢迎提意见。",
    "One for each year: what was done, what was not, and where each number comes from. Please "
    "comment.",
)


def build_reports(demo: Demo) -> str:
    index = _index(demo)
    made = sum(_report(row, index, demo) for row in annual.REPORTS)
    if made:
        for number, (years_ago, pen_name, text) in enumerate(annual.COMMENTS):
            _comment(number, demo.today.year - years_ago, pen_name, text)
    return f"{made} annual reports"


def _index(demo: Demo) -> Page:
    page = AnnualReportIndexPage(
        title=INDEX, slug="annual-report", summary=INDEX_SUMMARY, show_in_menus=True
    )
    demo.publish(demo.home, page, front.pairs([INDEX, INDEX_SUMMARY]), days_ago=200)
    return demo.index("annual-report")


def _report(row: Report, index: Page, demo: Demo) -> bool:
    year = demo.today.year - row.years_ago
    body = [_raw(section, demo) for section in row.sections]
    page = AnnualReportPage(
        title=row.title,
        summary=row.summary,
        slug=str(year),
        year=year,
        cover=demo.pictures.get(row.cover),
        basis=annual.BASIS,
        method=annual.METHOD,
        body=json.dumps(identified(body, f"annual-{year}"), ensure_ascii=False),
    )
    return demo.publish(index, page, _texts(row), days_ago=30 + 365 * (row.years_ago - 1))


def _raw(section: Section, demo: Demo) -> dict[str, Any]:
    if section["type"] == "text":
        return {"type": "text", "value": markup.html(section["value"])}
    if section["type"] == "picture":
        picture = demo.pictures.get(section["value"]["image"])
        return {**section, "value": {**section["value"], "image": picture and picture.pk}}
    return section


def _texts(row: Report) -> dict[str, str]:
    texts = front.pairs([row.title, row.summary, annual.BASIS, annual.METHOD])
    for section in row.sections:
        if section["type"] == "text":
            texts.update(markup.pairs(section["value"], section["value"].english))
        else:
            texts.update(front.pairs(section["value"]))
    return texts


def _comment(number: int, year: int, pen_name: str, text: str) -> None:
    """By an invented reader, read by a librarian and let through."""
    reader, _new = Reader.objects.get_or_create(
        user=_nobody(f"sample-comment-{number + 1}"), defaults={"nickname": pen_name}
    )
    row = moderation.submit(COMMENT, reader, content={"text": text}, target=year, pen_name=pen_name)
    moderation.decide(row, _nobody("sample-moderator-甲"), Act.ACCEPTED)


def _nobody(username: str) -> User:
    """Somebody with an account that nobody can sign in to."""
    user, is_new = User.objects.get_or_create(username=username)
    if is_new:
        user.set_unusable_password()
        user.save()
    return user
