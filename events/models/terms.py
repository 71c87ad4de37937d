"""On what terms people may register: fields of the page that editors write and of its series."""

import datetime as dt
import re
import secrets
from itertools import zip_longest

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from events.enums import QuestionKind, RegistrationMode, RegistrationUnit
from portal.core.models.vocabulary import VocabularyTerm

LONGEST_PARTY = 20


class PriorityGroup(VocabularyTerm):
    """People who are served first: seniors, disabled readers, families in need.

    Readers say themselves that they belong to one; nobody has to prove it on line.
    """

    class Meta(VocabularyTerm.Meta):
        verbose_name = _("priority group")
        verbose_name_plural = _("priority groups")


def _heads(label: str, **options: object) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        label, null=True, blank=True, validators=[MaxValueValidator(LONGEST_PARTY)], **options
    )


class Terms(models.Model):
    """Times are told in relation to each date, so that they are right for all dates of a series."""

    registration = models.CharField(
        _("registration"),
        max_length=10,
        choices=RegistrationMode.choices,
        default=RegistrationMode.NONE,
        help_text=_("A draw is fairer than “first come” where many more apply than there is room."),
    )
    external_url = models.URLField(
        _("address of the other website"),
        max_length=500,
        blank=True,
        help_text=_("Where people register if not here."),
    )
    registration_unit = models.CharField(
        _("people register for"),
        max_length=10,
        choices=RegistrationUnit.choices,
        default=RegistrationUnit.OCCURRENCE,
        help_text=_("A course: “all dates together”, so that a place is one for the whole course."),
    )
    # When.
    opens_days_before = models.PositiveSmallIntegerField(
        _("opens this many days before"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(366)],
        help_text=_("Empty: as soon as the event is published."),
    )
    opens_time = models.TimeField(
        _("at this time of day"),
        default=dt.time(9),
        help_text=_("Choose an hour at which people who work can book too."),
    )
    closes_hours_before = models.PositiveSmallIntegerField(
        _("closes this many hours before"),
        default=0,
        validators=[MaxValueValidator(24 * 60)],
        help_text=_("0: people can register until it begins."),
    )
    draw_hours_before = models.PositiveSmallIntegerField(
        _("draw this many hours before"),
        default=72,
        validators=[MinValueValidator(1), MaxValueValidator(24 * 60)],
        help_text=_("People enter until then; all are told the result at once."),
    )
    reminder_hours = models.PositiveSmallIntegerField(
        _("remind this many hours before"),
        default=24,
        validators=[MaxValueValidator(24 * 14)],
        help_text=_("0: nobody is reminded."),
    )
    # How many.
    party_min = models.PositiveSmallIntegerField(
        _("people in one registration, at least"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_PARTY)],
    )
    party_max = models.PositiveSmallIntegerField(
        _("at most"),
        default=6,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_PARTY)],
        help_text=_("Every person takes a place, companions too."),
    )
    children_min = _heads(_("children, at least"))
    children_max = _heads(_("children, at most"))
    adults_min = _heads(
        _("adults, at least"), help_text=_("1 where a child may not come without a companion.")
    )
    adults_max = _heads(_("adults, at most"), help_text=_("For example 1 companion, 0 for none."))
    series_limit = models.PositiveSmallIntegerField(
        _("dates of this series for one family"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Counts dates to come and those attended. Empty: no limit."),
    )
    month_limit = models.PositiveSmallIntegerField(
        _("in one calendar month"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Leaves places for other families. Empty: no limit."),
    )
    # Who waits.
    waiting_limit = models.PositiveSmallIntegerField(
        _("length of the waiting list"),
        null=True,
        blank=True,
        help_text=_("In registrations. Empty: any number; 0: no waiting list."),
    )
    offer_hours = models.PositiveSmallIntegerField(
        _("hours to accept a free place"),
        default=24,
        validators=[MaxValueValidator(24 * 14)],
        help_text=_("The place is kept for them that long. 0: they have it at once."),
    )
    no_show_rule = models.BooleanField(
        _("count people who stay away"),
        default=True,
        help_text=_(
            "Who repeatedly has a place and does not come cannot book “first come” for a while."
        ),
    )
    # Who is first.
    reserved_places = models.PositiveIntegerField(
        _("places kept for priority groups"),
        default=0,
        help_text=_("Of all places. Readers see on the page how many and for whom."),
    )
    priority_hours = models.PositiveSmallIntegerField(
        _("priority groups register earlier by (hours)"),
        default=0,
        validators=[MaxValueValidator(24 * 30)],
    )
    reserved_release_hours = models.PositiveSmallIntegerField(
        _("kept places become free for all (hours before)"),
        default=24,
        validators=[MaxValueValidator(24 * 30)],
        help_text=_("What nobody of these groups has taken goes to the waiting list then."),
    )
    # What people agree to.
    needs_photo_consent = models.BooleanField(
        _("consent to photographs"),
        default=False,
        help_text=_("Only where pictures are the point of the activity; else ask on the spot."),
    )
    needs_children_consent = models.BooleanField(
        _("consent about children’s data"),
        default=False,
        help_text=_("Asked again where its text has changed since the child was entered."),
    )

    class Meta:
        abstract = True

    @property
    def takes_registrations(self) -> bool:
        """Whether readers can register here, on this site."""
        return self.registration in (
            RegistrationMode.OPEN,
            RegistrationMode.FIRST_COME,
            RegistrationMode.DRAW,
        )

    @property
    def is_for_whole_course(self) -> bool:
        return self.registration_unit == RegistrationUnit.COURSE


def question_key() -> str:
    return secrets.token_hex(4)


class Question(models.Model):
    """What staff want to know from everyone who registers."""

    # How answers find their question after its wording has changed.
    key = models.CharField(max_length=8, default=question_key, editable=False)
    text = models.CharField(_("question"), max_length=120)
    text_en = models.CharField(_("question in English"), max_length=200, blank=True)
    kind = models.CharField(
        _("answered by"), max_length=6, choices=QuestionKind.choices, default=QuestionKind.TEXT
    )
    choices = models.CharField(
        _("answers to choose from"),
        max_length=300,
        blank=True,
        help_text=_("Separate them with commas."),
    )
    choices_en = models.CharField(_("answers in English"), max_length=400, blank=True)
    is_required = models.BooleanField(_("must be answered"), default=False)

    class Meta:
        abstract = True

    def clean(self) -> None:
        if self.kind == QuestionKind.CHOICE and not self.as_data()["choices"]:
            raise ValidationError({"choices": _("Give the answers to choose from.")})

    def as_data(self) -> dict[str, object]:
        """As it is kept with the published series."""
        pairs = zip_longest(_listed(self.choices), _listed(self.choices_en), fillvalue="")
        return {
            "key": self.key,
            "text": self.text,
            "text_en": self.text_en,
            "kind": self.kind,
            "choices": [[text, text_en] for text, text_en in pairs if text],
            "is_required": self.is_required,
        }


def _listed(text: str) -> list[str]:
    """The parts between commas, Chinese or Western ones."""
    return [part.strip() for part in re.split("[,，、;；]", text) if part.strip()]


def terms_constraints(prefix: str) -> list[models.CheckConstraint]:
    """The rules of these fields for a model; names of constraints must differ between models."""
    unlimited = models.Q(capacity__isnull=True)
    return [
        models.CheckConstraint(
            condition=models.Q(party_max__gte=models.F("party_min"), party_min__gte=1),
            name=f"{prefix}_party_range",
        ),
        models.CheckConstraint(
            condition=unlimited | models.Q(reserved_places__lte=models.F("capacity")),
            name=f"{prefix}_reserved_of_capacity",
        ),
    ]
