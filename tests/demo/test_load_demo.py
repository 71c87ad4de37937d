"""The whole sample network: built once for this module, then looked at from all sides."""

import datetime as dt
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from catalog.circulation.models import Hold, Loan, Patron
from catalog.models import Holding, Record
from community.moderation.enums import Lane
from community.moderation.models import Contribution
from community.reviews.models import Review
from community.volunteers.models import HoursEntry, Shift
from community.volunteers.selectors import at_risk
from events.models import EventSeries, EventSeriesPage, EventTemplate, Occurrence
from events.registration.enums import Channel, Presence
from events.registration.models import Attendance, Draw, HeadCount, Pause, Registration
from events.registration.selectors import opinions_of, past_of_reader
from home.models import HomePage, LibraryPage, NewsPage, StandardPage, TopicPage
from portal.accounts.models import Reader, User
from portal.core.models import FooterColumn, Library, MenuItem, Notice, SiteIdentity
from portal.demo import accounts, content
from portal.demo.builders.series import series_rows
from portal.images.models import CustomImage
from portal.notify.models import Message
from reading_lists.models import ReadingListPage

# One worker builds it for all.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demo")]


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield load()
        transaction.set_rollback(True)


def load():
    out = StringIO()
    call_command("load_demo", stdout=out)
    return out.getvalue()


def counts():
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model is not Session and model._meta.managed
    }


def live(model, language="zh-hans"):
    return model.objects.live().filter(locale__language_code=language)


def test_loading_says_what_was_made_and_who_can_sign_in(demo):
    assert "22 libraries" in demo
    assert accounts.table() in demo


def test_loading_twice_changes_nothing(demo):
    before = counts()
    load()
    assert counts() == before


def test_network_has_three_levels(demo):
    levels = [Library.objects.filter(level=level).count() for level in (1, 2, 3)]
    assert levels == [2, 17, 3]
    assert live(LibraryPage).count() == live(LibraryPage, "en").count() == 22


def test_there_is_as_much_to_read_as_was_promised(demo):
    assert live(StandardPage).count() + live(TopicPage).count() + live(NewsPage).count() >= 40
    assert EventSeries.objects.filter(live=True).count() >= 25
    assert live(ReadingListPage).count() >= 12
    assert Record.objects.count() >= 5_000
    assert Holding.objects.values("library").distinct().count() >= 19


def test_pages_news_and_series_are_in_english_too(demo):
    assert live(StandardPage, "en").count() == live(StandardPage).count()
    assert live(NewsPage, "en").count() == live(NewsPage).count()
    assert live(HomePage, "en").get().body
    assert live(ReadingListPage, "en").count() == live(ReadingListPage).count()
    assert all("en" in series.texts for series in EventSeries.objects.all())


def test_sessions_reach_from_three_months_ago_to_nine_months_ahead(demo):
    today = timezone.localdate()
    days = Occurrence.objects.order_by("local_date").values_list("local_date", flat=True)
    assert today - dt.timedelta(days=91) <= days.first() <= today - dt.timedelta(days=77)
    assert today + dt.timedelta(days=240) <= days.last() <= today + dt.timedelta(days=270)


def test_every_text_of_the_content_files_is_on_its_page(demo):
    for rows, model in ((series_rows(), EventSeriesPage), (content.rows("news", "news"), NewsPage)):
        for row in rows:
            page = live(model).get(slug=row["slug"])
            assert bool(page.body) == ("body" in row), page.slug


def test_some_sessions_are_cancelled_or_moved_and_say_why(demo):
    changed = Occurrence.objects.exclude(note="")
    assert {session.is_cancelled for session in changed} == {True, False}
    assert all(session.note_en for session in changed)


def test_site_says_that_its_content_is_a_sample(demo):
    identity = SiteIdentity.load()
    assert "虚构" in identity.sample_note
    assert "invented" in identity.sample_note_en
    assert MenuItem.objects.exists()
    assert FooterColumn.objects.exists()
    assert Notice.objects.exists()


def test_every_picture_is_described_and_credited(demo):
    images = CustomImage.objects.all()
    assert len(images) >= 15
    assert all(image.description and image.description_en and image.credit for image in images)


def test_every_account_can_sign_in_with_its_role(demo, client):
    for account in accounts.ACCOUNTS:
        assert client.login(username=account.username, password=accounts.PASSWORD)
    sample = User.objects.filter(username__startswith="sample-")
    assert not any(user.has_usable_password() for user in sample)
    named = [account.username for account in accounts.ACCOUNTS if account.username != "admin"]
    others = User.objects.filter(username__in=named)
    groups = {user.username: user.groups.count() for user in others}
    assert groups == {
        "editor": 1, "programmer": 1, "branch-editor": 1, "moderator": 1, "statistics": 1,
        "reader": 0,
    }  # fmt: skip
    assert not User.objects.get(username="neighbor").has_usable_password()
    helpers = User.objects.filter(username__startswith="volunteer-")
    assert not any(user.has_usable_password() for user in helpers)
    assert User.objects.get(username="branch-editor").library_posts.get().library.code == "B08"


def test_volunteers_have_helped_and_are_wanted(demo):
    assert HoursEntry.objects.total() > 0
    assert Shift.objects.coming().filter(waiting__gt=0).exists()
    assert at_risk(Shift.objects.all()).exists()


def test_reader_has_two_children(demo):
    assert Reader.objects.get(user__username="reader").family.count() == 2


def test_training_for_staff_is_hidden_from_everybody_else(demo, client):
    (training,) = live(EventSeriesPage).filter(staff_only=True)
    assert client.get(training.url).status_code == 404


def test_one_template_is_run_everywhere_and_one_has_gaps(demo):
    libraries = {
        template.title: EventSeries.objects.filter(event_template=template)
        .values("library")
        .distinct()
        .count()
        for template in EventTemplate.objects.all()
    }
    assert libraries == {"故事时间": 19, "手机慢慢教一小时": 5}


def test_every_page_is_shown_to_anonymous_visitors(demo, client):
    pages = list(Page.objects.live().public().filter(depth__gt=1).specific())
    shown = {page.url: client.get(page.url) for page in pages}
    assert {
        url: answer.status_code for url, answer in shown.items() if answer.status_code != 200
    } == {}
    assert not [url for url, answer in shown.items() if answer.cookies]
    assert not [url for url, answer in shown.items() if "Cookie" in answer.get("Vary", "")]


def test_cards_of_the_demo_borrow_wait_and_are_late(demo):
    """What readers and the desk meet: loans of all ages, holds in every state, a late book."""
    assert Patron.objects.exclude(pin_hash__startswith="!").count() == len(accounts.CARDS)
    assert Loan.objects.running().count() > 30
    assert Loan.objects.overdue().count() >= 3
    states = Hold.objects.active().values_list("state", flat=True)
    assert set(states) == {"waiting", "in_transit", "ready"}


def test_past_dates_have_people_who_came_and_who_did_not(demo):
    states = set(Attendance.objects.values_list("state", flat=True))
    assert states == {Presence.CAME, Presence.NO_SHOW}
    assert Registration.objects.filter(channel=Channel.WALK_IN).exists()
    assert not Registration.objects.filter(
        pool__ends_at__lt=timezone.now(), created_at__gt=timezone.now() - dt.timedelta(hours=1)
    ).exists()
    assert Draw.objects.filter(drawn_at__isnull=False, entries__gt=0).exists()


def test_staff_find_what_people_thought_and_what_is_still_to_be_counted(demo):
    dates = Occurrence.objects.filter(feedback__isnull=False).distinct()
    opinions = opinions_of(dates)
    assert sum(opinion.can_be_shown for opinion in opinions.values()) >= 4
    assert HeadCount.objects.count() > 100
    over = Occurrence.objects.filter(state="scheduled", end__lt=timezone.now(), head_count=None)
    assert over.filter(local_date__gte=timezone.localdate() - dt.timedelta(days=4)).exists()


def test_who_stayed_away_too_often_cannot_book_and_waits_to_be_let_off(demo):
    pause = Pause.objects.in_force().get()
    assert Registration.objects.of_reader(pause.reader).active().coming().exists()


def test_reader_of_the_demo_has_a_past_and_no_letters_about_it(demo):
    reader = Reader.objects.get(user__username="reader")
    past = past_of_reader(reader).filter(pool__ends_at__lt=timezone.now())
    assert past.filter(status="confirmed").count() == 3
    assert past.filter(gave_feedback=True).count() == 2
    assert not reader.pauses.exists()
    keys = [f"registration:{uid}:" for uid in past.values_list("uid", flat=True)]
    told = Message.objects.filter(user=reader.user, state="sent").values_list("key", flat=True)
    assert not [key for key in told if key.startswith(tuple(keys))]


def test_readers_have_written_and_moderators_have_something_to_do(demo):
    assert Review.objects.visible().count() >= 40
    assert Review.objects.visible().picked().count() >= 5
    assert Review.objects.filter(voice__member__isnull=False).count() >= 6
    lanes = set(Contribution.objects.values_list("lane", flat=True))
    assert lanes == {"", Lane.NEW, Lane.EDIT, Lane.FLAGGED, Lane.REPORTED, Lane.APPEAL}
    assert Contribution.objects.filter(needs_guardian=True).count() == 1
