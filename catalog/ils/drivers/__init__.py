"""One driver to a module or package; each passes `tests/contracts/ils`."""
