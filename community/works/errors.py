"""Why a work or a file is not taken. Messages are fit to show."""


class WorkError(Exception):
    """What a reader wants with a work cannot be done."""


class FileRefusedError(WorkError):
    """This file is not taken."""
