"""The index PostgreSQL needs for a search, which Wagtail's migrations leave out."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

migration = import_module("search.engine.migrations.0001_sql_indexes")


@pytest.mark.postgres
@pytest.mark.django_db
def test_search_reads_the_index_and_not_the_table():
    with connection.schema_editor() as editor:
        migration.create_index(apps, editor)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT 1 FROM wagtailsearch_indexentry WHERE (title || body) @@ '''国学'''"
        )
        plan = " ".join(row[0] for row in cursor.fetchall())
        assert "search_engine_text_gin" in plan
    with connection.schema_editor() as editor:
        migration.drop_index(apps, editor)
        migration.create_index(apps, editor)


def test_other_databases_need_no_index():
    statements = []
    editor = SimpleNamespace(connection=SimpleNamespace(vendor="sqlite"), execute=statements.append)
    migration.create_index(apps, editor)
    migration.drop_index(apps, editor)
    assert statements == []
