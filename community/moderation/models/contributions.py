"""What readers offer, in all its versions, and under which name they do so."""

import secrets
import uuid
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from community.moderation import kinds
from community.moderation.enums import OPEN_LANES, Lane, State
from portal.accounts.models import FamilyMember, Reader
from portal.accounts.names import NICKNAME_LENGTH, validate_nickname
from portal.core.models import Library

# Lanes in which staff would see a text for the first time.
_FIRST_LOOKS = (Lane.NEW, Lane.EDIT, Lane.FLAGGED, Lane.APPEAL)
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def new_code() -> str:
    """A short name in addresses that tells nothing of the person."""
    return "".join(secrets.choice(_LETTERS) for _number in range(10))


class Voice(models.Model):
    """Somebody who is heard here: a reader, or a child of theirs, by pen name only."""

    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="voices")
    # What a child has written goes with the child.
    member = models.ForeignKey(
        FamilyMember, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    code = models.CharField(max_length=10, unique=True, default=new_code, editable=False)
    pen_name = models.CharField(
        _("pen name"), max_length=NICKNAME_LENGTH, validators=[validate_nickname]
    )

    class Meta:
        verbose_name = _("pen name")
        verbose_name_plural = _("pen names")
        constraints = [
            models.UniqueConstraint(
                fields=["reader"], condition=Q(member__isnull=True), name="voice_of_reader"
            ),
            models.UniqueConstraint(
                fields=["member"], condition=Q(member__isnull=False), name="voice_of_member"
            ),
        ]

    def __str__(self) -> str:
        return self.pen_name

    @property
    def is_child(self) -> bool:
        return self.member_id is not None


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def of_reader(self, reader: Reader) -> Self:
        return self.filter(voice__reader=reader)

    def queued(self) -> Self:
        """Whatever staff have to look at, the oldest first."""
        return self.filter(lane__in=OPEN_LANES).order_by("waiting_since", "pk")

    def detailed(self) -> Self:
        """With all that a card or a line of a list shows."""
        return self.select_related(
            "voice__member", "published_version", "waiting_version", "latest_version", "library"
        )


class Contribution(models.Model):
    """One thing a reader offers. Only `services` makes or changes one.

    `waiting_version` is what has to be decided, `published_version` what everybody sees or, once
    hidden, saw: an edit leaves the published text up until it is accepted.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=20)
    voice = models.ForeignKey(
        Voice, verbose_name=_("author"), on_delete=models.CASCADE, related_name="contributions"
    )
    # Key of what it is about, in the table that the kind knows.
    target = models.PositiveBigIntegerField(null=True, blank=True)
    is_once = models.BooleanField(default=False, editable=False)
    library = models.ForeignKey(
        Library,
        verbose_name=_("library"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    lane = models.CharField(
        pgettext_lazy("queue", "why it waits"), max_length=10, choices=Lane.choices, blank=True
    )
    needs_guardian = models.BooleanField(default=False)
    submitted_at = models.DateTimeField(_("sent in"), default=timezone.now)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    waiting_since = models.DateTimeField(_("waiting since"), null=True, blank=True)
    published_version = models.ForeignKey(
        "Version", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    waiting_version = models.ForeignKey(
        "Version", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    latest_version = models.ForeignKey(
        "Version", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    reports_count = models.PositiveIntegerField(_("reports"), default=0)  # not yet looked at
    appeal = models.TextField(_("appeal"), blank=True)
    appealed_at = models.DateTimeField(null=True, blank=True)
    appeal_answered_at = models.DateTimeField(null=True, blank=True)

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "target", "voice"],
                condition=Q(is_once=True),
                name="contribution_once",
            ),
            # Nobody of the staff looks at a child's text before the guardian has.
            models.CheckConstraint(
                condition=Q(needs_guardian=False) | ~Q(lane__in=_FIRST_LOOKS),
                name="contribution_guardian_first",
            ),
            models.CheckConstraint(
                condition=Q(lane="", waiting_since__isnull=True)
                | (~Q(lane="") & Q(waiting_since__isnull=False)),
                name="contribution_waits_since",
            ),
        ]
        indexes = [
            models.Index(
                fields=["waiting_since"],
                condition=Q(waiting_since__isnull=False),
                name="contribution_queue",
            ),
            models.Index(fields=["voice", "submitted_at"], name="contribution_author"),
        ]

    def __str__(self) -> str:
        return f"{self.spec.label} {self.pk}"

    def get_absolute_url(self) -> str:
        """Where its author sees how it stands."""
        return reverse("moderation:contribution", args=[self.uid])

    @property
    def spec(self) -> kinds.Kind:
        return kinds.get(self.kind)

    @property
    def author(self) -> Reader:
        return self.voice.reader

    @property
    def member(self) -> FamilyMember | None:
        return self.voice.member

    @property
    def pen_name(self) -> str:
        return self.voice.pen_name

    @property
    def is_by_child(self) -> bool:
        return self.voice.is_child

    @property
    def to_decide(self) -> "Version":
        """The text a decision is about: the one that waits, else what is or was published.

        A contribution is never without a version.
        """
        waiting = None if self.needs_guardian else self.waiting_version
        return waiting or self.published_version or self.latest_version  # type: ignore[return-value]

    @property
    def is_edit(self) -> bool:
        return self.waiting_version_id is not None and self.published_version_id is not None

    @property
    def has_open_appeal(self) -> bool:
        return self.appealed_at is not None and self.appeal_answered_at is None

    @property
    def can_be_appealed(self) -> bool:
        """Once, against a text not accepted or hidden, and not while it is looked at anyway."""
        is_lost = self.state in (State.REFUSED, State.HIDDEN)
        return is_lost and self.appealed_at is None and not self.lane and not self.needs_guardian


class Version(models.Model):
    """The words of a contribution as they were sent in. Never changed, only followed by another."""

    contribution = models.ForeignKey(
        Contribution, on_delete=models.CASCADE, related_name="versions"
    )
    number = models.PositiveIntegerField()
    pen_name = models.CharField(_("pen name"), max_length=NICKNAME_LENGTH)
    # Plain texts and plain values; files by their keys.
    content = models.JSONField()
    # What the rules found, for the moderator: [{"sign": …, "excerpt": …}, …]
    findings = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["contribution", "number"], name="version_number")
        ]

    def __str__(self) -> str:
        return f"{self.contribution_id} · {self.number}"

    def value(self, name: str, default: Any = "") -> Any:
        return self.content.get(name, default)
