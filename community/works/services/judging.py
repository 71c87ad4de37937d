"""What jurors give, and who wins: each by one short transaction under the lock of the call."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from community.works import notifications
from community.works.enums import Stage
from community.works.errors import WorkError
from community.works.models import Award, Call, Criterion, Entry, Prize, Score, Verdict
from community.works.models.judging import MOST_POINTS
from portal.accounts.models import User
from portal.core import generation

from .indexing import index_works


def _lock(call: Call) -> Call:
    """What concerns the winners of one call is done one after the other."""
    Call.objects.select_for_update().get(pk=call.pk)
    return Call.objects.detailed().get(pk=call.pk)


@transaction.atomic
def score(entry: Entry, juror: User, points: Mapping[Criterion, int]) -> None:
    """Write down what *juror* gives; given again, the later points count."""
    if entry.call is None:
        raise WorkError(_("This work was not sent in for a call."))
    call = _lock(entry.call)
    if call.is_settled:
        raise WorkError(_("The winners are settled; nothing more is scored."))
    if call.stage in (Stage.COMING, Stage.OPEN):
        raise WorkError(_("Scoring begins when the call has closed."))
    if not call.jurors.filter(pk=juror.pk).exists():
        raise WorkError(_("You are not in the jury of this call."))
    if entry.voice.reader.user_id == juror.pk:
        raise WorkError(_("This is your own work, or your family’s."))
    for criterion, value in points.items():
        if criterion.call_id != call.pk or not 0 <= value <= MOST_POINTS:
            raise WorkError(_("These points do not fit."))
        Score.objects.update_or_create(
            entry=entry,
            criterion=criterion,
            juror=juror,
            defaults={"points": value, "at": timezone.now()},
        )


@transaction.atomic
def award(entry: Entry, prize: Prize | None) -> None:
    """Give *entry* a prize, another one, or none. A prize is given as often as the call says."""
    if entry.call is None:
        raise WorkError(_("This work was not sent in for a call."))
    call = _lock(entry.call)
    if call.is_settled:
        raise WorkError(_("The winners are settled. Open the verdict again first."))
    if prize is None:
        Award.objects.filter(entry=entry).delete()
        return
    if prize.call_id != call.pk or not entry.is_visible:
        raise WorkError(_("This prize cannot go to this work."))
    others = Award.objects.filter(
        prize=prize, entry__category=entry.category_id, entry__age_group=entry.age_group_id
    )
    if others.exclude(entry=entry).count() >= prize.number:
        raise WorkError(
            _("“%(prize)s” is given %(number)d times here already.")
            % {"prize": prize.label, "number": prize.number}
        )
    Award.objects.update_or_create(entry=entry, defaults={"prize": prize})


@transaction.atomic
def settle(call: Call, by: User) -> Verdict:
    """The winners stand. They are shown on the day the call says, or at once without one."""
    row = _lock(call)
    if row.stage in (Stage.COMING, Stage.OPEN):
        raise WorkError(_("The call has not closed yet."))
    verdict, _is_new = Verdict.objects.get_or_create(call=row, defaults={"settled_by": by})
    _tell(row)
    return verdict


@transaction.atomic
def reopen(call: Call) -> None:
    """Take the verdict back, as long as nobody has been told."""
    row = _lock(call)
    if row.is_settled and row.verdict.told_at:
        raise WorkError(_("The winners have been told; this cannot be taken back."))
    Verdict.objects.filter(call=row).delete()
    _tell(row)


def _tell(call: Call) -> None:
    """Pages are made anew, and search, where names may have been kept back until now."""
    index_works(call)
    generation.bump()


def announce_due() -> int:
    """Tell winners and all others whose day has come; how many calls were announced."""
    due = Verdict.objects.filter(told_at=None).select_related("call")
    return sum(_announce(verdict.call) for verdict in due if verdict.call.has_results)


@transaction.atomic
def _announce(call: Call) -> bool:
    row = _lock(call)
    if not row.is_settled or row.verdict.told_at:
        return False
    Verdict.objects.filter(call=row).update(told_at=timezone.now())
    notifications.results(row)
    _tell(row)
    return True
