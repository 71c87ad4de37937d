"""How a contribution stands, read anew."""

from community.moderation.models import Contribution


def fresh(contribution: Contribution) -> Contribution:
    return Contribution.objects.get(pk=contribution.pk)


def stands(contribution: Contribution) -> tuple[str, str]:
    row = fresh(contribution)
    return row.state, row.lane


def history(contribution: Contribution) -> list[str]:
    return list(contribution.decisions.order_by("pk").values_list("act", flat=True))
