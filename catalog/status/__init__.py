"""Whether the library systems answer: for `manage.py ils_check` and for a page in the admin."""
