"""Two annual reports of the sample network, each text with its English.

The numbers come from the sample figures; what is told around them is invented.
"""

from dataclasses import dataclass
from typing import Any

from .front import Both

Section = dict[str, Any]


@dataclass(frozen=True)
class Report:
    years_ago: int
    title: Both
    summary: Both
    cover: str
    sections: list[Section]


BASIS = Both(
    "《中华人民共和国公共文化服务保障法》第二十二条：公共文化设施管理单位应当建立公共文化服务开展情况的年报制度\n"
    "《中华人民共和国公共图书馆法》第四十二条：定期公告服务开展情况，听取读者意见，接受社会监督\n"
    "东城区图书馆发展规划第 50 项行动：每年向大家交一次账",
    "Law of the People's Republic of China on the Guarantee of Public Cultural Services, article "
    "22: "
    "public cultural institutions report each year on their services\n"
    "Public Library Law of the People's Republic of China, article 42: services are announced "
    "regularly, readers are heard, the public may scrutinise\n"
    "Action 50 of the development plan: an account to everybody, once a year",
)
METHOD = Both(
    "借阅来自业务系统，到馆来自门禁计数并已扣除工作人员，活动人次来自签到；街道馆和阅读室按月填报。"
    "本报告的数字均为示例数据，不是任何图书馆的统计。",
    "Loans come from the library system, visits from the gates with staff taken off, attendance "
    "from "
    "the lists at the door; street libraries and reading rooms send monthly returns. All numbers "
    "of "
    "this report are sample data and no library's statistics.",
)
NONE = Both("", "")


def _section(kind: str, **value: Any) -> Section:
    return {"type": kind, "value": value}


def _figures(*rows: tuple[str, Both]) -> Section:
    figures = [{"indicator": code, "note": note} for code, note in rows]
    return _section("figures", title="", figures=figures)


def _chart(
    title: Both, text: Both, indicator: str, shape: str = "months", chart_title: str = ""
) -> Section:
    return _section(
        "chart",
        title=title,
        text=text,
        indicator=indicator,
        shape=shape,
        chart_title=chart_title,
    )


def _text(chinese: str, english: str) -> Section:
    return {"type": "text", "value": Both(chinese, english)}


def _quote(text: Both, source: Both) -> Section:
    return _section("quote", text=text, source=source)


def _timeline(title: Both, *moments: tuple[str, str, str, str]) -> Section:
    rows = [
        {"when": Both(when, when_en), "text": Both(text, text_en)}
        for when, when_en, text, text_en in moments
    ]
    return _section("timeline", title=title, moments=rows)


def _table(title: Both, text: Both, *indicators: str) -> Section:
    return _section("table", title=title, text=text, indicators=list(indicators))


LAST = Report(
    years_ago=1,
    title=Both("借书的人，平均每月带走一本多", "More than a book a month for everyone who borrows"),
    summary=Both(
        "两座区图书馆、十七座街道图书馆和三间阅读室，这一年做了什么，没做到什么，数字从哪里来。",
        "What two district libraries, seventeen street libraries and three reading rooms did this "
        "year, what they did not do, and where the numbers come from.",
    ),
    cover="reading-children",
    sections=[
        _figures(
            ("loans", Both("两成多在暑假借出", "More than a fifth of it in the summer holidays")),
            ("visits", NONE),
            ("events-held", Both("一多半在街道馆和阅读室", "More than half at street libraries")),
            ("active-borrowers", NONE),
        ),
        _text(
            "## 先说结果\n\n"
            "这一年来馆的人、借走的书、办的活动都比上一年多。多得不算多，可是每一项都在多，而且多在离家近的小馆里。\n\n"
            "也有两件事没做好。北新桥馆改造，本来说春天关门、夏天开门，结果关了七个月；"
            "咨询台回答的问题少了，我们还说不清是读者自己找得到了，还是懒得问了。"
            "这两件事下面都有交代。",
            "## First the result\n\n"
            "More people came, more books went home and more events were held than in the year "
            "before. "
            "The growth is not large, but it is everywhere, and it is largest in the small "
            "libraries "
            "near people's homes.\n\n"
            "Two things did not go well. Beixinqiao was to close in spring and to reopen in "
            "summer; it "
            "stayed closed for seven months. And the desks answered fewer questions: we cannot "
            "say yet "
            "whether readers find things by themselves or have given up asking. Both are told "
            "below.",
        ),
        _chart(
            Both("暑假是一年里最满的两个月", "The summer holidays are the fullest months"),
            Both(
                "七月和八月借出的书占全年的两成多。少儿书占了将近一半，很多是一家人一起来借的。"
                "两座总馆这两个月延长到晚上八点半。",
                "July and August lend more than a fifth of the year's books. Nearly half of them "
                "are "
                "children's books, many taken home by whole families. Both main libraries stayed "
                "open "
                "until half past eight.",
            ),
            "loans",
        ),
        _chart(
            Both("离家近的小馆，人不少", "Small libraries near home are busy"),
            Both(
                "两座总馆接待了一半多一点的读者，其余都在街道馆和阅读室。"
                "北新桥馆改造，三月到九月没有开门，它的读者多半去了安定门和交道口。",
                "The two main libraries receive a little more than half of all visitors; the "
                "others come "
                "to street libraries and reading rooms. Beixinqiao was closed from March to "
                "September, "
                "and most of its readers went to Andingmen and Jiaodaokou.",
            ),
            "visits",
            "libraries",
        ),
        _quote(
            Both(
                "楼下那间阅读室只有一张长桌。我爸现在天天去，他说那是他的办公室。",
                "The reading room downstairs has one long table. My father goes every day now; he "
                "calls "
                "it his office.",
            ),
            Both("国子监阅读室读者", "A reader at the Guozijian reading room"),
        ),
        _chart(
            Both("四月最热闹", "April is the liveliest month"),
            Both(
                "阅读季在四月开始，这个月来参加活动的人最多。"
                "冬天的活动少，人却不散：一场讲座平均八十个人，和春天差不多。",
                "The reading season begins in April, and no month brings more people to events. "
                "Winter has "
                "fewer events but not smaller ones: some eighty people to a talk, as in spring.",
            ),
            "attendance",
        ),
        _section(
            "map",
            title=Both("一千场活动都在哪里", "Where a thousand events took place"),
            text=Both(
                "每个街道馆每周至少有一场故事会。总馆的讲座多，小馆的读书会多。",
                "Each street library tells stories at least once a week. The main libraries have "
                "more "
                "talks, the small ones more book clubs.",
            ),
            indicator="events-held",
        ),
        _text(
            "## 老人和看不见书的人\n\n"
            "送书上门的路线从四条变成六条。敲门的多半是退休的邮递员，他们认得每一道门。"
            "口述影像这一年放了十二场，坐在银幕前的，有一半的人是用耳朵看的。\n\n"
            "## 孩子\n\n"
            "每三场活动里有将近一场半是给孩子的。少儿书借得比去年多，少年人仍旧难请：十三到十七岁的读者，"
            "我们只在考试季见到他们。明年想把自习室的一角交给他们自己布置。",
            "## The old, and those who cannot see a page\n\n"
            "The rounds that bring books to the door have grown from four to six. Retired postmen "
            "walk most "
            "of them; they know every gate. Described films were shown twelve times, and half of "
            "those in "
            "front of the screen watched with their ears.\n\n"
            "## Children\n\n"
            "Nearly half of all events are for children. More children's books were lent than in "
            "the year "
            "before; the young remain hard to reach. We see those between thirteen and seventeen "
            "only before "
            "exams. Next year a corner of the study room is to be theirs to furnish.",
        ),
        _timeline(
            Both("这一年", "The year"),
            (
                "1 月",
                "Jan",
                "“在胡同里过冬”书单上架，一个月借空两轮。",
                "The list “Winter in the lanes” is lent out twice within a month.",
            ),
            (
                "3 月",
                "Mar",
                "北新桥馆闭馆改造，图书分给安定门和交道口。",
                "Beixinqiao closes; its books go to Andingmen and Jiaodaokou.",
            ),
            (
                "4 月",
                "Apr",
                "阅读季在地坛开幕，一百天共读开始。",
                "The reading season opens at Ditan; a hundred days of reading begin.",
            ),
            (
                "6 月",
                "Jun",
                "学生选书日，孩子们自己挑了一千多册。",
                "Pupils choose more than a thousand books.",
            ),
            (
                "7 月",
                "Jul",
                "两座总馆夏季延长到晚上八点半。",
                "The main libraries stay open until half past eight.",
            ),
            (
                "10 月",
                "Oct",
                "北新桥馆重新开门，比计划晚了三个月。",
                "Beixinqiao reopens, three months late.",
            ),
            (
                "11 月",
                "Nov",
                "读者听证会，提了四十二条意见，答了四十二条。",
                "At the readers' hearing forty-two comments are made, and forty-two answered.",
            ),
        ),
        _section("picture", image="rooftops", caption=Both("冬天的屋顶", "Roofs in winter")),
        _table(
            Both("和上一年比", "Beside the year before"),
            Both(
                "咨询的问题少了百分之四左右，是唯一明显往下走的一项。",
                "Questions asked at the desks fell by some four per cent, the one line that "
                "clearly points "
                "down.",
            ),
            *("visits", "loans", "children-loans", "holds-filled", "returned-elsewhere"),
            *("home-deliveries", "questions", "new-cards", "events-held", "children-events"),
            *("attendance", "registrations", "volunteer-hours", "downloads", "acquisitions"),
            *("holdings", "seats", "spending"),
        ),
        _table(
            Both("摊到每一位居民", "To each resident"),
            Both(
                "每千位居民的借阅和到馆，是和别的城区比较时用的数字。",
                "Loans and visits to 1,000 residents are the numbers by which districts compare "
                "themselves.",
            ),
            *("loans-per-1000", "visits-per-1000", "holdings-per-resident", "cardholder-share"),
            *("seats-per-1000", "turnover", "attendance-per-event"),
        ),
        _text(
            "## 明年要做的三件事\n\n"
            "- 弄清楚读者为什么问得少了：从一月起，每个咨询台记下没答上来的问题。\n"
            "- 前门馆和崇外馆换借还设备，各停馆不超过三天，日子提前一个月公布。\n"
            "- 给十三到十七岁的读者一间他们自己的屋子。",
            "## Three things for next year\n\n"
            "- Find out why readers ask less: from January on every desk writes down what it "
            "could not "
            "answer.\n"
            "- New machines at Qianmen and Chongwai, closed for three days at most, announced a "
            "month "
            "ahead.\n"
            "- A room of their own for readers between thirteen and seventeen.",
        ),
    ],
)

BEFORE = Report(
    years_ago=2,
    title=Both("十九座馆，每周都有人讲故事", "Stories every week at nineteen libraries"),
    summary=Both(
        "故事时间开到了每一座馆，街道馆第一次都按月报数。这是第一份数字可以逐项核对的年报。",
        "Story time has reached every library, and for the first time all street libraries report "
        "monthly. This is the first report whose numbers can be checked one by one.",
    ),
    cover="lantern",
    sections=[
        _figures(
            ("loans", NONE),
            ("visits", NONE),
            ("events-held", Both("少儿活动将近一半", "Nearly half for children")),
            ("volunteer-hours", NONE),
        ),
        _text(
            "## 这一年最要紧的事\n\n"
            "从一月起，十七座街道馆和三间阅读室都按同一张表、同一套口径报数。"
            "头三个月催了又催，四月以后再没有人晚过三天。"
            "因为有了这张表，这份年报里的每个数字都能说出它从哪里来。",
            "## What mattered most\n\n"
            "Since January seventeen street libraries and three reading rooms have used one form "
            "and "
            "counted in one way. It took three months of reminding; since April nobody has been "
            "more than "
            "three days late. Because of this form every number of this report can say where it "
            "comes "
            "from.",
        ),
        _chart(
            Both("孩子的书，夏天借走最多", "Children's books leave in summer"),
            Both(
                "少儿书在七月和八月借出的比平时多一半。开学以后慢下来，寒假再抬一次头。",
                "In July and August half as many children's books again are lent as in other "
                "months. It slows "
                "when school begins and rises once more in the winter holidays.",
            ),
            "children-loans",
        ),
        _chart(
            Both("志愿者撑起了周末", "Volunteers carry the weekends"),
            Both(
                "讲故事、整架、送书上门，周末的事一多半是志愿者做的。",
                "Telling stories, shelving, bringing books to the door: volunteers do more than "
                "half of what "
                "happens at weekends.",
            ),
            "volunteer-hours",
            "libraries",
        ),
        _quote(
            Both(
                "孩子记不住老师的名字，记得住每周六那只布兔子的名字。",
                "My child forgets the teacher's name but knows the name of Saturday's cloth "
                "rabbit.",
            ),
            Both("东四馆家长", "A parent at Dongsi"),
        ),
        _timeline(
            Both("这一年", "The year"),
            (
                "1 月",
                "Jan",
                "统一报表启用。",
                "One form for all begins.",
            ),
            (
                "5 月",
                "May",
                "最后两座街道馆开讲故事时间。",
                "The last two street libraries begin story time.",
            ),
            (
                "9 月",
                "Sep",
                "领读人第一期结业，二十四人。",
                "Twenty-four lead readers finish their course.",
            ),
            (
                "12 月",
                "Dec",
                "送书上门满两千次。",
                "Books have been brought to the door two thousand times.",
            ),
        ),
        _table(
            Both("主要数字", "Main figures"),
            NONE,
            *("visits", "loans", "children-loans", "events-held", "attendance", "volunteer-hours"),
            *("home-deliveries", "questions", "new-cards", "holdings", "spending"),
        ),
    ],
)

REPORTS = [BEFORE, LAST]

COMMENTS = [
    (
        1,
        "胡同里的邻居",
        "北新桥关了七个月，年报里敢写出来，这一点好。明年请把每个馆的闭馆天数也列成表。",
    ),
    (
        1,
        "老赵",
        "送书上门的路线能不能画一张图？住在哪条街可以报名，报告里看不出来。",
    ),
]
