"""Consent texts in numbered versions, and who agreed to which."""

import hashlib

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from portal.accounts.errors import AccountsError

from .reader import Reader


class ConsentKind(models.TextChoices):
    PRIVACY = "privacy", _("personal data")
    CHILDREN = "children", _("children's data")
    PHOTO = "photo", _("photographs")
    VOLUNTEER = "volunteer", _("volunteering of minors")


class ConsentTextQuerySet(models.QuerySet["ConsentText"]):
    def published(self) -> "ConsentTextQuerySet":
        return self.filter(published_at__isnull=False)

    def current(self, kind: str) -> "ConsentText | None":
        """The newest published version of *kind*."""
        return self.published().filter(kind=kind).order_by("-version").first()


class ConsentText(models.Model):
    """What people agree to. Once published, a text stays as it is: changes need a new version."""

    kind = models.CharField(_("kind of consent"), max_length=12, choices=ConsentKind.choices)
    version = models.PositiveSmallIntegerField(_("version"), editable=False)
    title = models.CharField(_("title"), max_length=80)
    title_en = models.CharField(_("title in English"), max_length=120)
    body = models.TextField(
        _("text"),
        help_text=_("A blank line starts a paragraph, “# ” a heading, “- ” a point of a list."),
    )
    body_en = models.TextField(_("text in English"))
    hash = models.CharField(max_length=64, editable=False)
    published_at = models.DateTimeField(_("in force since"), null=True, blank=True, editable=False)

    objects = ConsentTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent text")
        verbose_name_plural = _("consent texts")
        ordering = ["kind", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "version"], name="consent_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.version}"

    def save(self, *args, **kwargs) -> None:
        if self.is_altered():
            raise AccountsError(_("A published text stays as it is. Make a new version."))
        if self.version is None:
            newest = ConsentText.objects.filter(kind=self.kind).aggregate(models.Max("version"))
            self.version = (newest["version__max"] or 0) + 1
        self.hash = self.fingerprint()
        super().save(*args, **kwargs)

    @property
    def title_label(self) -> str:
        return self.title_en if (get_language() or "").startswith("en") else self.title

    @property
    def body_label(self) -> str:
        return self.body_en if (get_language() or "").startswith("en") else self.body

    def fingerprint(self) -> str:
        """SHA-256 over everything a reader is shown, in every language."""
        words = "\x00".join([self.title, self.title_en, self.body, self.body_en])
        return hashlib.sha256(words.encode()).hexdigest()

    def is_altered(self) -> bool:
        """Whether these words differ from those that were published."""
        stored = ConsentText.objects.published().filter(pk=self.pk)
        return stored.exclude(hash=self.fingerprint()).exists()

    def clean(self) -> None:
        if self.is_altered():
            raise ValidationError(_("A published text stays as it is. Make a new version."))


class ConsentQuerySet(models.QuerySet["Consent"]):
    def active(self) -> "ConsentQuerySet":
        return self.filter(withdrawn_at__isnull=True)

    def covers(self, kind: str) -> bool:
        """Whether a consent of this set to the text of *kind* now in force stands."""
        current = ConsentText.objects.current(kind)
        return current is not None and self.active().filter(text=current).exists()


class Consent(models.Model):
    """One person's yes to one text. Withdrawing marks the row; the row itself goes with the reader.

    A row stays when the family member it was about is removed: it then tells only that there was
    a consent and when it ended.
    """

    class Channel(models.TextChoices):
        WEB = "web", _("on this site")
        DESK = "desk", _("on paper at the desk")

    reader = models.ForeignKey(Reader, on_delete=models.CASCADE, related_name="consents")
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, related_name="consents")
    member = models.ForeignKey(
        "FamilyMember", on_delete=models.SET_NULL, null=True, blank=True, related_name="consents"
    )
    channel = models.CharField(max_length=8, choices=Channel.choices, default=Channel.WEB)
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["reader", "text"],
                condition=models.Q(withdrawn_at__isnull=True, member__isnull=True),
                name="consent_stands_once",
            ),
            models.UniqueConstraint(
                fields=["reader", "text", "member"],
                condition=models.Q(withdrawn_at__isnull=True, member__isnull=False),
                name="consent_for_member_stands_once",
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True)
                | models.Q(withdrawn_at__gte=models.F("given_at")),
                name="consent_withdrawn_after_given",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reader}: {self.text}"

    def save(self, *args, **kwargs) -> None:
        """Only the text in force can be agreed to, and only for one's own family."""
        if self._state.adding:
            if self.text != ConsentText.objects.current(self.text.kind):
                raise AccountsError(_("This text is no longer in force. Please read the new one."))
            if self.member and self.member.guardian_id != self.reader_id:
                raise AccountsError(_("You can only consent for your own family."))
        super().save(*args, **kwargs)
