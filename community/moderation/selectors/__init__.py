from .mine import Line, of_reader, told_to_author, with_targets, words_of

__all__ = ["Line", "of_reader", "told_to_author", "with_targets", "words_of"]
