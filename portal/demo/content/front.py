"""The front page: sections in their order, each text with its English."""

import datetime as dt
from typing import Any, Self

MONTHLY_LOANS = [68, 61, 72, 83, 76, 74, 98, 101, 70, 66, 64, 67]  # thousands, invented
MONTHS_EN = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


class Both(str):
    """A Chinese text that carries its English along."""

    __slots__ = ("english",)
    english: str

    def __new__(cls, chinese: str, english: str) -> Self:
        text = super().__new__(cls, chinese)
        text.english = english
        return text


# A paragraph of rich text is translated without its tags.
APPEAL = Both(
    "<p>周二上午东花市读报，缺一位声音大的；周六上午体育馆路讲故事，缺一位会学乌龟的。</p>",
    "A loud voice to read the papers at Donghuashi on Tuesday morning, and somebody who can be a "
    "tortoise at Tiyuguanlu on Saturday.",
)


def pairs(value: Any) -> dict[str, str]:
    """All texts in *value* with their English."""
    if isinstance(value, Both):
        return {value.removeprefix("<p>").removesuffix("</p>"): value.english}
    children = value.values() if isinstance(value, dict) else value
    if not isinstance(children, str) and hasattr(children, "__iter__"):
        return {text: english for child in children for text, english in pairs(child).items()}
    return {}


def _link(text: Both, url: str, **more: str) -> dict[str, Any]:
    return {"text": text, "page": None, "url": url, **more}


def _section(kind: str, **value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value}


def _door(title: Both, subtitle: Both, pigment: str, url: str) -> dict[str, Any]:
    return {"title": title, "subtitle": subtitle, "pigment": pigment, "link": _link(title, url)}


def _stamp(sign: str, name: str, english: str, collected: bool = False) -> dict[str, Any]:
    return {"sign": Both(sign, sign), "name": Both(name, english), "is_collected": collected}


def _figure(label: Both, number: int, unit: Both, note: str = "") -> dict[str, Any]:
    return {"label": label, "number": number, "unit": unit, "note": note}


def sections(today: dt.date) -> list[dict[str, Any]]:
    return [*_opening(), *_reading(), *_house(today)]


def _opening() -> list[dict[str, Any]]:
    return [
        _section(
            "hero",
            eyebrow=Both("北京阅读季 · 东城分会场", "Beijing reading season · Dongcheng"),
            title=Both("一百天，读完一座城", "A hundred days for one city"),
            text=Both(
                "十二本写北京的书，二十二处能坐下的地方，和邻居一起读。",
                "Twelve books about Beijing, twenty-two places to sit down, and neighbours to read "
                "with.",
            ),
            buttons=[
                _link(Both("怎么参加", "How to join"), "/one-city-in-a-hundred-days/"),
                _link(Both("看这十二本", "See the twelve"), "/lists/winter-beijing/"),
            ],
            picture=None,
        ),
        _section(
            "finder",
            hot_words=[
                Both("史铁生", "Lao She"),
                Both("国学", "hutong"),
                Both("手机课", "story time"),
                Both("大字本", "large print"),
                Both("绘本", "picture books"),
                Both("观星", "stars"),
            ],
        ),
        _section(
            "quick_links",
            links=[
                _link(Both("活动日历", "What's on"), "/events/", icon="calendar"),
                _link(Both("查找馆藏", "Find a book"), "/search/", icon="search"),
                _link(Both("办读者卡", "Get a card"), "/card/", icon="card"),
                _link(Both("续借与预约", "Renew, reserve"), "/borrowing/", icon="renew"),
                _link(Both("自习与空间", "Study seats"), "/spaces/", icon="seat"),
                _link(Both("数字资源", "Digital"), "/digital/", icon="screen"),
                _link(Both("无障碍服务", "Access"), "/access/", icon="wheelchair"),
                _link(Both("做志愿者", "Volunteer"), "/volunteer-with-us/", icon="help"),
            ],
        ),
    ]


def _reading() -> list[dict[str, Any]]:
    return [
        _section("today", title=Both("今天在图书馆", "Today at the library"), limit=4),
        _section(
            "doors",
            title=Both("从你的书架开始", "Start at your own shelf"),
            text=Both(
                "每个书架都有馆员照看：适合的书和活动放在一处，不用再挑。",
                "A librarian looks after each of them: the right books and events in one place.",
            ),
            doors=[
                _door(
                    Both("和孩子", "Families"), Both("0–6 岁", "ages 0–6"), "gamboge", "/children/"
                ),
                _door(
                    Both("小学生", "Children"),
                    Both("7–12 岁", "ages 7–12"),
                    "ochre",
                    "/lists/?audience=7-12",
                ),
                _door(
                    Both("少年", "Teens"),
                    Both("13–18 岁", "ages 13–18"),
                    "malachite",
                    "/lists/?audience=13-18",
                ),
                _door(
                    Both("大人", "Adults"),
                    Both("工作日与夜读", "lunch and late"),
                    "azurite",
                    "/lists/?audience=adults",
                ),
                _door(
                    Both("长者", "Seniors"),
                    Both("大字与读报", "large print"),
                    "cinnabar",
                    "/seniors/",
                ),
                _door(
                    Both("视障读者", "By ear"),
                    Both("听书与盲文", "audio, braille"),
                    "lotus",
                    "/reading-without-barriers/",
                ),
            ],
        ),
        _section("lists", title=Both("馆员书单", "Chosen by librarians"), limit=3),
        _section(
            "programme",
            eyebrow=Both("一百天共读", "Reading together for a hundred days"),
            title=Both("集满十枚章，换一张藏书票", "Ten stamps make a bookplate"),
            text=Both(
                "读完一本，到任意一馆盖一枚章。藏书票由十七个街道的孩子画，一街一张，"
                "可以挑自己住的那一张，也可以挑想搬去的那一张。",
                "For every book you finish, any library stamps your card. Children of the "
                "seventeen streets have drawn the bookplates. Take the street you live in, or the "
                "one you would like to move to.",
            ),
            buttons=[_link(Both("加入共读", "Join in"), "/one-city-in-a-hundred-days/")],
            stamps=[
                _stamp("雪", "雪夜", "snow", True),
                _stamp("京", "京城", "the capital", True),
                _stamp("胡", "胡同", "hutong", True),
                _stamp("灯", "灯笼", "lantern", True),
                _stamp("梅", "梅花", "plum blossom"),
                _stamp("鼓", "鼓楼", "Drum Tower"),
                _stamp("河", "玉河", "Yuhe river"),
                _stamp("书", "书脊", "spine"),
                _stamp("春", "春信", "news of spring"),
                _stamp("雷", "惊蛰", "first thunder"),
            ],
        ),
    ]


def _house(today: dt.date) -> list[dict[str, Any]]:
    months = [(today.month - 1 - back) % 12 for back in range(12, 0, -1)]
    return [
        _section(
            "figures",
            title=Both("公开的数字", "Figures in the open"),
            is_live=True,
            figures=[
                _figure(Both("一卡通持证读者", "Card holders"), 150_000, Both("人", "readers")),
                _figure(Both("藏书", "Volumes"), 1_500_000, Both("册", "vols")),
                _figure(Both("一年外借", "Loans a year"), 900_000, Both("册次", "loans")),
                _figure(Both("一年活动", "Events a year"), 1_000, Both("场", "events")),
            ],
            chart_title=Both("每月外借（示例数据）", "Loans by month (sample data)"),
            chart_note=Both("七、八月最高，暑假里孩子借得多", "Highest in July and August"),
            chart_label=Both("月份", "Month"),
            chart_unit=Both("千册次", "thousand"),
            columns=[
                {"label": Both(f"{month + 1} 月", MONTHS_EN[month]), "number": MONTHLY_LOANS[month]}
                for month in months
            ],
            source=Both(
                "《东城区图书馆事业发展规划（2017—2020）》；每月数字为示例",
                "Development plan 2017–2020; the monthly figures are sample data",
            ),
            as_of="2017-12-31",
            more=[_link(Both("规划与五十九件事", "The plan"), "/about/plan/")],
        ),
        _section(
            "network", title=Both("二十二处，都在步行范围里", "Twenty-two places within a walk")
        ),
        {
            "type": "columns",
            "value": [
                {
                    "type": "news",
                    "value": {"title": Both("公告", "Notices"), "category": "", "limit": 5},
                },
                {
                    "type": "links",
                    "value": {
                        "title": Both("专题与服务", "Topics and services"),
                        "links": [
                            _link(
                                Both("少年国学", "Young classics"), "/young-classics/", icon="book"
                            ),
                            _link(
                                Both("0 岁宝宝阅读计划", "Reading from birth"),
                                "/reading-from-birth/",
                                icon="users",
                            ),
                            _link(
                                Both("手上的非遗", "Heritage in hand"),
                                "/heritage-in-hand/",
                                icon="leaf",
                            ),
                            _link(
                                Both("送书上门", "Books brought home"),
                                "/home-delivery/",
                                icon="help",
                            ),
                        ],
                    },
                },
                {
                    "type": "appeal",
                    "value": {
                        "title": Both("本周需要帮手", "Help wanted this week"),
                        "text": APPEAL,
                        "link": _link(Both("我来", "Count me in"), "/volunteer-with-us/"),
                    },
                },
            ],
        },
    ]
