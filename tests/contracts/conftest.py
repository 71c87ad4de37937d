"""Says which readers of calendars this machine lacks; in CI it may lack none."""

from tests.contracts.readers import HINT, MISSING


def pytest_terminal_summary(terminalreporter):
    if MISSING:
        names = " and ".join(MISSING)
        terminalreporter.write_line(f"calendars were not read by {names} ({HINT})")
