"""Commands of the kernel."""

import pytest
from django.core.management import call_command
from django.db import connection

from tests.factories.core import LibraryFactory


@pytest.mark.django_db
def test_database_is_told_what_is_in_its_tables(capsys):
    LibraryFactory()
    call_command("optimize_database")
    expected = "done" if connection.vendor == "sqlite" else "nothing to do"
    assert capsys.readouterr().out.startswith(expected)
