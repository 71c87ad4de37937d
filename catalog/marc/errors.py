"""What can be wrong with a file or a record, said so that a librarian understands it."""


class MarcFileError(Exception):
    """Nothing of the file can be read."""


class MarcRecordError(Exception):
    """One record cannot be taken; the file goes on."""
