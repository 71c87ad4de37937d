"""No overlap, said by the database itself: on PostgreSQL by an exclusion, on SQLite by triggers."""

from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db.backends.ddl_references import Statement, Table

# A booking without a seat is of the whole room and stands against every seat in it.
TRIGGER = """
CREATE TRIGGER {name} BEFORE {event} ON %(table)s
WHEN NEW.status IN {holding} AND EXISTS (
    SELECT 1 FROM %(table)s AS other
    WHERE other.space_id = NEW.space_id AND other.id IS NOT NEW.id
      AND (other.seat_id IS NULL OR NEW.seat_id IS NULL OR other.seat_id = NEW.seat_id)
      AND other.blocked_from < NEW.blocked_until AND NEW.blocked_from < other.blocked_until
      AND other.status IN {holding}
)
BEGIN SELECT RAISE(ABORT, '{constraint}'); END
"""
EVENTS = {
    "insert": "INSERT",
    "update": "UPDATE OF space_id, seat_id, blocked_from, blocked_until, status",
}


class NoOverlap(ExclusionConstraint):
    """Of bookings that hold their time, no two have the same place at the same time.

    Both databases answer with an IntegrityError that names the constraint. The triggers are made
    with the table and made again when a migration remakes it, so no migration has to name them.
    """

    trigger = TRIGGER
    events = EVENTS

    def constraint_sql(self, model: Any, schema_editor: Any) -> Statement | None:
        if schema_editor.connection.vendor == "postgresql":
            return super().constraint_sql(model, schema_editor)
        table = Table(model._meta.db_table, schema_editor.quote_name)
        schema_editor.deferred_sql += [
            Statement(self._trigger(name), table=table) for name in self.events
        ]
        return None

    def _trigger(self, name: str) -> str:
        statuses = dict(self.condition.children)["status__in"]
        return self.trigger.format(
            name=f"{self.name}_{name}",
            event=self.events[name],
            holding="({})".format(", ".join(f"'{status}'" for status in statuses)),
            constraint=self.name,
        )

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """Nothing: a look beforehand could only be out of date."""
