"""Votes of readers for what others have published: one each, and a count that is exact whoever
presses at the same time.
"""

from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.db.models import F, Subquery
from django.utils.functional import Promise

from community.moderation.errors import ModerationError
from portal.accounts.models import Reader

from .rules import check_may_write


@dataclass(frozen=True)
class Ballot:
    """A kind of vote: rows of *vote*, which lead to what is voted for by the field *target*, where
    *count* holds their number. What is refused is said as an *error*, in the words of the domain.
    """

    vote: Any  # a model with `reader` and the field *target*
    target: str
    count: str
    error: type[Exception]
    own: str | Promise
    gone: str | Promise

    @transaction.atomic
    def give(self, row: Any, reader: Reader) -> int:
        """Note the vote of *reader*, once; how many there are now."""
        try:
            check_may_write(reader)
        except ModerationError as error:
            raise self.error(str(error)) from error
        if row.voice.reader_id == reader.pk:
            raise self.error(str(self.own))
        if not row.is_visible:
            raise self.error(str(self.gone))
        _vote, is_new = self._votes().get_or_create(**{self.target: row}, reader=reader)
        if is_new:
            self._rows(row).update(**{self.count: F(self.count) + 1})
        return self._number(row)

    @transaction.atomic
    def take_back(self, row: Any, reader: Reader) -> int:
        """Without the vote of *reader*; how many are left."""
        gone, _by_model = self._of(row, reader).delete()
        if gone:
            self._rows(row).update(**{self.count: F(self.count) - 1})
        return self._number(row)

    @transaction.atomic
    def forget(self, reader: Reader) -> None:
        """Take back all votes of somebody who leaves."""
        mine = self._votes().filter(reader=reader)
        rows = self.vote._meta.get_field(self.target).related_model._default_manager
        rows.filter(pk__in=Subquery(mine.values(self.target))).update(
            **{self.count: F(self.count) - 1}
        )
        mine.delete()

    def has(self, row: Any, reader: Reader) -> bool:
        return self._of(row, reader).exists()

    def _votes(self) -> models.QuerySet[Any]:
        votes: models.QuerySet[Any] = self.vote._default_manager.all()
        return votes

    def _of(self, row: Any, reader: Reader) -> models.QuerySet[Any]:
        return self._votes().filter(**{self.target: row}, reader=reader)

    def _rows(self, row: Any) -> models.QuerySet[Any]:
        return type(row)._default_manager.filter(pk=row.pk)

    def _number(self, row: Any) -> int:
        number: int = self._rows(row).values_list(self.count, flat=True).get()
        return number
