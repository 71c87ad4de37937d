"""What readers asked a library system to do: written before it is sent, settled by the answer."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from catalog.enums import CommandKind, CommandState
from portal.accounts.models import Reader


class ILSCommand(models.Model):
    """One act of a reader. Kept for a month; says what was borrowed, so it is personal."""

    key = models.CharField(max_length=64, unique=True)
    reader = models.ForeignKey(
        Reader, verbose_name=_("reader"), on_delete=models.CASCADE, related_name="ils_commands"
    )
    kind = models.CharField(
        pgettext_lazy("ILS", "command"), max_length=8, choices=CommandKind.choices
    )
    arguments = models.JSONField(default=dict)
    # The patron's handle, sealed, as long as the outcome has to be read back.
    patron = models.TextField(blank=True, editable=False)
    state = models.CharField(
        pgettext_lazy("ILS", "state"),
        max_length=8,
        choices=CommandState.choices,
        default=CommandState.SENT,
    )
    outcome = models.JSONField(default=dict)
    looked = models.PositiveSmallIntegerField(default=0)  # how often the outcome was read back
    created_at = models.DateTimeField(pgettext_lazy("ILS", "sent"), auto_now_add=True)
    settled_at = models.DateTimeField(pgettext_lazy("ILS", "settled"), null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("library system command")
        verbose_name_plural = _("library system commands")
        indexes = [
            models.Index(
                fields=["created_at"],
                name="ils_command_open",
                condition=models.Q(state__in=["sent", "unknown"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.key} ({self.get_state_display()})"

    @property
    def is_open(self) -> bool:
        return self.state in (CommandState.SENT, CommandState.UNKNOWN)
