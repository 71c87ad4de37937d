"""Editors write calls: with drafts and a preview, and an address that comes by itself."""

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.test.utils.form_data import rich_text

from community.works.models import Call
from portal.core import roles
from tests.factories.accounts import UserFactory
from tests.factories.works import CallFactory, publish_work

pytestmark = pytest.mark.django_db
BACKEND = "portal.accounts.backends.ReaderBackend"


@pytest.fixture
def editor(client, root_page):
    roles.ensure_roles()
    user = UserFactory()
    user.groups.add(Group.objects.get(name=roles.EDITORS))
    client.force_login(user, backend=BACKEND)
    return user


def values(**given):
    inlines = {
        f"{name}-{part}": 0
        for name in ("categories", "age_groups", "prizes", "criteria")
        for part in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS")
    }
    return {
        "title": "秋天征文",
        "summary": "写秋天。",
        "rules": rich_text("<p>写吧</p>"),
        "rules_en": rich_text(""),
        "opens_at": "2026-11-01 09:00",
        "closes_at": "2026-12-01 21:00",
        "takes_text": "on",
        "per_person": 1,
        "longest_text": 500,
        "most_files": 1,
        "file_mb": 5,
        "licence": "library",
        "consent": "是自己写的。",
        "is_blind": "on",
        **inlines,
        **given,
    }


def test_a_call_is_drafted_previewed_and_published(client, editor):
    answer = client.post("/admin/snippets/works/call/add/", values())
    call = Call.objects.get()
    assert answer.status_code == 302
    assert (call.slug, call.live) == ("qiu-tian-zheng-wen", False)
    page = client.get(f"/admin/snippets/works/call/edit/{call.pk}/")
    assert page.status_code == 200
    sent = values(slug=call.slug, **{"action-publish": "1"})
    client.post(f"/admin/snippets/works/call/edit/{call.pk}/", sent)
    call.refresh_from_db()
    assert call.live
    assert client.get("/admin/snippets/works/call/").status_code == 200
    assert client.get(f"/en/works/calls/{call.slug}/").status_code == 200
    preview = call.make_preview_request()
    assert preview.status_code == 200


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"closes_at": "2026-10-01 09:00"}, "closes_at"),
        ({"results_on": "2026-11-02"}, "results_on"),
        ({"takes_text": ""}, "takes_text"),
    ],
)
def test_a_call_that_cannot_be_is_refused_at_the_field(client, editor, given, field):
    answer = client.post("/admin/snippets/works/call/add/", values(**given))
    assert field in answer.context["form"].errors
    assert not Call.objects.exists()


def test_calls_are_the_whole_networks(client, root_page):
    user = UserFactory()
    roles.ensure_roles()
    user.groups.add(Group.objects.get(name=roles.BRANCH_STAFF))
    client.force_login(user, backend=BACKEND)
    call = CallFactory(results_on=timezone.localdate())
    assert client.get(f"/admin/snippets/works/call/edit/{call.pk}/").status_code in (302, 403)


def test_a_call_with_works_cannot_be_deleted(client, editor):
    entry = publish_work(call=CallFactory())
    url = f"/admin/snippets/works/call/delete/{entry.call_id}/"
    assert client.get(url).status_code in (200, 302)
    client.post(url)
    assert Call.objects.exists()
