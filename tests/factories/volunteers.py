"""The least valid tasks, shifts and volunteers."""

import datetime as dt

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from community.volunteers import models, services
from community.volunteers.enums import OpportunityState, Stage
from portal.accounts.models import ConsentKind, Reader
from portal.accounts.services import give_consent
from tests.factories.accounts import FamilyMemberFactory, ReaderFactory, current_text
from tests.factories.core import LibraryFactory


class SkillFactory(DjangoModelFactory):
    class Meta:
        model = models.Skill

    slug = factory.Sequence(lambda n: f"skill-{n}")
    name = factory.Sequence(lambda n: f"特长{n}")
    name_en = factory.Sequence(lambda n: f"Skill {n}")


class OpportunityFactory(DjangoModelFactory):
    """Published, for adults, places given at once to who waits."""

    class Meta:
        model = models.Opportunity

    library = factory.SubFactory(LibraryFactory)
    slug = factory.Sequence(lambda n: f"task-{n}")
    title = factory.Sequence(lambda n: f"整架{n}")
    title_en = factory.Sequence(lambda n: f"Shelving {n}")
    contact = "志愿者服务台"
    email = "desk@library.example"
    offer_hours = 0
    state = OpportunityState.PUBLISHED


class ShiftFactory(DjangoModelFactory):
    """Two hours in ten days, for three people."""

    class Meta:
        model = models.Shift

    opportunity = factory.SubFactory(OpportunityFactory)
    starts_at = factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=10))
    ends_at = factory.LazyAttribute(lambda row: row.starts_at + dt.timedelta(hours=2))
    capacity = 3


class VolunteerFactory(DjangoModelFactory):
    """A grown-up who may help everywhere."""

    class Meta:
        model = models.Volunteer

    reader = factory.SubFactory(ReaderFactory)
    name = factory.Sequence(lambda n: f"王小{n}")
    phone = "010-0000 1234"
    birth_year = 1990
    birth_month = 5
    emergency_name = "王大"
    emergency_phone = "010-0000 5678"
    library = factory.SubFactory(LibraryFactory)
    is_network_wide = True
    stage = Stage.APPROVED


def child(years: int, *, guardian: Reader | None = None, **fields) -> models.Volunteer:
    """A young volunteer of this age under the guardian's account, with consent."""
    today = timezone.localdate()
    member = FamilyMemberFactory(
        guardian=guardian or ReaderFactory(),
        birth_year=today.year - years,
        birth_month=today.month,
    )
    give_consent(member.guardian, text=current_text(ConsentKind.VOLUNTEER), member=member)
    return VolunteerFactory(
        reader=member.guardian,
        member=member,
        birth_year=member.birth_year,
        birth_month=member.birth_month,
        **fields,
    )


def sign_up(shift: models.Shift, person: models.Volunteer | None = None) -> models.SignUp:
    """Through the service, and read again."""
    signup = services.sign_up(shift, person or VolunteerFactory())
    return models.SignUp.objects.detailed().get(pk=signup.pk)
