"""What an edit takes away and adds, clause by clause and then sign by sign."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

# What happened to a piece: "same", "gone" or "new".
Piece = tuple[str, str]

_CLAUSE = re.compile(r"[^。！？；，,.!?;\n]*[。！？；，,.!?;\n]*")
# Signs of a changed clause that are still compared one by one.
_FINE = 400


def differences(old: str, new: str) -> list[Piece]:
    """The pieces of *old* and *new* in their order; neighbours of one sort are one piece."""
    pieces: list[Piece] = []
    for sort, text in _by_clause(_clauses(old), _clauses(new)):
        if text and pieces and pieces[-1][0] == sort:
            pieces[-1] = (sort, pieces[-1][1] + text)
        elif text:
            pieces.append((sort, text))
    return pieces


def _clauses(text: str) -> list[str]:
    return [clause for clause in _CLAUSE.findall(text) if clause]


def _by_clause(old: list[str], new: list[str]) -> Iterator[Piece]:
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        before, after = "".join(old[a:b]), "".join(new[c:d])
        if tag == "equal":
            yield "same", before
        elif tag == "replace" and max(len(before), len(after)) <= _FINE:
            yield from _by_sign(before, after)
        else:
            yield "gone", before
            yield "new", after


def _by_sign(old: str, new: str) -> Iterator[Piece]:
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield "same", old[a:b]
        else:
            yield "gone", old[a:b]
            yield "new", new[c:d]
