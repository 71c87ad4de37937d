"""How wide words are and where they break, without a font at hand."""

import re
from dataclasses import dataclass

_WIDE = re.compile(
    "[\u1100-\u11ff\u2e80-\u303f\u3040-\u30ff\u3100-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f"
    "\uff00-\uffef\U00020000-\U0003ffff《》（）“”‘’—…·]"
)
_NO_START = set("，。、；：！？）》」』】〉”’·…,.;:!?)]}")
# Punctuation that stands upright in a column, as the presentation forms of Unicode.
_VERTICAL = str.maketrans(
    "《》〈〉（）()【】「」『』“”‘’：:—…·",
    "︽︾︿﹀︵︶︵︶︻︼﹁﹂﹃﹄﹃﹄﹁﹂︰︰︱︙・",
)
_NARROW, _BROAD = set("iIjl.,:;'|!()[] "), set("mwMWQOG@%&")


@dataclass(frozen=True, slots=True)
class Cell:
    """One place in a column: a character, a short number, or a word that lies on its side."""

    text: str
    height: float  # in em
    is_turned: bool = False


def is_wide(char: str) -> bool:
    return bool(_WIDE.match(char))


def em(text: str) -> float:
    """The width of *text* in em, near enough for any serif face."""
    width = 0.0
    for char in text:
        if is_wide(char):
            width += 1
        elif char in _NARROW:
            width += 0.3
        elif char in _BROAD:
            width += 0.86
        else:
            width += 0.66 if char.isupper() else 0.53
    return width


def cells(text: str) -> list[Cell]:
    """The title as it stands in a column."""
    found = []
    for word in re.findall(rf"{_WIDE.pattern}|[^\s{_WIDE.pattern[1:]}+", text.translate(_VERTICAL)):
        if is_wide(word) or len(word) <= 3 or (word.isdigit() and len(word) == 4):
            found.append(Cell(word, 1))
        else:
            found.append(Cell(word, em(word), is_turned=True))
    return found


def columns(items: list[Cell], count: int) -> list[list[Cell]]:
    """*items* in *count* columns of about equal height."""
    goal = sum(cell.height for cell in items) / count
    made: list[list[Cell]] = [[]]
    height = 0.0
    for cell in items:
        is_full = height + cell.height / 2 > goal and len(made) < count
        if is_full and made[-1] and cell.text not in _NO_START:
            made.append([])
            height = 0.0
        made[-1].append(cell)
        height += cell.height
    return made


def words(text: str) -> list[str]:
    """The pieces between which a line may break; closing marks stay with the word before."""
    pieces: list[str] = []
    for piece in re.findall(rf"{_WIDE.pattern}|[^\s{_WIDE.pattern[1:]}+\s*|\s+", text):
        if pieces and (piece[0] in _NO_START or piece.isspace()):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


def wrap(text: str, width: float) -> list[str]:
    """Lines of at most *width* em; a word longer than that is cut."""
    lines, line = [], ""
    for word in words(text):
        while em(word.rstrip()) > width:
            if line:
                lines.append(line)
                line = ""
            cut = max(1, int(len(word) * width / em(word)))
            lines.append(word[:cut])
            word = word[cut:]
        if line and em((line + word).rstrip()) > width:
            lines.append(line)
            line = ""
        line += word
    lines.append(line)
    return [line.strip() for line in lines if line.strip()]


def fit(
    text: str, *, width: float, lines: int, largest: float, smallest: float
) -> tuple[float, list[str]]:
    """The largest letters with which *text* stands in *lines* of *width*, and those lines.

    Lines come out about equally long. What does not fit at the smallest size ends in an ellipsis.
    """
    longest = max(em(word.rstrip()) for word in words(text))
    size = max(smallest, min(largest, width / longest))
    while True:
        rows = wrap(text, width / size)
        if len(rows) <= lines:
            for share in (0.6, 0.7, 0.8, 0.9):
                narrower = max(width / size * share, longest)
                balanced = wrap(text, narrower)
                if len(balanced) == len(rows):
                    return size, balanced
            return size, rows
        if size <= smallest:
            kept = rows[:lines]
            kept[-1] = kept[-1][:-1].rstrip() + "…"
            return size, kept
        size -= 1
