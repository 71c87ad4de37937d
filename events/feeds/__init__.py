"""Events for other programs: calendars, Atom and structured data."""
