"""How often a PIN was tried; in the database, so that all processes count together."""

from django.db import models


class Attempts(models.Model):
    """*key* is a hash of what is counted: a card, an account, an address."""

    key = models.CharField(max_length=64, unique=True)
    number = models.PositiveIntegerField(default=0)
    since = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["since"], name="attempts_old")]

    def __str__(self) -> str:
        return f"{self.number} since {self.since}"
