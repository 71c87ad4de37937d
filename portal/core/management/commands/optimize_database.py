"""Let SQLite count what is in its tables, so that it knows which index to use.

PostgreSQL does so by itself. Without the figures SQLite guesses, and with many dates it guesses
wrong: it looks at every date of every series that fits before it looks at the days asked for.
"""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

# Everything PRAGMA optimize does, on all tables: https://sqlite.org/pragma.html#pragma_optimize
SQL = "PRAGMA optimize=0x10012"


class Command(BaseCommand):
    help = "Bring the figures up to date that the database plans its queries by."

    def handle(self, *args: Any, **options: Any) -> None:
        if connection.vendor != "sqlite":
            self.stdout.write("nothing to do: this database does it by itself")
            return
        with connection.cursor() as cursor:
            cursor.execute(SQL)
        self.stdout.write("done")
