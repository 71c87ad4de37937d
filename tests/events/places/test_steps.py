"""Several writes as one: what earlier steps returned, and where one returned nothing."""

import pytest
from django.db import IntegrityError, connection, transaction

from events.models import PriorityGroup
from events.places.steps import Step, insert, run

pytestmark = pytest.mark.django_db


def number(condition: str) -> Step:
    sql = f"SELECT CAST(%(number)s AS integer) AS number WHERE {condition}"
    return Step("chosen", sql, {"number": 7}, ["number"])


def group(slug: str) -> PriorityGroup:
    return PriorityGroup(slug=slug, name=f"优先 {slug} %s", name_en="'; --")


def test_later_steps_know_what_earlier_ones_returned():
    step = insert("one", [group("a")], after="chosen", returns=["id"], position="chosen.number")
    written = run([number("1 = 1"), step])
    row = PriorityGroup.objects.get()
    assert written == {"number": 7, "id": row.pk}
    assert (row.position, row.name, row.name_en) == (7, "优先 a %s", "'; --")


def test_several_rows_are_written_as_one():
    rows = [group("a"), group("b"), group("c")]
    assert run([number("1 = 1"), insert("all", rows, after="chosen")]) == {"number": 7}
    assert PriorityGroup.objects.count() == 3


def test_step_without_a_row_leaves_the_others_nothing_to_do():
    assert run([number("1 = 0"), insert("one", [group("a")], after="chosen")]) is None
    assert not PriorityGroup.objects.exists()


def test_all_or_nothing():
    bump = f"UPDATE {PriorityGroup._meta.db_table} SET name = 'x' RETURNING id AS first"
    group("a").save()
    with pytest.raises(IntegrityError), transaction.atomic():
        run([Step("bumped", bump, {}, ["first"]), insert("one", [group("a")], after="bumped")])
    assert PriorityGroup.objects.get().name == "优先 a %s"
    assert not connection.needs_rollback
