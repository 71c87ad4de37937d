"""Why numbers cannot be taken, in words fit to show."""


class FiguresError(Exception):
    pass
