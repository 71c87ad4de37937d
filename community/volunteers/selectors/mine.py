"""A reader's own shifts and hours, those of the young volunteers of the family among them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Sum, When
from django.utils import timezone

from community.volunteers.enums import Mark, ShiftState, Stage, SwapState
from community.volunteers.models import SignUp, Swap, Volunteer
from events.places import services as places
from events.places.enums import ACTIVE, Status
from portal.accounts.models import Reader


@dataclass(frozen=True, slots=True)
class Totals:
    minutes: int
    shifts: int
    no_shows: int


def of_reader(reader: Reader) -> QuerySet[SignUp]:
    return SignUp.objects.of_reader(reader).detailed()


def _is_coming() -> Q:
    return Q(status__in=ACTIVE, ends_at__gt=timezone.now())


def coming_of_reader(reader: Reader) -> QuerySet[SignUp]:
    """What lies ahead: offers, which run out, before all others, then the soonest first."""
    is_offer = Case(When(status=Status.OFFERED, then=0), default=1, output_field=IntegerField())
    return of_reader(reader).filter(_is_coming()).order_by(is_offer, "starts_at", "pk")


def past_of_reader(reader: Reader) -> QuerySet[SignUp]:
    return of_reader(reader).exclude(_is_coming()).order_by("-starts_at", "-pk")


def totals_of(volunteers: Iterable[Volunteer]) -> dict[int, Totals]:
    """Hours, shifts and absences of each, from the ledger and the sheets, in two queries."""
    keys = [row.pk for row in volunteers]
    sums = dict(
        Volunteer.objects.filter(pk__in=keys)
        .annotate(sum=Sum("entries__minutes"))
        .values_list("pk", "sum")
    )
    counts = {
        row["volunteer"]: row
        for row in SignUp.objects.filter(volunteer__in=keys)
        .order_by()
        .values("volunteer")
        .annotate(
            came=Count("pk", filter=Q(mark=Mark.CAME)),
            stayed=Count("pk", filter=Q(mark=Mark.NO_SHOW)),
        )
    }
    none = {"came": 0, "stayed": 0}
    return {
        key: Totals(
            minutes=sums.get(key) or 0,
            shifts=counts.get(key, none)["came"],
            no_shows=counts.get(key, none)["stayed"],
        )
        for key in keys
    }


def position(signup: SignUp) -> int | None:
    """The number in the queue, from 1, as it is now."""
    signup.refresh_from_db(fields=["status", "order"])
    return places.position(signup)


def exchangeable_for(reader: Reader, swap: Swap) -> QuerySet[SignUp]:
    """The family's places that could be given for the one on offer: nobody waits for them."""
    rows = of_reader(reader).filter(
        status=Status.CONFIRMED,
        starts_at__gt=timezone.now(),
        pool__state=ShiftState.PLANNED,
        pool__waiting=0,
    )
    on_offer = Swap.objects.filter(state=SwapState.OPEN).values("signup")
    return rows.exclude(pool=swap.signup.pool_id).exclude(pk__in=on_offer)


def proposals_for(signup: SignUp) -> QuerySet[Swap]:
    """What others would give for this place."""
    rows = Swap.objects.filter(answers__signup=signup, state=SwapState.OPEN)
    return rows.filter(answers__state=SwapState.OPEN).select_related(
        "signup__pool__opportunity__library", "signup__pool__occurrence__series"
    )


def open_swap_of(row: SignUp) -> Swap | None:
    """What somebody offers for others to take, or in exchange for a shift of another's."""
    rows = row.swaps.filter(state="open")
    return rows.select_related("answers__signup__pool__opportunity").first()


def open_swaps_for(reader: Reader) -> QuerySet[Swap]:
    """Places others would hand over, of tasks the reader or the family may do."""
    libraries = Volunteer.objects.filter(reader=reader, stage=Stage.APPROVED)
    own = libraries.values("library")
    rows = Swap.objects.filter(
        state=SwapState.OPEN,
        answers__isnull=True,
        signup__status=Status.CONFIRMED,
        signup__starts_at__gt=timezone.now(),
        signup__pool__state=ShiftState.PLANNED,
    ).exclude(signup__volunteer__reader=reader)
    if not libraries.filter(is_network_wide=True).exists():
        library = "signup__pool__opportunity__library"
        rows = rows.filter(Q(**{f"{library}__in": own}) | Q(**{f"{library}__parent__in": own}))
    return rows.select_related(
        "signup__pool__opportunity__library", "signup__pool__occurrence__series"
    ).order_by(F("signup__starts_at"))
