"""Books that do not exist: titles, authors and what they are about."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from catalog.marc.types import Creator
from catalog.stream import Stream

_FILE = Path(__file__).with_name("vocabulary.toml")


@dataclass(slots=True)
class Invention:
    """What a book is about and who made it, before anyone has published it."""

    title: str
    clc: str
    subjects: list[str]
    summary: str
    creators: list[Creator] = field(default_factory=list)
    audience: str = ""
    original_language: str = ""
    place: str = ""


@cache
def vocabulary() -> dict[str, Any]:
    with _FILE.open("rb") as file:
        return tomllib.load(file)


def invent(stream: Stream) -> Invention:
    words = vocabulary()
    classes = words["classes"]
    letter = stream.weighted({key: value["weight"] for key, value in classes.items()})
    if letter == "I":
        return stream.pick((_novel, _novel, _novel, _stories, _poems, _essays, _picture_book,
                            _picture_book, _child_novel, _translation))(stream, words)  # fmt: skip
    return _study(stream, words, classes[letter])


def name(stream: Stream) -> str:
    words = vocabulary()
    given = words["given_two"] if stream.below(10) < 7 else words["given_one"]
    return stream.pick(words["surnames"]) + stream.pick(given)


def _author(stream: Stream, role: str = "著") -> Creator:
    return Creator(name(stream), role, is_main=True)


def _literary_title(stream: Stream, words: dict[str, Any]) -> str:
    pick = stream.pick
    place, thing, person = pick(words["places"]), pick(words["things"]), pick(words["people"])
    return pick(
        (
            pick(words["images"]),
            pick(words["deeds"]),
            f"{person}的{thing}",
            f"{pick(words['seasons'])}前的{place}",
            f"去{place}的路上",
            f"{place}{pick(('往事', '纪事', '来信', '夜话', '旧梦', '十二夜'))}",
            f"{pick(words['numbers'])}号院",
            f"{person}和他的{thing}",
            f"{pick(words['images'])}：{place}故事",
            f"最后一个{person}",
            f"{thing}与{pick([other for other in words['things'] if other != thing])}",
            f"{pick(words['numbers'])}封{pick(('没有寄出的信', '来信', '家书', '回信'))}",
        )
    )


def _voice(stream: Stream, words: dict[str, Any], genre: str, **values: str) -> str:
    sentence = stream.pick(words["voices"][genre])
    return sentence.format(
        place=stream.pick(words["places"]),
        who=stream.pick(words["people"]),
        kid=stream.pick(words["kids"]),
        **values,
    )


def _novel(stream: Stream, words: dict[str, Any]) -> Invention:
    return Invention(
        _literary_title(stream, words),
        "I247.57",
        ["长篇小说", "中国", "当代"],
        _voice(stream, words, "fiction"),
        [_author(stream)],
    )


def _stories(stream: Stream, words: dict[str, Any]) -> Invention:
    return Invention(
        _literary_title(stream, words),
        "I247.7",
        ["短篇小说", "小说集", "中国"],
        _voice(stream, words, "fiction"),
        [_author(stream)],
    )


def _poems(stream: Stream, words: dict[str, Any]) -> Invention:
    title = stream.pick(
        (
            stream.pick(words["images"]),
            stream.pick(words["deeds"]),
            f"{stream.pick(words['things'])}集",
            f"在{stream.pick(words['places'])}写下的诗",
        )
    )
    summary = _voice(stream, words, "poetry")
    return Invention(title, "I227", ["诗集", "中国", "当代"], summary, [_author(stream)])


def _essays(stream: Stream, words: dict[str, Any]) -> Invention:
    place = stream.pick(words["places"])
    title = stream.pick(
        (
            f"{place}四时",
            f"{place}小住",
            f"在{place}吃茶",
            f"慢慢走过{place}",
            f"{stream.pick(words['seasons'])}札记",
            f"{stream.pick(words['things'])}里的光阴",
            f"{stream.pick(words['seasons'])}灯下",
            f"{place}书简",
            f"胡同里的{stream.pick(words['people'])}",
            f"{place}的味道",
        )
    )
    summary = _voice(stream, words, "essay")
    return Invention(title, "I267", ["散文集", "中国", "当代"], summary, [_author(stream)])


def _picture_book(stream: Stream, words: dict[str, Any]) -> Invention:
    title = stream.pick(words["heroes"]) + stream.pick(words["child_acts"])
    creators = [_author(stream, "文"), _author(stream, "图")]
    audience = stream.pick(("0-3", "3-6", "3-6", "3-6"))
    summary = _voice(stream, words, "picture")
    return Invention(title, "I287.8", ["图画故事", "中国"], summary, creators, audience)


def _child_novel(stream: Stream, words: dict[str, Any]) -> Invention:
    kid, thing = stream.pick(words["kids"]), stream.pick(words["kid_things"])
    title = stream.pick((f"{kid}和{thing}", thing, f"{kid}的{stream.pick(words['numbers'])}天"))
    summary = _voice(stream, words, "child")
    subjects = ["儿童小说", "中国", "当代"]
    return Invention(title, "I287.45", subjects, summary, [_author(stream)], "7-12")


def _translation(stream: Stream, words: dict[str, Any]) -> Invention:
    """A foreign novel with its translator."""
    country, _bracket, author = stream.pick(words["foreign"]).removeprefix("（").partition("）")
    number, language = {
        "美": ("I712.45", "eng"), "英": ("I561.45", "eng"), "法": ("I565.45", "fre"),
        "德": ("I516.45", "ger"), "日": ("I313.45", "jpn"), "俄": ("I512.45", "rus"),
        "意": ("I546.45", "ita"), "瑞典": ("I532.45", "swe"), "加": ("I711.45", "eng"),
        "韩": ("I312.645", "kor"),
    }[country]  # fmt: skip
    title = stream.pick(
        (
            stream.pick(words["deeds"]),
            f"{stream.pick(words['people'])}的{stream.pick(words['things'])}",
            stream.pick(words["images"]),
            f"{stream.pick(words['people'])}之死",
            f"第{stream.pick(words['numbers'])}个{stream.pick(words['people'])}",
        )
    )
    creators = [Creator(author, "著", True, country), Creator(name(stream), "译", is_main=False)]
    return Invention(
        title,
        number,
        ["长篇小说", f"{country}国" if len(country) == 1 else country, "现代"],
        _voice(stream, words, "fiction"),
        creators,
        original_language=language,
    )


_PRACTICE = ("J", "TS", "TP", "S", "R", "G85", "G86", "TM")


def _study(stream: Stream, words: dict[str, Any], rules: dict[str, Any]) -> Invention:
    """A book of knowledge: a topic of the class in one of its patterns."""
    clc, heading, topics, *own = stream.pick(rules["subjects"])
    patterns = own[0] if own else rules["patterns"]
    place = stream.pick(words["places"])
    topic = stream.pick(topics).format(p=place)
    title = stream.pick(patterns).format(t=topic, p=place, n=stream.pick(words["numbers"]))
    genre = "practice" if clc.startswith(_PRACTICE) and stream.below(2) else "study"
    plain = topic.strip("《》")
    is_for_children = title.startswith("给孩子") or clc in ("G613", "G624", "Z228")
    creators = [_author(stream, stream.pick(("著", "著", "著", "编著", "主编")))]
    if stream.below(5) == 0:
        creators.append(_author(stream, creators[0].role))
    return Invention(
        title,
        clc,
        list(dict.fromkeys([heading, plain])),
        _voice(stream, words, genre, topic=topic),
        creators,
        audience="7-12" if is_for_children and clc != "G613" else "",
    )
