"""The index that Wagtail's search needs on PostgreSQL and that none of its migrations makes.

A search asks `(title || body) @@ query`; without this index it reads the whole table.
"""

from django.db import migrations

CREATE = """
    CREATE INDEX IF NOT EXISTS search_engine_text_gin ON wagtailsearch_indexentry
    USING gin ((title || body)) WITH (fastupdate = off)
"""
DROP = "DROP INDEX IF EXISTS search_engine_text_gin"


def create_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(CREATE)


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(DROP)


class Migration(migrations.Migration):
    dependencies = [("wagtailsearch", "0010_add_text_fields")]
    operations = [migrations.RunPython(create_index, drop_index)]
