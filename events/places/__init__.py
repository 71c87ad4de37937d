"""Places that are scarce and the queue for them, whatever they are places of.

The models here are abstract: an app makes its own `Pool` and `Claim` (registrations for events,
later shifts of volunteers) and calls `services` with its rows. Why it is built as it is stands in
docs/explanation/registration.md and docs/decisions.
"""
