"""Rules, dates and calendars without a database."""
