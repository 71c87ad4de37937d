"""One action of the plan, and what is set for it year by year."""

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import RevisionMixin
from wagtail.search import index

from portal.core.bilingual import localized
from reports.plan.enums import State

from .plan import YEARS, Plan, Strategy


class ActionQuerySet(models.QuerySet["Action"]):
    def published(self) -> Self:
        return self.filter(plan__is_published=True)

    def detailed(self) -> Self:
        return self.select_related("plan", "strategy__goal")


class Action(index.Indexed, RevisionMixin, ClusterableModel):
    """What somebody has promised to do. Its state changes by an entry in its log, nowhere else."""

    plan = models.ForeignKey(
        Plan, on_delete=models.PROTECT, related_name="actions", editable=False
    )  # that of the strategy; kept so that the database can hold each number once
    strategy = models.ForeignKey(
        Strategy,
        verbose_name=pgettext_lazy("plan", "strategy"),
        on_delete=models.PROTECT,
        related_name="actions",
    )
    number = models.PositiveSmallIntegerField(
        pgettext_lazy("plan", "number"),
        help_text=_("As the plan prints it; it is part of the address."),
    )
    title = models.CharField(_("title"), max_length=60)
    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    text = models.TextField(_("what is to be done"), max_length=600, blank=True)
    text_en = models.TextField(_("what is to be done, in English"), max_length=1000, blank=True)
    owner = models.CharField(
        _("in charge"), max_length=60, help_text=_("A library or department, no person's name.")
    )
    owner_en = models.CharField(_("in charge, in English"), max_length=100, blank=True)
    partners = models.CharField(_("together with"), max_length=120, blank=True)
    partners_en = models.CharField(_("together with, in English"), max_length=200, blank=True)
    state = models.CharField(
        pgettext_lazy("action", "state"),
        max_length=9,
        choices=State.choices,
        default=State.NOT_BEGUN,
        editable=False,
    )
    changed_on = models.DateField(_("last entry"), null=True, editable=False)

    objects = ActionQuerySet.as_manager()

    search_fields = [
        index.SearchField("title", boost=3),
        index.SearchField("title_en", boost=3),
        index.SearchField("text"),
        index.SearchField("text_en"),
        index.SearchField("owner"),
        index.SearchField("owner_en"),
        index.SearchField("partners"),
        index.SearchField("partners_en"),
        index.AutocompleteField("title"),  # by pinyin too
        index.RelatedFields("plan", [index.FilterField("is_published")]),
    ]

    class Meta:
        ordering = ["plan", "number"]
        verbose_name = pgettext_lazy("plan", "action")
        verbose_name_plural = pgettext_lazy("plan", "actions")
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="action_number_once_per_plan"),
            models.CheckConstraint(
                condition=models.Q(state__in=State.values), name="action_state_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} · {self.label}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.plan_id = self.strategy.goal.plan_id
        super().save(*args, **kwargs)

    def clean(self) -> None:
        if self.strategy_id is None:
            return
        others = Action.objects.filter(plan=self.strategy.goal.plan_id, number=self.number)
        if others.exclude(pk=self.pk).exists():
            raise ValidationError({"number": _("Another action of this plan has this number.")})

    def with_content_json(self, content: dict[str, Any]) -> "Action":
        """An earlier version of the texts; how far the action has come stays as the log says."""
        restored: Action = super().with_content_json(content)
        restored.state, restored.changed_on = self.state, self.changed_on
        return restored

    def get_absolute_url(self) -> str:
        return reverse("plan:action", args=[self.number])

    @property
    def label(self) -> str:
        return localized(self, "title")

    @property
    def text_label(self) -> str:
        return localized(self, "text")

    @property
    def owner_label(self) -> str:
        return localized(self, "owner")

    @property
    def partners_label(self) -> str:
        return localized(self, "partners")

    @property
    def status(self) -> State:
        return State(self.state)


class YearTask(models.Model):
    """What is to be done in one year, by what it will be measured, and what came of it."""

    # A year's task is part of its action and of the action's revisions.
    action = ParentalKey(Action, on_delete=models.CASCADE, related_name="tasks")
    year = models.PositiveSmallIntegerField(pgettext_lazy("plan", "year"), validators=YEARS)
    task = models.CharField(_("task of the year"), max_length=160)
    task_en = models.CharField(_("task of the year, in English"), max_length=260, blank=True)
    target = models.CharField(pgettext_lazy("plan", "target"), max_length=120, blank=True)
    target_en = models.CharField(_("target in English"), max_length=200, blank=True)
    result = models.CharField(pgettext_lazy("plan", "result"), max_length=200, blank=True)
    result_en = models.CharField(_("result in English"), max_length=320, blank=True)

    class Meta:
        ordering = ["year", "pk"]
        verbose_name = _("task of a year")
        verbose_name_plural = _("tasks of a year")

    def __str__(self) -> str:
        return f"{self.year} · {self.task_label}"

    @property
    def task_label(self) -> str:
        return localized(self, "task")

    @property
    def target_label(self) -> str:
        return localized(self, "target")

    @property
    def result_label(self) -> str:
        return localized(self, "result")
