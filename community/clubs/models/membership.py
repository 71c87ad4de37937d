"""Members of a club: claims on a circle, by the one mechanism of places and waiting lists."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from community.clubs.enums import EndReason
from events.places import models as places
from events.places.enums import ACTIVE, Status
from portal.accounts.models import FamilyMember, Reader

from .club import Club

LOOKS = {Status.WAITING: ("hourglass", "gamboge"), Status.CONFIRMED: ("check", "malachite")}


class Circle(places.Pool):
    """The places of a club: only `services` writes them, forms of staff never touch the row."""

    club = models.OneToOneField(Club, on_delete=models.CASCADE, related_name="circle")

    class Meta:
        verbose_name = _("places of a club")
        verbose_name_plural = _("places of clubs")
        constraints = [*places.Pool.Meta.constraints]

    def __str__(self) -> str:
        return str(self.club)

    @property
    def is_full(self) -> bool:
        return bool(self.waiting) or self.free == 0


class MembershipQuerySet(places.ClaimQuerySet):
    def of_reader(self, reader: Reader) -> Self:
        return self.filter(reader=reader)

    def detailed(self) -> Self:
        return self.select_related("pool__club__library", "reader__user", "member")


class Membership(places.Claim):
    """A reader, or a child of theirs, in a club. Known to the club by nickname only."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    pool = models.ForeignKey(Circle, on_delete=models.CASCADE, related_name="memberships")
    # A membership says something of a person alone; it goes when they go.
    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="memberships")
    member = models.ForeignKey(
        FamilyMember, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    language = models.CharField(max_length=12, default=settings.LANGUAGE_CODE)
    created_at = models.DateTimeField(_("joined"), default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=5, choices=EndReason.choices, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["created_at", "pk"]
        constraints = [
            *places.Claim.Meta.constraints,
            models.CheckConstraint(condition=Q(people=1), name="membership_one_person"),
            models.UniqueConstraint(
                fields=["pool", "reader"],
                condition=Q(status__in=ACTIVE, member__isnull=True),
                name="membership_of_reader_once",
            ),
            models.UniqueConstraint(
                fields=["pool", "member"],
                condition=Q(status__in=ACTIVE, member__isnull=False),
                name="membership_of_member_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)

    def get_absolute_url(self) -> str:
        return reverse("clubs:membership", args=[self.uid])

    @property
    def club(self) -> Club:
        return self.pool.club

    @property
    def name(self) -> str:
        return self.member.nickname if self.member else self.reader.nickname

    @property
    def years(self) -> int | None:
        """The age of a child; of grown-ups none is known."""
        return self.member.age_on(timezone.localdate()) // 12 if self.member else None

    @property
    def look(self) -> tuple[str, str]:
        return LOOKS.get(Status(self.status), ("close", "mute"))

    @property
    def state_label(self) -> str:
        if self.end_reason:
            return str(EndReason(self.end_reason).label)
        if self.status == Status.CONFIRMED:
            return str(_("member"))
        return str(Status(self.status).label)
