class ReviewError(Exception):
    """What a reader wants with a review cannot be done; the message is fit to show."""
