"""Templates: locked defaults, a new series from one, and who may do what."""

import datetime as dt
from decimal import Decimal

import pytest
from bs4 import BeautifulSoup
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.urls import reverse
from wagtail.permissions import policy_registry

from events import services
from events.models import EventSeries, EventSeriesPage, EventTemplate
from events.models.template import TemplateQuestion
from events.registration.models import Pool
from events.registration.services import sync
from events.schedule.checks import problems_of
from portal.core.roles import BRANCH_STAFF, PROGRAMMERS, ensure_roles
from tests.events.test_admin import filled
from tests.factories.accounts import UserFactory
from tests.factories.core import AudienceFactory, LibraryFactory, LibraryStaffFactory
from tests.factories.events import EventTemplateFactory, ProvisionFactory
from tests.factories.home import site_tree
from tests.factories.registration import PriorityGroupFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]
SATURDAYS = "RRULE:FREQ=WEEKLY;BYDAY=SA"


@pytest.fixture
def index():
    return site_tree().page("events")


@pytest.fixture
def template() -> EventTemplate:
    return EventTemplateFactory(
        title="故事时间",
        title_en="Story time",
        summary="三本书",
        rule=SATURDAYS,
        min_age=3,
        max_age=6,
        capacity=20,
        price=Decimal("5.00"),
        presenter="故事妈妈",
        locked=["capacity", "rule", "presenter", "audiences", "body", "duration", "title"],
    )


def programmer(library=None):
    user = UserFactory()
    user.groups.add(next(group for group in ensure_roles() if group.name == PROGRAMMERS))
    if library:
        LibraryStaffFactory(user=user, library=library)
    return user


@pytest.fixture
def sign_in(client, settings):
    settings.PORTAL_STAFF_MFA = "optional"

    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


def test_series_from_template_is_a_draft_with_its_values(template, index):
    library, audience = LibraryFactory(), AudienceFactory()
    provision = ProvisionFactory(slug="restful-room", name="休息角")
    template.audiences, template.provisions = [audience], [provision]
    template.save()

    made = services.series_from_template(template, user=None, library=library)

    page = EventSeriesPage.objects.get(pk=made.pk).get_latest_revision_as_object()
    assert (page.title, page.summary, page.capacity, page.min_age) == ("故事时间", "三本书", 20, 3)
    assert page.price == Decimal("5.00")
    assert str(page.rule) == SATURDAYS
    assert page.start_date == dt.date(2026, 3, 7)
    assert page.library == library
    assert list(page.audiences.all()) == [audience]
    assert list(page.provisions.all()) == [provision]
    assert page.event_template == template
    assert not page.live
    assert not EventSeries.objects.exists()


def test_series_without_a_rule_begins_tomorrow(index):
    template = EventTemplateFactory(kind="single")
    made = services.series_from_template(template, user=None)
    assert made.start_date == dt.date(2026, 3, 2)


def test_published_series_remembers_its_template(template, index):
    page = services.series_from_template(template, user=None)
    page.save_revision().publish()
    assert EventSeries.objects.get().event_template == template
    with pytest.raises(ProtectedError):
        template.delete()


@pytest.mark.parametrize(
    "broken",
    [{"min_age": 9}, {"price": -1}, {"capacity": 0}, {"party_min": 7}, {"reserved_places": 21}],
)
def test_database_refuses_what_cannot_be(template, broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        EventTemplate.objects.update(**broken)


@pytest.fixture
def terms(template) -> EventTemplate:
    """The template with terms, most of them fixed."""
    template.registration, template.party_max, template.adults_min = "first_come", 4, 1
    template.reserved_places, template.month_limit = 3, 2
    template.priority_groups = [PriorityGroupFactory(slug="in-need", name="困难家庭")]
    template.questions = [
        TemplateQuestion(text="几年级？", kind="choice", choices="一,二", is_required=True)
    ]
    template.locked += ["registration", "party_max", "reserved_places", "priority_groups"]
    template.save()
    return template


def test_series_is_registered_for_on_the_terms_of_its_template(terms, index):
    page = services.series_from_template(terms, user=None, library=LibraryFactory())
    page.get_latest_revision().publish()
    series = EventSeries.objects.get()
    assert (series.registration, series.capacity) == ("first_come", 20)
    assert (series.party_max, series.adults_min, series.month_limit) == (4, 1, 2)
    assert [group.slug for group in series.priority_groups.all()] == ["in-need"]
    (question,) = series.questions
    assert (question["text"], question["choices"]) == ("几年级？", [["一", ""], ["二", ""]])
    sync(series.translation_key)
    pool = Pool.objects.filter(occurrence__series=series).first()
    assert (pool.capacity, pool.reserved) == (20, 3)


def test_questions_of_two_series_are_their_own(terms, index):
    pages = [services.series_from_template(terms, user=None, slug=slug) for slug in ("a", "b")]
    keys = {question.key for page in pages for question in page.questions.all()}
    assert len(keys) == 2


def test_branch_cannot_change_the_terms_that_are_fixed(sign_in, terms, index):
    library = LibraryFactory()
    page = services.series_from_template(terms, user=None, library=library)
    client = sign_in(programmer(library))
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    shown = BeautifulSoup(client.get(url).content, "html.parser")
    said = [node.get_text().strip() for node in shown.select(".w-field__textoutput")]
    assert "先到先得" in said
    assert "困难家庭" in said
    data = filled(
        slug="x", library=str(library.pk), registration="open", party_max="9", month_limit="1",
        reserved_places="0", priority_groups=[],
    )  # fmt: skip
    assert client.post(url, {**data, "action-publish": "1"}).status_code == 302
    page = EventSeriesPage.objects.get(pk=page.pk)
    assert (page.registration, page.party_max, page.reserved_places) == ("first_come", 4, 3)
    assert [group.slug for group in page.priority_groups.all()] == ["in-need"]
    assert page.month_limit == 1


def test_places_are_not_kept_for_nobody_where_the_groups_are_fixed(sign_in, terms, index):
    terms.reserved_places, terms.priority_groups = 0, []
    terms.locked = ["priority_groups"]
    terms.save()
    library = LibraryFactory()
    page = services.series_from_template(terms, user=None, library=library)
    data = filled(
        slug="x", library=str(library.pk), registration="first_come", capacity="20",
        reserved_places="3",
    )  # fmt: skip
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = sign_in(programmer(library)).post(url, {**data, "action-publish": "1"})
    assert response.status_code == 200
    assert response.context["form"].non_field_errors()


@pytest.mark.parametrize(
    ("sent", "field"),
    [({"registration": "first_come"}, "capacity"),
     ({"registration": "external"}, "external_url"),
     ({"registration": "first_come", "capacity": "9", "reserved_places": "2"}, "priority_groups"),
     ({"party_min": "3", "party_max": "2"}, "party_max")],
)  # fmt: skip
def test_template_with_terms_that_cannot_be_says_where(sign_in, index, sent, field):
    data = filled(title="故事时间", title_en="", **sent)
    response = sign_in(programmer()).post(reverse("eventtemplate:add"), data)
    assert field in response.context["form"].errors
    assert not EventTemplate.objects.exists()


def test_template_that_does_not_fit_its_kind_says_so(template):
    template.kind, template.all_day = "exhibition", False
    assert "rule" in problems_of(template, tz="Asia/Shanghai")


def test_branch_is_shown_what_is_fixed_and_cannot_change_it(sign_in, template, index):
    library = LibraryFactory()
    page = services.series_from_template(template, user=None, library=library)
    client = sign_in(programmer(library))
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])

    shown = BeautifulSoup(client.get(url).content, "html.parser")
    assert not shown.select('input[name="capacity"]:not([type="hidden"])')
    fixed = [node.get_text().strip() for node in shown.select(".w-field__textoutput")]
    assert "故事时间" in fixed
    assert "每周六" in fixed
    assert (
        len(shown.select(".w-field__textoutput")) == 9
    )  # with the English presenter and the template
    assert shown.select_one('input[type="hidden"][name="rule"]')["value"] == SATURDAYS
    assert shown.select_one('input[type="hidden"][name="duration_hours"]')["value"] == "1"

    data = filled(
        title="别的", slug="x", start_date="2026-03-08", rule="RRULE:FREQ=DAILY", capacity="500",
        presenter="别人", space="二层", library=str(library.pk), audiences=[], duration_hours="9",
    )  # fmt: skip
    response = client.post(url, {**data, "action-publish": "1"})
    assert response.status_code == 302
    page = EventSeriesPage.objects.get(pk=page.pk)
    assert (page.title, page.capacity, page.presenter) == ("故事时间", 20, "故事妈妈")
    assert page.duration == dt.timedelta(hours=1)
    assert str(page.rule) == SATURDAYS
    assert (page.space, page.start_date) == ("二层", dt.date(2026, 3, 8))


def test_planner_of_the_network_may_change_what_is_fixed(sign_in, template, index):
    page = services.series_from_template(template, user=None)
    client = sign_in(programmer())
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = filled(slug="x", capacity="50", library="")
    assert client.post(url, {**data, "action-publish": "1"}).status_code == 302
    assert EventSeriesPage.objects.get(pk=page.pk).capacity == 50


@pytest.mark.parametrize(("has_post", "may"), [(False, True), (True, False)])
def test_only_planners_of_the_network_keep_templates(template, has_post, may):
    user = programmer(LibraryFactory() if has_post else None)
    policy = policy_registry.get_by_type(EventTemplate)
    assert policy.user_has_permission(user, "view")
    for action in ("add", "change", "delete"):
        assert policy.user_has_permission(user, action) is may
    assert policy.user_has_any_permission(user, ("change", "delete")) is may


def test_reader_may_not_see_templates(template):
    policy = policy_registry.get_by_type(EventTemplate)
    assert not policy.user_has_any_permission(UserFactory(), ("view", "change"))


def test_branch_staff_sees_the_list_without_editing(sign_in, template, index):
    user = UserFactory()
    user.groups.add(next(group for group in ensure_roles() if group.name == BRANCH_STAFF))
    LibraryStaffFactory(user=user)
    client = sign_in(user)
    text = client.get(reverse("eventtemplate:index")).content.decode()
    assert reverse("events_admin:roll_out", args=[template.pk]) in text
    assert reverse("eventtemplate:edit", args=[template.pk]) not in text
    assert client.get(reverse("eventtemplate:edit", args=[template.pk])).status_code == 302


def test_planner_writes_a_template_with_locks(sign_in, index):
    client = sign_in(programmer())
    url = reverse("eventtemplate:add")
    assert client.get(url).status_code == 200
    data = filled(title="故事时间", title_en="", rule=SATURDAYS)
    response = client.post(url, {**data, "locked": ["rule", "capacity"]})
    assert response.status_code == 302
    assert EventTemplate.objects.get().locked == ["rule", "capacity"]
    edit = client.get(reverse("eventtemplate:edit", args=[EventTemplate.objects.get().pk]))
    assert edit.status_code == 200


def test_new_series_from_the_list_of_templates(sign_in, template, index):
    own, other = LibraryFactory(), LibraryFactory()
    client = sign_in(programmer(own))
    url = reverse("events_admin:new_series")
    form = client.get(f"{url}?template={template.pk}").context["form"]
    assert form["template"].value() == str(template.pk)
    assert list(form.fields["library"].queryset) == [own]

    refused = client.post(url, {"template": template.pk, "library": other.pk})
    assert "library" in refused.context["form"].errors
    response = client.post(
        url, {"template": template.pk, "library": own.pk, "start_date": "2026-03-15"}
    )
    page = EventSeriesPage.objects.get()
    assert response.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert (page.library, page.start_date) == (own, dt.date(2026, 3, 15))


def test_archived_template_makes_no_series(sign_in, template, index):
    EventTemplate.objects.update(is_archived=True)
    client = sign_in(programmer())
    form = client.get(reverse("events_admin:new_series")).context["form"]
    assert not form.fields["template"].queryset.exists()
    assert client.get(reverse("events_admin:roll_out", args=[template.pk])).status_code == 404
