"""Nobody is in two places at once, said by the database itself."""

from events.spaces.constraints import NoOverlap


class NotInTwoPlaces(NoOverlap):
    """Of the active sign-ups of one person no two meet in time.

    Those that wait count as well: so whoever moves up never meets another shift of their own.
    """

    trigger = """
    CREATE TRIGGER {name} BEFORE {event} ON %(table)s
    WHEN NEW.status IN {holding} AND NEW.volunteer_id IS NOT NULL AND EXISTS (
        SELECT 1 FROM %(table)s AS other
        WHERE other.volunteer_id = NEW.volunteer_id AND other.id IS NOT NEW.id
          AND other.starts_at < NEW.ends_at AND NEW.starts_at < other.ends_at
          AND other.status IN {holding}
    )
    BEGIN SELECT RAISE(ABORT, '{constraint}'); END
    """
    events = {
        "insert": "INSERT",
        "update": "UPDATE OF volunteer_id, starts_at, ends_at, status",
    }
