"""Jurors give points without seeing names; prizes are few; results come on their day, once."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.users.models import UserProfile

from community.moderation import services as moderation
from community.works import selectors, services
from community.works.errors import WorkError
from community.works.models import Award, Call, Category, Criterion, Prize, Score
from portal.core import pdf, roles
from portal.notify.models import Message
from portal.notify.rendering import render
from tests.community.test_attacks import ALL, NAMES, dangerous
from tests.factories.accounts import ReaderFactory, UserFactory
from tests.factories.works import CallFactory, publish_work

pytestmark = pytest.mark.django_db
BACKEND = "portal.accounts.backends.ReaderBackend"


@pytest.fixture
def call(root_page):
    """Closed yesterday; the results come in three days."""
    call = CallFactory(results_on=timezone.localdate() + dt.timedelta(days=10))
    for name, weight in (("真切", 2), ("新意", 1)):
        Criterion.objects.create(call=call, name=name, name_en=name, weight=weight)
    Prize.objects.create(call=call, name="一等奖", name_en="First prize", number=1)
    return call


def close(call, **given):
    given.setdefault("closes_at", timezone.now() - dt.timedelta(hours=1))
    Call.objects.filter(pk=call.pk).update(**given)


def juror(call):
    roles.ensure_roles()
    user = UserFactory()
    user.groups.add(Group.objects.get(name=roles.JURORS))
    UserProfile.objects.create(user=user, preferred_language="en")
    row = Call.objects.get(pk=call.pk)
    row.jurors.add(user)
    row.save()
    return user


def give(entry, user, *points):
    services.score(entry, user, dict(zip(entry.call.criteria.all(), points, strict=True)))


def test_two_jurors_make_a_table_with_ties(call):
    entries = [publish_work(title=f"作品{number}", call=call) for number in range(3)]
    close(call)
    entries = [type(entry).objects.detailed().get(pk=entry.pk) for entry in entries]
    one, two = juror(call), juror(call)
    for user in (one, two):
        for entry, points in zip(entries, ((9, 9), (8, 5), (9, 9)), strict=True):
            give(entry, user, *points)
    give(entries[1], two, 10, 10)
    (group,) = selectors.groups(Call.objects.detailed().get())
    assert [(row.entry.title, row.place, row.is_tied) for row in group.rows] == [
        ("作品0", 1, True),
        ("作品2", 1, True),
        ("作品1", 3, False),
    ]
    assert group.rows[2].result.rounded == 8.5
    assert Score.objects.count() == 12


def test_who_may_not_score_cannot(call):
    entry = publish_work(call=call)
    user = juror(call)
    with pytest.raises(WorkError):
        give(entry, user, 5, 5)  # still open
    close(call)
    entry.refresh_from_db()
    entry.call.refresh_from_db()
    with pytest.raises(WorkError):
        give(entry, UserFactory(), 5, 5)
    with pytest.raises(WorkError):
        give(entry, user, 5, 11)
    own = juror(call)
    type(entry.voice.reader).objects.filter(pk=entry.voice.reader_id).update(user=own)
    entry = type(entry).objects.detailed().get()
    with pytest.raises(WorkError):
        give(entry, own, 5, 5)
    assert not Score.objects.exists()


def test_a_juror_sees_works_without_names_and_goes_from_one_to_the_next(client, call):
    first = publish_work(title="作品一", pen_name="暗号笔名", call=call)
    second = publish_work(title="作品二", pen_name="暗号笔名二", call=call)
    close(call)
    user = juror(call)
    client.force_login(user, backend=BACKEND)
    keys = [row.pk for row in call.criteria.all()]
    assert "Give points" in client.get("/admin/works/").content.decode()
    for url in (f"{call.pk}/", f"{call.pk}/{first.contribution.uid}/"):
        page = client.get(f"/admin/works/{url}")
        assert page.status_code == 200
        assert "暗号笔名" not in page.content.decode()
    sent = {f"points_{key}": 8 for key in keys}
    url = f"/admin/works/{call.pk}/{first.contribution.uid}/"
    assert client.post(url, {**sent, f"points_{keys[0]}": 11}).status_code == 422
    answer = client.post(url, sent)
    assert answer.url == f"/admin/works/{call.pk}/{second.contribution.uid}/"
    assert client.get(f"/admin/works/{call.pk}/table/").status_code in (302, 403)
    other = CallFactory()
    assert client.get(f"/admin/works/{other.pk}/").status_code == 404


def test_nobody_else_comes_to_the_jury(client, call):
    roles.ensure_roles()
    user = UserFactory()
    user.groups.add(Group.objects.get(name=roles.MODERATORS))
    client.force_login(user, backend=BACKEND)
    assert client.get("/admin/works/").status_code in (302, 403)


def test_a_prize_is_given_as_often_as_the_call_says(call):
    drawings = Category.objects.create(call=call, name="图画")
    prize = Prize.objects.get()
    first = publish_work(call=call)
    second = publish_work(call=call)
    third = publish_work(call=call, category=drawings)
    services.award(first, prize)
    with pytest.raises(WorkError):
        services.award(second, prize)
    services.award(third, prize)  # another category
    services.award(first, None)
    services.award(second, prize)
    assert set(Award.objects.values_list("entry", flat=True)) == {second.pk, third.pk}


def test_results_are_shown_and_told_on_their_day_and_once(client, clock, call):
    winner = publish_work(ReaderFactory(language="en"), title="Snow", call=call)
    other = publish_work(ReaderFactory(language="en"), call=call)
    close(call)
    services.award(winner, Prize.objects.get())
    with pytest.raises(WorkError):
        services.award(other, Prize.objects.get())
    services.settle(call, UserFactory())
    address = f"/en/works/calls/{call.slug}/"
    assert "First prize</b> ×" in client.get(address).content.decode()
    assert 'id="winners-h"' not in client.get(address).content.decode()
    assert services.announce_due() == 0
    clock.shift(dt.timedelta(days=11))
    assert 'id="winners-h"' in client.get(address).content.decode()
    assert services.announce_due() == 1
    assert services.announce_due() == 0
    letters = [render(row) for row in Message.objects.filter(template="works/results")]
    assert sorted(letter.subject for letter in letters) == [
        f"A prize! {call.title_en}",
        f"The results are out: {call.title_en}",
    ]
    with pytest.raises(WorkError):
        services.reopen(call)
    code = Award.objects.get().code
    assert "This certificate holds." in client.get(f"/en/works/verify/{code}/").content.decode()
    assert client.get("/en/works/verify/AAAA/").status_code == 404
    client.force_login(winner.voice.reader.user, backend=BACKEND)
    paper = client.get(f"/en/works/{winner.contribution.uid}/certificate.pdf")
    assert paper.status_code == (200 if pdf.is_available() else 302)
    assert client.get(f"/en/works/{other.contribution.uid}/certificate.pdf").status_code == 404
    moderation.withdraw(winner.contribution)
    assert client.get(f"/en/works/verify/{code}/").status_code == 404


def test_a_verdict_can_be_opened_again_before_anybody_is_told(call):
    close(call)
    services.settle(call, UserFactory())
    services.settle(call, UserFactory())
    services.reopen(call)
    assert not Call.objects.detailed().get().is_settled


@pytest.fixture
def manager(client):
    roles.ensure_roles()
    user = UserFactory()
    user.groups.add(Group.objects.get(name=roles.EDITORS))
    client.force_login(user, backend=BACKEND)
    return user


@pytest.mark.parametrize("count", [1, 3])
def test_the_table_costs_the_same_however_many_works(
    client, call, manager, django_assert_max_num_queries, count
):
    for number in range(count):
        publish_work(title=f"作品{number}", call=call)
    client.get(f"/admin/works/{call.pk}/table/")
    with django_assert_max_num_queries(30) as context:
        page = client.get(f"/admin/works/{call.pk}/table/").content.decode()
    assert page.count("作品") >= count
    counted = context.captured_queries
    assert len([row for row in counted if "works_" in row["sql"]]) == 8


def test_those_who_run_the_call_award_settle_and_export(client, call, manager):
    entry = publish_work(title="=HYPERLINK(1)", pen_name="某某", call=call)
    close(call)
    url = f"/admin/works/{call.pk}/table/"
    client.post(url, {"act": "award", "entry": entry.pk, "prize": Prize.objects.get().pk})
    assert Award.objects.get().entry == entry
    assert client.post(url, {"act": "award", "entry": "x", "prize": "9"}).status_code == 404
    lines = client.get(f"{url}?export=csv").content.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in lines
    assert "某某" not in lines
    client.post(url, {"act": "settle"})
    assert "某某" in client.get(f"{url}?export=csv").content.decode()
    client.post(url, {"act": "reopen"})
    assert not Call.objects.detailed().get().is_settled


def test_no_page_of_the_jury_renders_an_attack(client, call, manager):
    entry = publish_work(
        title=ALL[0][:60], text="\n".join(ALL[:6]).replace("\0", ""), pen_name=NAMES[0], call=call
    )
    close(call)
    row = Call.objects.get(pk=call.pk)
    row.jurors.add(manager)
    row.save()
    services.award(entry, Prize.objects.get())
    for url in ("", f"{call.pk}/", f"{call.pk}/{entry.contribution.uid}/", f"{call.pk}/table/"):
        page = client.get(f"/admin/works/{url}")
        assert page.status_code == 200
        assert dangerous(page.content.decode().split("<main")[1].split("</main")[0]) == []
    services.settle(call, manager)
    Call.objects.update(results_on=timezone.localdate())
    code = Award.objects.get().code
    for url in (f"calls/{call.slug}/", "slideshow/", f"verify/{code}/"):
        page = client.get(f"/en/works/{url}")
        assert page.status_code == 200
        assert dangerous(page.content.decode()) == []
