"""Staff with their roles, and a reader with two children. Made last: see accounts.are_loaded."""

from django.contrib.auth.models import Group

from catalog.borrowing import services as borrowing
from portal.accounts import services
from portal.accounts.models import ConsentKind, ConsentText, User
from portal.core import roles
from portal.core.models import LibraryStaff
from portal.demo.accounts import ACCOUNTS, CARDS, PASSWORD

from .clubs import build_own_membership
from .demo import Demo
from .history import build_own_history
from .registrations import build_own_registrations
from .rooms import build_own_bookings
from .volunteers import build_own_volunteering

NAMES = {
    "admin": ("系统", "管理员"),
    "editor": ("书香", "编辑"),
    "programmer": ("书香", "活动策划"),
    "branch-editor": ("东四馆", "编辑"),
    "moderator": ("书香", "审核员"),
    "statistics": ("书香", "统计员"),
    "reader": ("示例", "读者"),
}
GROUPS = {
    "editor": roles.EDITORS,
    "programmer": roles.PROGRAMMERS,
    "branch-editor": roles.BRANCH_STAFF,
    "moderator": roles.MODERATORS,
    "statistics": roles.STATISTICIANS,
}
POSTS = {"branch-editor": "B08"}
FAMILY = (("豆豆", 5, 4), ("石榴", 9, 10))  # nickname, age in years, month of birth


def build_people(demo: Demo) -> str:
    roles.ensure_roles()
    services.publish_sample_texts()
    for account in ACCOUNTS:
        if not User.objects.filter(username=account.username).exists():
            _account(account.username, demo)
    return f"{len(ACCOUNTS)} accounts"


def _account(username: str, demo: Demo) -> None:
    last_name, first_name = NAMES[username]
    user = User.objects.create_user(
        username,
        f"{username}@library.example",
        PASSWORD,
        last_name=last_name,
        first_name=first_name,
        is_superuser=username == "admin",
        is_staff=username != "reader",
    )
    if username in GROUPS:
        user.groups.add(Group.objects.get(name=GROUPS[username]))
    if username in POSTS:
        LibraryStaff.objects.create(user=user, library=demo.libraries[POSTS[username]])
    if username == "reader":
        _family(user, demo)


def _family(user: User, demo: Demo) -> None:
    texts = ConsentText.objects
    reader = services.register_reader(
        user,
        nickname="胡同口的猫",
        language="zh-hans",
        privacy_text=texts.current(ConsentKind.PRIVACY),
    )
    for nickname, years, month in FAMILY:
        services.add_family_member(
            reader,
            nickname=nickname,
            birth_year=demo.today.year - years - (month > demo.today.month),
            birth_month=month,
            consent=texts.current(ConsentKind.CHILDREN),
        )
    for card, whose in zip(CARDS, ("", FAMILY[1][0]), strict=False):
        borrowing.link_card(reader, card.number, card.pin, nickname=whose)
    build_own_bookings(reader, demo)
    build_own_registrations(reader, demo)
    build_own_volunteering(reader)
    build_own_membership(reader)
    build_own_history(reader)
