"""The search page once more, on PostgreSQL."""

import pytest

from .test_results import (  # noqa: F401
    ask,
    test_draft_and_private_pages_are_not_found,
    test_each_kind_has_a_tab_with_its_number,
    test_hostile_words_are_answered,
    test_number_of_queries_does_not_grow,
    test_script_and_spelling_do_not_matter,
    test_some_words_are_offered_where_none_holds_all,
)

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
