"""The people of the demo: who can sign in, and how `make run` tells whether they are there."""

from typing import NamedTuple

from django.contrib.auth import get_user_model

PASSWORD = "shuxiang-demo"  # noqa: S105 - sample data, printed at every start


class Account(NamedTuple):
    username: str
    role: str


ACCOUNTS = (
    Account("admin", "管理员 administrator"),
    Account("editor", "编辑 editor"),
    Account("programmer", "活动策划 programmer"),
    Account("branch-editor", "分馆编辑 branch editor"),
    Account("moderator", "审核员 moderator"),
    Account("statistics", "统计员 statistics: figures, tables, monthly returns"),
    Account("reader", "读者，两个孩子的家长 reader, parent of two"),
)


class Card(NamedTuple):
    number: str
    pin: str
    whose: str


# Of the portal's own circulation; sample numbers, which no library has given out.
CARDS = (
    Card("00000000886601", "246810", "读者的借阅证，已绑定 the reader's card, linked"),
    Card("00000000886602", "135791", "孩子的借阅证，已绑定 a child's card, linked"),
    Card("00000000886603", "112358", "未绑定，供试用 not linked, to try"),
)


def are_loaded() -> bool:
    """The demo makes its accounts last, so the last of them says that all of it is there."""
    return get_user_model().objects.filter(username=ACCOUNTS[-1].username).exists()


def table() -> str:
    """The accounts as lines to print."""
    lines = [f"Demo accounts, password {PASSWORD}:"]
    lines += [f"  {account.username:14} {account.role}" for account in ACCOUNTS]
    lines += ["", "Sample library cards (number, PIN):"]
    lines += [f"  {card.number}  {card.pin}  {card.whose}" for card in CARDS]
    return "\n".join(lines)
