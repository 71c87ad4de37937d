"""A work from its author to everybody, by a form that forgets nothing."""

import datetime as dt
import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from community.moderation import services as moderation
from community.moderation.enums import Act, Lane, State
from community.moderation.models import Ban, Contribution
from community.works.models import AgeGroup, Agreement, Call, Entry, Piece
from portal.notify.models import Message
from portal.notify.rendering import render
from tests.factories.accounts import FamilyMemberFactory, ReaderFactory, UserFactory
from tests.factories.moderation import ReasonFactory
from tests.factories.works import (
    TEXT,
    CallFactory,
    closed_call,
    keep_picture,
    publish_work,
    send_work,
)
from tests.images import corpus as pictures

from . import corpus

pytestmark = pytest.mark.django_db
BACKEND = "portal.accounts.backends.ReaderBackend"


@pytest.fixture
def reader(client):
    reader = ReaderFactory()
    client.force_login(reader.user, backend=BACKEND)
    return reader


def values(**given):
    return {
        "form_key": uuid.uuid4(),
        "title": "槐花",
        "text": TEXT,
        "agrees": "on",
        "licence": "library",
    } | given


def upload(data, name="IMG_小明_2026.jpg"):
    return SimpleUploadedFile(name, data)


def test_a_picture_is_kept_clean_looked_at_and_shown(client, reader):
    call = CallFactory()
    photo = pictures.with_metadata()["photo.jpg"]
    sent = values(file_1=upload(photo), about_1="一棵槐树")
    answer = client.post(f"/en/works/calls/{call.slug}/enter/", sent)
    row = Contribution.objects.get()
    assert answer.url == f"/en/me/contributions/{row.uid}/"
    assert (row.target, row.lane) == (call.pk, Lane.NEW)
    piece = Piece.objects.get(contribution=row)
    assert pictures.CANARY not in piece.file.read()
    assert "小明" not in piece.file.name
    agreement = Agreement.objects.get()
    assert agreement.words == call.consent_en
    assert len(agreement.hash) == 64
    moderation.decide(row, UserFactory(), Act.ACCEPTED)
    page = client.get(f"/en/works/{row.uid}/").content.decode()
    assert 'alt="一棵槐树"' in page
    assert f"/en/works/files/{piece.uid}/" in page


def test_a_mistake_elsewhere_does_not_ask_for_the_file_again(client, reader):
    sent = values(title="", file_1=upload(pictures.with_metadata()["photo.jpg"]), about_1="树")
    answer = client.post("/en/works/new/", sent)
    assert answer.status_code == 422
    piece = Piece.objects.get()
    page = answer.content.decode()
    assert TEXT in page
    assert str(piece.uid) in page
    answer = client.post("/en/works/new/", values(about_1="树", kept_1=piece.uid))
    assert answer.status_code == 302
    piece.refresh_from_db()
    assert piece.contribution == Contribution.objects.get()


@pytest.mark.parametrize(
    "data",
    [corpus.archive(), b"<svg onload='alert(1)'/>", b"", corpus.refused_documents()["script"]],
)
def test_a_bad_file_is_refused_at_its_field(client, reader, data):
    answer = client.post("/en/works/new/", values(file_1=upload(data, "x.png")))
    assert answer.status_code == 422
    errors = answer.context["form"].errors
    assert list(errors) == ["file_1"]
    assert not Piece.objects.exists()
    assert not Contribution.objects.exists()


def test_a_picture_without_words_for_those_who_do_not_see_is_asked_again(client, reader):
    sent = values(file_1=upload(pictures.with_metadata()["photo.jpg"]))
    assert list(client.post("/en/works/new/", sent).context["form"].errors) == ["about_1"]


def test_files_of_others_cannot_be_taken(client, reader):
    other = send_work()
    piece = Piece.objects.create(reader=other.author, form="picture", size=1, file="x.jpg")
    answer = client.post("/en/works/new/", values(kept_1=piece.uid, about_1="树"))
    assert answer.status_code == 302
    piece.refresh_from_db()
    assert piece.contribution is None
    assert Contribution.objects.get(voice__reader=reader).latest_version.content["pieces"] == []


def test_the_same_form_sent_twice_is_one_work(client, reader):
    sent = values()
    client.post("/en/works/new/", sent)
    client.post("/en/works/new/", sent)
    assert Contribution.objects.count() == 1


def test_limits_and_dates_of_a_call_hold(client, reader):
    call = CallFactory(per_person=1, longest_text=50, takes_pictures=False)
    url = f"/en/works/calls/{call.slug}/enter/"
    assert list(client.post(url, values(text="长" * 51)).context["form"].errors) == ["text"]
    assert client.post(url, values()).status_code == 302
    answer = client.post(url, values(title="又一件"))
    assert "One person can send in 1 work" in answer.content.decode()
    late = closed_call()
    answer = client.post(f"/en/works/calls/{late.slug}/enter/", values())
    assert answer.status_code == 422
    assert Contribution.objects.count() == 1
    page = client.get(f"/en/works/calls/{late.slug}/enter/").content.decode()
    assert "This call is closed." in page


def test_age_counts_on_the_day_the_call_closes(client, reader):
    call = CallFactory()
    born = call.deadline.replace(day=1)
    child = FamilyMemberFactory(guardian=reader, birth_year=born.year - 9, birth_month=born.month)
    AgeGroup.objects.create(call=call, name="小", name_en="Small", age_to=8)
    AgeGroup.objects.create(call=call, name="大", name_en="Big", age_from=9, age_to=12)
    url = f"/en/works/calls/{call.slug}/enter/"
    client.post(url, values(who=child.pk, is_read_by_guardian="on"))
    row = Contribution.objects.get()
    assert row.latest_version.content["names"]["age_group"] == ["大", "Big"]
    assert row.latest_version.content["band"] == "upper"
    answer = client.post(url, values(who="me"))
    assert "This call is for other ages." in answer.content.decode()


def test_of_a_child_the_guardian_looks_first(client, reader):
    child = FamilyMemberFactory(guardian=reader, nickname="豆豆")
    sent = values(who=child.pk, file_1=upload(pictures.with_metadata()["photo.jpg"]), about_1="树")
    client.post("/en/works/new/", sent)
    row = Contribution.objects.get()
    assert (row.state, row.lane) == (State.GUARDIAN, "")
    piece = Piece.objects.get()
    page = client.get(f"/en/me/contributions/{row.uid}/").content.decode()
    assert f"/en/works/files/{piece.uid}/small/" in page
    client.post(f"/en/me/contributions/{row.uid}/approve/")
    row.refresh_from_db()
    assert (row.state, row.lane) == (State.WAITING, Lane.NEW)


def test_an_edit_leaves_what_is_published_until_it_is_accepted(client, reader):
    entry = publish_work(reader)
    uid = entry.contribution.uid
    page = client.get(f"/en/works/{uid}/edit/").content.decode()
    assert TEXT in page
    key = re.search(r'name="form_key" value="([^"]+)"', page)[1]
    client.post(f"/en/works/{uid}/edit/", values(form_key=key, title="槐花二"))
    entry.refresh_from_db()
    assert entry.title == "槐花"
    moderation.decide(Contribution.objects.get(), UserFactory(), Act.ACCEPTED)
    entry.refresh_from_db()
    assert entry.title == "槐花二"
    assert Agreement.objects.count() == 2


def test_after_the_call_has_closed_only_what_was_refused_can_be_changed(client, reader):
    call = CallFactory()
    entry = publish_work(reader, call=call)
    past = timezone.now() - dt.timedelta(hours=1)
    Call.objects.filter(pk=call.pk).update(closes_at=past)
    answer = client.post(f"/en/works/{entry.contribution.uid}/edit/", values(title="新"))
    assert answer.status_code == 422
    assert Entry.objects.get().title == "槐花"


def test_a_file_belongs_to_one_work(client, reader):
    entry = publish_work(reader, pieces=[(keep_picture(reader), "树")])
    piece = entry.pieces.get()
    client.post("/en/works/new/", values(kept_1=piece.uid, about_1="树"))
    other = Contribution.objects.exclude(entry=entry).get()
    assert other.latest_version.content["pieces"] == []
    edit = f"/en/works/{entry.contribution.uid}/edit/"
    client.post(edit, values(title="新", kept_1=piece.uid, about_1="大树"))
    entry.contribution.refresh_from_db()
    assert entry.contribution.latest_version.content["pieces"][0]["about"] == "大树"


def test_nothing_is_read_of_who_may_not_send(client, reader):
    Ban.objects.create(
        reader=reader, until=timezone.now() + dt.timedelta(days=1), reason="广告", reason_en="Spam"
    )
    sent = values(file_1=upload(pictures.with_metadata()["photo.jpg"]), about_1="树")
    answer = client.post("/en/works/new/", sent)
    assert answer.status_code == 422
    assert "Reason: Spam" in answer.content.decode()
    assert not Piece.objects.exists()


def test_letters_name_the_work(reader):
    entry = publish_work(reader, title="槐花")
    decision = entry.contribution.decisions.get(act=Act.ACCEPTED)
    message = Message.objects.get(context__decision=decision.pk)
    assert render(message).subject.endswith("槐花")
    call = CallFactory()
    sent = send_work(reader, call=call, title="石榴")
    moderation.decide(sent, UserFactory(), Act.REFUSED, reason=ReasonFactory())
    last = Message.objects.order_by("pk").last()
    assert render(last).subject.endswith("石榴")
