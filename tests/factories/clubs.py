"""The least valid clubs, lead readers and members."""

from typing import Any

import factory
from factory.django import DjangoModelFactory

from community.clubs import models, services
from community.clubs.enums import Joining, State
from portal.accounts.models import FamilyMember, Reader
from tests.factories.accounts import FamilyMemberFactory, ReaderFactory
from tests.factories.catalog import BookFactory
from tests.factories.core import LibraryFactory


class LeadReaderFactory(DjangoModelFactory):
    class Meta:
        model = models.LeadReader

    library = factory.SubFactory(LibraryFactory)
    slug = factory.Sequence(lambda n: f"lead-{n}")
    name = factory.Sequence(lambda n: f"领读人{n}")
    name_en = factory.Sequence(lambda n: f"Lead {n}")
    state = State.PUBLISHED


class ClubFactory(DjangoModelFactory):
    """Published; readers join it, without a limit unless *capacity* is given."""

    class Meta:
        model = models.Club

    library = factory.SubFactory(LibraryFactory)
    slug = factory.Sequence(lambda n: f"club-{n}")
    name = factory.Sequence(lambda n: f"读书会{n}")
    name_en = factory.Sequence(lambda n: f"Club {n}")
    joining = Joining.MEMBERS
    state = State.PUBLISHED

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> models.Club:
        places = {name: kwargs.pop(name, None) for name in ("capacity", "waiting_limit")}
        club: models.Club = super()._create(model_class, *args, **kwargs)
        services.set_places(club, **places)
        club.circle.refresh_from_db()
        return club


class ClubBookFactory(DjangoModelFactory):
    class Meta:
        model = models.ClubBook

    club = factory.SubFactory(ClubFactory)
    record = factory.SubFactory(BookFactory)


def join(
    club: models.Club, reader: Reader | None = None, *, member: FamilyMember | None = None
) -> models.Membership:
    """Through the service, and read again."""
    row = services.join(club, reader or ReaderFactory(), member=member)
    return models.Membership.objects.detailed().get(pk=row.pk)


def child(years: int, guardian: Reader | None = None, *, year: int = 2026) -> FamilyMember:
    """Somebody who turned so many years old in January."""
    return FamilyMemberFactory(
        guardian=guardian or ReaderFactory(), birth_year=year - years, birth_month=1
    )
