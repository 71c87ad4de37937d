import json

import pytest

from reports.figures.freezing import changes_since, snapshot
from tests.factories.core import LibraryFactory
from tests.factories.figures import IndicatorFactory, record

pytestmark = pytest.mark.django_db


def test_a_frozen_table_keeps_its_numbers_and_knows_what_has_changed(
    django_capture_on_commit_callbacks,
):
    visits, library = IndicatorFactory(code="visits", definition="进馆人次"), LibraryFactory()
    first = record(visits, library, "2026-03", 100, label="三月报表")
    frozen = json.loads(json.dumps(snapshot(["visits"], 2026)))
    figure = frozen["figures"]["visits"]
    assert (figure["value"], figure["definition"]) == ("100.0000", "进馆人次")
    assert figure["libraries"][library.code]["value"] == "100.0000"
    assert [(one["id"], one["label"]) for one in figure["batches"]] == [(first.pk, "三月报表")]
    assert changes_since(frozen) == []

    with django_capture_on_commit_callbacks(execute=True):
        record(visits, library, "2026-03", 130, label="更正")
    changes = changes_since(frozen)
    assert [(c.code, c.library, c.frozen, c.now) for c in changes] == [
        ("visits", "", 100, 130),
        ("visits", library.code, 100, 130),
    ]
    assert [origin.label for origin in changes[0].batches] == ["更正"]


def test_a_number_that_nobody_had_entered_is_a_change_once_it_comes(
    django_capture_on_commit_callbacks,
):
    visits, library = IndicatorFactory(code="visits"), LibraryFactory()
    frozen = snapshot(["visits"], 2026, [library])
    assert frozen["figures"]["visits"]["value"] is None
    with django_capture_on_commit_callbacks(execute=True):
        record(visits, library, "2026-05", 0)
    assert [(c.library, c.frozen, c.now) for c in changes_since(frozen)] == [
        ("", None, 0),
        (library.code, None, 0),
    ]
