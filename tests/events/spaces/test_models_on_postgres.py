"""The rules of the table once more, on PostgreSQL."""

import pytest

from .test_models import (  # noqa: F401
    test_a_booking_cannot_be_moved_onto_another,
    test_a_cancelled_booking_cannot_come_back_where_somebody_is,
    test_a_request_holds_its_time,
    test_another_room_is_another_matter,
    test_bookings_that_touch_do_not_overlap,
    test_impossible_bookings_are_refused,
    test_many_rows_at_once_are_looked_at_one_by_one,
    test_seats_are_taken_one_by_one_and_the_whole_room_with_all_of_them,
    test_seats_of_different_rooms_are_different_seats,
    test_the_rule_outlives_a_change_of_the_table,
    test_two_bookings_never_share_a_room_and_a_time,
    test_what_holds_no_time_stands_in_nobodys_way,
    test_what_is_kept_free_belongs_to_the_booking,
)

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
