"""The groups of staff and what each may do; the words the groups are called by stand only here."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

EDITORS = "Editors"
PROGRAMMERS = "Programmers"
BRANCH_STAFF = "Branch staff"
MODERATORS = "Moderators"
JURORS = "Jurors"
STATISTICIANS = "Statistics"

_WRITE = ("add", "change", "delete")
_PAGES = ("add_page", "change_page", "publish_page")
_FILES = ("add_image", "choose_image", "add_document", "choose_document")
_ALL_FILES = (*_FILES, "change_image", "change_document")


def _models(*names: str, actions: tuple[str, ...] = _WRITE) -> tuple[str, ...]:
    """Codenames such as `core.add_notice` for each of *names* and each action."""
    labels = (name.split(".") for name in names)
    return tuple(f"{app}.{action}_{model}" for app, model in labels for action in actions)


_PAGE_RIGHTS = {
    EDITORS: (*_PAGES, "bulk_delete_page", "lock_page", "unlock_page"),
    PROGRAMMERS: _PAGES,
    BRANCH_STAFF: _PAGES,
    MODERATORS: (),
    JURORS: (),
    STATISTICIANS: (),
}
# Where the rights hang: on the front page of each language, or only on what is on.
_PAGE_ROOTS = {
    EDITORS: Q(depth=2),
    PROGRAMMERS: Q(content_type__app_label="events", content_type__model="eventsindexpage"),
    BRANCH_STAFF: Q(depth=2),
    MODERATORS: Q(pk__in=[]),
    JURORS: Q(pk__in=[]),
    STATISTICIANS: Q(pk__in=[]),
}
_FILE_RIGHTS = {
    EDITORS: _ALL_FILES,
    PROGRAMMERS: _FILES,
    BRANCH_STAFF: _FILES,
    MODERATORS: (),
    JURORS: (),
    STATISTICIANS: (),
}
# Rights on plain models. Apps name theirs here too, so that one place answers "who may".
MODEL_RIGHTS = {
    EDITORS: (
        *_models(
            "core.audience",
            "core.closureday",
            "core.facility",
            "core.footercolumn",
            "core.library",
            "core.menuitem",
            "core.notice",
            "core.schoolholiday",
            "core.topic",
            "catalog.cover",
            "events.provision",
            "clubs.club",
            "clubs.leadreader",
            "volunteers.opportunity",
            "volunteers.skill",
            "spaces.booking",
            "spaces.equipment",
            "spaces.space",
            "spaces.spacerules",
            "home.newscategory",
            "plan.action",
            "plan.goal",
            "plan.plan",
            "plan.strategy",
            "wagtailredirects.redirect",
        ),
        *_models("events.occurrence", actions=("change",)),
        *_models("events.eventtemplate", actions=(*_WRITE, "view")),
        *_models("catalog.hiddenrecord", "catalog.importrun", actions=("add",)),
        *_models("borrowing.branchcode", "circulation.loan", actions=("change",)),
        *_models("circulation.circulationrules"),
        *_models("core.siteidentity", "reviews.review", actions=("change",)),
        *_models("works.call", actions=(*_WRITE, "publish", "lock", "unlock")),
        *_models("works.score", actions=("add",)),
        *_models("accounts.reader", "page_views.dayviews", "search.searchquery", actions=("view",)),
        "wagtail_localize.submit_translation",
    ),
    PROGRAMMERS: (
        *_models("core.library", "core.closureday", "search.searchquery", actions=("view",)),
        *_models("core.schoolholiday"),
        *_models("events.occurrence", actions=("change",)),
        *_models("events.provision"),
        *_models("events.eventtemplate", actions=(*_WRITE, "view")),
        *_models("registration.registration", actions=("change",)),
        *_models("clubs.club", "clubs.leadreader", "volunteers.opportunity"),
        *_models("volunteers.volunteer", actions=("change",)),
    ),
    BRANCH_STAFF: (
        *_models("core.notice", "spaces.booking", "spaces.space", "spaces.spacerules"),
        *_models("clubs.club", "clubs.leadreader", "volunteers.opportunity"),
        *_models("volunteers.volunteer", actions=("change",)),
        *_models(
            "borrowing.branchcode",
            "circulation.loan",
            "core.library",
            "figures.fact",
            "events.occurrence",
            "registration.registration",
            actions=("change",),
        ),
        *_models("events.eventtemplate", actions=("view",)),
    ),
    MODERATORS: (
        *_models("moderation.ban", "moderation.reason", "moderation.word"),
        *_models("moderation.contribution", "reviews.review", actions=("change",)),
        *_models("moderation.moderationsettings", actions=("change",)),
        *_models("accounts.reader", actions=("view",)),
    ),
    # The works of the calls they were invited to, and nothing else.
    JURORS: _models("works.score", actions=("add",)),
    STATISTICIANS: (
        *_models("figures.alias", "figures.indicator", actions=(*_WRITE, "view")),
        *_models("figures.batch", actions=("add", "change", "view")),
        *_models("figures.fact", actions=("change", "view")),
        *_models("page_views.dayviews", actions=("view",)),
    ),
}


@transaction.atomic
def ensure_roles() -> list[Group]:
    """Make the groups and give them what they lack; safe to run again at any time.

    Run it after a language was added, for each has its own tree of pages. Wagtail's migrations make
    groups called Editors and Moderators with rights on the root: those are taken back, for a
    moderator here moderates what readers write and edits no pages.
    """
    return [_ensure(name) for name in MODEL_RIGHTS]


def _ensure(name: str) -> Group:
    group, _made = Group.objects.get_or_create(name=name)
    GroupPagePermission.objects.filter(group=group, page__depth=1).delete()
    if not (files := _FILE_RIGHTS[name]):
        GroupCollectionPermission.objects.filter(group=group).delete()
    rights = _wagtail_permissions(_PAGE_RIGHTS[name])
    GroupPagePermission.objects.bulk_create(
        [
            GroupPagePermission(group=group, page=page, permission=right)
            for page in Page.objects.filter(_PAGE_ROOTS[name])
            for right in rights
        ],
        ignore_conflicts=True,
    )
    if root := Collection.get_first_root_node():
        GroupCollectionPermission.objects.bulk_create(
            [
                GroupCollectionPermission(group=group, collection=root, permission=right)
                for right in _wagtail_permissions(files)
            ],
            ignore_conflicts=True,
        )
    group.permissions.add(*_model_permissions(("wagtailadmin.access_admin", *MODEL_RIGHTS[name])))
    return group


def _wagtail_permissions(codenames: tuple[str, ...]) -> list[Permission]:
    """Rights on pages, images and documents: those of Wagtail's own models, whatever the model."""
    return list(
        Permission.objects.filter(
            codename__in=codenames,
            content_type__app_label__in=("wagtailcore", "wagtailimages", "wagtaildocs"),
        )
    )


def _model_permissions(names: tuple[str, ...]) -> list[Permission]:
    wanted = Q(pk__in=[])
    for name in names:
        app, codename = name.split(".")
        wanted |= Q(content_type__app_label=app, codename=codename)
    return list(Permission.objects.filter(wanted))
