"""Who sees and may do what with whose pages, through the doors of the admin."""

import json

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import GroupPagePermission, Locale, Page, Site
from wagtail.permissions import policy_registry
from wagtail.test.utils.form_data import querydict_from_html

from events.models import EventsIndexPage
from home.models import HomePage, NewsCategory, NewsIndexPage, NewsPage, StandardPage
from portal.core import roles
from portal.core.models import Library
from portal.core.permissions import scope_of
from tests.factories.accounts import UserFactory
from tests.factories.core import BranchFactory, LibraryFactory, LibraryStaffFactory
from tests.factories.home import NewsCategoryFactory, SiteTree

pytestmark = pytest.mark.django_db


@pytest.fixture
def main() -> Library:
    return LibraryFactory(name="一馆")


@pytest.fixture
def tree(root_page) -> SiteTree:
    """The front pages with the two index pages that matter here."""
    fronts = {}
    for code, locale in (("zh", "zh-hans"), ("en", "en")):
        home = root_page.add_child(
            instance=HomePage(
                title="首页", slug=f"home-{code}", locale=Locale.objects.get(language_code=locale)
            )
        )
        for model, slug in ((NewsIndexPage, "news"), (EventsIndexPage, "events")):
            home.add_child(instance=model(title=slug, slug=slug, locale=home.locale))
        fronts[code] = home
    Site.objects.create(hostname="localhost", root_page=fronts["zh"], is_default_site=True)
    roles.ensure_roles()
    return SiteTree(**fronts)


@pytest.fixture
def news(tree, main) -> dict[str, NewsPage]:
    """A published and a draft page of each kind of owner."""
    libraries = {
        "own": main,
        "below": BranchFactory(parent=main, name="一馆分馆"),
        "other": LibraryFactory(name="二馆"),
        "network": None,
    }
    index = tree.page("news")
    pages = {}
    for name, library in libraries.items():
        for state, live in (("live", True), ("draft", False)):
            page = index.add_child(
                instance=NewsPage(
                    title=f"{name} {state} news",
                    slug=f"{name}-{state}",
                    library=library,
                    live=live,
                    category=NewsCategoryFactory(),
                )
            )
            page.save_revision()
            pages[f"{name}_{state}"] = page
    return pages


def member(role: str | None = None, *libraries: Library, **fields):
    user = UserFactory(**fields)
    if role:
        user.groups.add(Group.objects.get(name=role))
    for library in libraries:
        LibraryStaffFactory(user=user, library=library)
    return type(user).objects.get(pk=user.pk)


@pytest.fixture
def branch_user(tree, main):
    return member(roles.BRANCH_STAFF, main)


@pytest.fixture
def branch(client, branch_user):
    client.force_login(branch_user)
    return client


# --- The rule ----------------------------------------------------------------------------------


def test_a_post_covers_the_library_and_all_below(main):
    branch = BranchFactory(parent=main)
    room = BranchFactory(parent=branch, level=Library.Level.ROOM)
    LibraryFactory()
    user = member(None, main)
    assert scope_of(user).libraries == {main.pk, branch.pk, room.pk}
    assert scope_of(user).default == main.pk
    assert scope_of(member(None, room)).libraries == {room.pk}


def test_who_works_for_the_network_and_who_for_nothing(tree):
    assert scope_of(member(roles.EDITORS)) is None
    assert scope_of(member(is_superuser=True)) is None
    assert scope_of(member(roles.BRANCH_STAFF)).libraries == frozenset()
    assert scope_of(member(is_active=False)).libraries == frozenset()


ALL = {"edit", "publish", "unpublish", "delete", "copy", "lock"}
STAFF = ALL - {"lock"}
NOTHING: set[str] = set()
MATRIX = {
    ("superuser", "own_live"): ALL,
    ("superuser", "other_live"): ALL,
    ("superuser", "network_live"): ALL,
    ("editor", "own_live"): ALL,
    ("editor", "other_live"): ALL,
    ("editor", "network_live"): ALL,
    ("branch", "own_live"): STAFF,
    ("branch", "below_live"): STAFF,
    ("branch", "own_draft"): STAFF - {"unpublish"},
    ("branch", "other_live"): NOTHING,
    ("branch", "other_draft"): NOTHING,
    ("branch", "network_live"): NOTHING,
    ("branch", "network_draft"): NOTHING,
    ("branch without post", "own_live"): NOTHING,
    ("branch without post", "network_live"): NOTHING,
    ("editor with post", "own_live"): ALL,
    ("editor with post", "other_live"): NOTHING,
    ("programmer", "own_live"): NOTHING,
    ("moderator", "own_live"): NOTHING,
    ("nobody", "own_live"): NOTHING,
}


def test_what_may_be_done_with_a_page(news, main):
    users = {
        "superuser": member(is_superuser=True),
        "editor": member(roles.EDITORS),
        "branch": member(roles.BRANCH_STAFF, main),
        "branch without post": member(roles.BRANCH_STAFF),
        "editor with post": member(roles.EDITORS, main),
        "programmer": member(roles.PROGRAMMERS),
        "moderator": member(roles.MODERATORS),
        "nobody": member(),
    }
    granted = {key: _granted(users[key[0]], news[key[1]]) for key in MATRIX}
    assert granted == MATRIX


def _granted(user, page: NewsPage) -> set[str]:
    """What the tester says, the same for the plain row; the policy must say it too."""
    plain = Page.objects.get(pk=page.pk)
    answers = []
    for row in (plain, plain.specific):
        may = row.permissions_for_user(user)
        answers.append(
            {
                "edit": may.can_edit(),
                "publish": may.can_publish(),
                "unpublish": may.can_unpublish(),
                "delete": may.can_delete(),
                "copy": may.can_copy(),
                "lock": may.can_lock(),
            }
        )
        policy = policy_registry.get(row)
        assert policy.user_has_permission_for_instance(user, "change", row) == may.can_edit()
        assert policy.user_has_permission_for_instance(user, "publish", row) == may.can_publish()
        changeable = policy.instances_user_has_permission_for(user, "change")
        assert changeable.filter(pk=row.pk).exists() == may.can_edit()
        users = policy.users_with_permission_for_instance("change", row)
        assert (user in users) == may.can_edit()
    assert answers[0] == answers[1]
    return {action for action, is_granted in answers[0].items() if is_granted}


def test_index_pages_take_pages_of_branches_but_are_not_theirs(tree, branch_user):
    index = tree.page("news")
    may = index.permissions_for_user(branch_user)
    assert may.can_add_subpage()
    assert may.can_publish_subpage()
    for refused in (
        may.can_edit,
        may.can_publish,
        may.can_unpublish,
        may.can_delete,
        may.can_reorder_children,
        may.can_set_view_restrictions,
        may.can_view_revisions,
    ):
        assert not refused()
    assert not tree.zh.permissions_for_user(branch_user).can_add_subpage()


def test_an_index_page_is_not_moved_with_pages_of_others(tree, main, branch_user):
    own = tree.zh.add_child(instance=StandardPage(title="本馆", slug="own", library=main))
    assert own.permissions_for_user(branch_user).can_delete()
    own.add_child(instance=StandardPage(title="全网", slug="network"))
    own.refresh_from_db()
    for refused in ("can_delete", "can_move", "can_copy", "can_reorder_children"):
        assert not getattr(own.permissions_for_user(branch_user), refused)()
    editor = member(roles.EDITORS)
    assert own.permissions_for_user(editor).can_delete()


def test_programmers_have_rights_on_what_is_on_only(tree):
    user = member(roles.PROGRAMMERS)
    assert tree.page("events").permissions_for_user(user).can_add_subpage()
    assert tree.page("events", "en").permissions_for_user(user).can_add_subpage()
    assert not tree.page("news").permissions_for_user(user).can_add_subpage()


# --- The doors ---------------------------------------------------------------------------------


def seen(response) -> set[str]:
    """Which of the news pages are named in the answer."""
    text = response.content.decode()
    assert response.status_code == 200
    names = ("own", "below", "other", "network")
    return {f"{n} {s}" for n in names for s in ("live", "draft") if f"{n} {s} news" in text}


OWN = {"own live", "own draft", "below live", "below draft"}


def test_the_explorer_lists_own_pages(branch, news, tree):
    index = tree.page("news")
    assert seen(branch.get(reverse("wagtailadmin_explore", args=[index.pk]))) == OWN
    results = reverse("wagtailadmin_explore_results", args=[index.pk])
    assert seen(branch.get(results, {"q": "news"})) <= OWN
    root = reverse("wagtailadmin_explore_root")
    assert branch.get(root).status_code == 200


def test_the_search_of_the_admin_finds_own_pages(branch, news):
    assert seen(branch.get(reverse("wagtailadmin_pages:search"), {"q": "news"})) == OWN


def test_the_api_of_the_admin_lists_own_pages(branch, news, tree):
    url = reverse("wagtailadmin_api:pages:listing")
    assert seen(branch.get(url, {"limit": 20})) == OWN
    children = {"child_of": tree.page("news").pk, "for_explorer": 1}
    assert seen(branch.get(url, children)) == OWN
    other = reverse("wagtailadmin_api:pages:detail", args=[news["other_live"].pk])
    assert branch.get(other).status_code == 404


def test_choosers_show_own_pages_and_what_is_public(branch, news, tree):
    public = OWN | {"other live", "network live"}
    for page in news.values():
        if page.live:
            page.save_revision().publish()
    url = reverse("wagtailadmin_choose_page_child", args=[tree.page("news").pk])
    assert seen(branch.get(url)) == public
    search = reverse("wagtailadmin_choose_page_search")
    assert seen(branch.get(search, {"q": "news"})) == public


def test_choosers_hide_the_draft_title_of_a_public_page_of_others(branch, news, tree):
    page = news["other_live"]
    page.save_revision().publish()
    page.title = "other secret news"
    page.save_revision()
    url = reverse("wagtailadmin_choose_page_child", args=[tree.page("news").pk])
    answer = branch.get(url)
    assert "secret" not in answer.content.decode()
    assert "other live" not in seen(answer)


def test_reports_name_no_page_of_others(branch, news):
    for page in news.values():
        page.save_revision(log_action=True, user=member(is_superuser=True))
        if page.live:
            page.get_latest_revision().publish()
    reports = ("aging_pages", "site_history", "workflow", "locked_pages")
    for name in [*(f"wagtailadmin_reports:{report}" for report in reports), "wagtailadmin_home"]:
        answer = branch.get(reverse(name))
        named = seen(answer) if answer.status_code == 200 else set()
        assert named <= OWN, name
        if name.endswith("site_history"):
            assert named == OWN


def test_the_report_on_page_types_is_not_offered(branch, news):
    assert "page-types-usage" not in branch.get(reverse("wagtailadmin_home")).content.decode()


DOORS = [
    "edit",
    "delete",
    "copy",
    "move",
    "unpublish",
    "history",
    "usage",
    "set_privacy",
]


def test_pages_of_others_open_by_no_address(branch, news):
    home = reverse("wagtailadmin_home")
    opened = []
    for which in ("other_live", "other_draft", "network_live", "network_draft"):
        for door in (*DOORS, "view_draft", "preview_on_edit"):
            answer = branch.get(reverse(f"wagtailadmin_pages:{door}", args=[news[which].pk]))
            refused = answer.status_code == 403 or (
                answer.status_code == 302 and answer.url == home
            )
            if not refused:
                opened.append((which, door, answer.status_code))
    assert opened == []


def test_the_explorer_does_not_open_pages_of_others(branch, news):
    for name in ("other_live", "other_draft", "network_draft"):
        response = branch.get(reverse("wagtailadmin_explore", args=[news[name].pk]))
        assert response.status_code == 302
        assert name.replace("_", " ") not in response.content.decode()
    assert (
        branch.get(reverse("wagtailadmin_explore", args=[news["own_draft"].pk])).status_code == 200
    )


def test_own_pages_open(branch, news):
    answers = {
        door: branch.get(
            reverse(f"wagtailadmin_pages:{door}", args=[news["own_live"].pk])
        ).status_code
        for door in DOORS
    }
    assert answers == dict.fromkeys(DOORS, 200)


def _form(client, url: str, **changed) -> dict:
    """What a browser would send from the form at *url*, with changes."""
    html = client.get(url).content.decode()
    return {**querydict_from_html(html, form_id="page-edit-form").dict(), **changed}


def _post(client, name: str, *args, **data):
    return client.post(reverse(f"wagtailadmin_pages:{name}", args=args), data)


def test_posting_to_pages_of_others_changes_nothing(branch, news, tree):
    page = news["other_live"]
    index = tree.page("news")
    own = reverse("wagtailadmin_pages:edit", args=[news["own_live"].pk])
    _post(branch, "edit", page.pk, **_form(branch, own, title="taken over"))
    _post(branch, "delete", page.pk)
    _post(branch, "unpublish", page.pk)
    _post(branch, "lock", page.pk)
    _post(branch, "copy", page.pk, new_title="x", new_slug="x", new_parent_page=index.pk)
    events = tree.page("events")
    _post(branch, "move_confirm", page.pk, events.pk)
    page.refresh_from_db()
    assert (page.title, page.live, page.locked) == ("other live news", True, False)
    assert page.get_parent() == index.page_ptr
    assert page.get_latest_revision().content["title"] == "other live news"
    assert not Page.objects.filter(slug="x").exists()


@pytest.mark.parametrize("action", ["delete", "move", "publish", "unpublish"])
def test_bulk_actions_leave_pages_of_others_out(branch, news, tree, action):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    chosen = [news["own_live"].pk, news["other_live"].pk]
    query = "&".join(f"id={pk}" for pk in chosen)
    data = {"chooser": tree.page("news", "en").pk} if action == "move" else {}
    branch.post(f"{url}?{query}&next=/admin/", data)
    other = NewsPage.objects.get(slug="other-live", locale=tree.zh.locale)
    assert other.live
    assert other.get_parent().pk == tree.page("news").pk


def test_actions_of_the_admin_api_refuse_pages_of_others(branch, news):
    for action in ("copy", "delete", "move", "publish", "unpublish"):
        url = reverse("wagtailadmin_api:pages:action", args=[news["other_live"].pk, action])
        answer = branch.post(url, json.dumps({}), content_type="application/json")
        assert answer.status_code in (403, 404), action
    assert Page.objects.get(pk=news["other_live"].pk).live


def create(client, tree, **changed):
    NewsCategoryFactory()
    url = reverse("wagtailadmin_pages:add", args=["home", "newspage", tree.page("news").pk])
    data = {"title": "新闻", "slug": "fresh", "category": NewsCategory.objects.get().pk}
    data |= {"body-count": "0", "action-publish": "1"}
    return client.post(url, _form(client, url, **data, **changed))


@pytest.mark.parametrize("sent", [{}, {"library": ""}])
def test_a_new_page_belongs_to_the_library_of_its_author(branch, tree, main, sent):
    create(branch, tree, **sent)
    page = NewsPage.objects.get(slug="fresh")
    assert (page.library, page.live) == (main, True)


def test_an_author_may_choose_among_own_libraries(client, tree, main):
    below = BranchFactory(parent=main)
    client.force_login(member(roles.BRANCH_STAFF, main))
    create(client, tree, library=below.pk)
    assert NewsPage.objects.get(slug="fresh").library == below


def test_a_page_cannot_be_made_or_given_to_a_library_of_others(branch, tree, news):
    other = Library.objects.get(name="二馆")
    assert create(branch, tree, library=other.pk).status_code == 200
    assert not NewsPage.objects.filter(slug="fresh").exists()
    own = news["own_live"]
    url = reverse("wagtailadmin_pages:edit", args=[own.pk])
    answer = branch.post(url, _form(branch, url, **{"library": other.pk, "body-count": "0"}))
    assert "library" in answer.context["form"].errors


def test_an_editor_of_the_network_may_leave_the_library_empty(client, tree, news):
    client.force_login(member(roles.EDITORS))
    create(client, tree)
    assert NewsPage.objects.get(slug="fresh").library is None


# --- The groups --------------------------------------------------------------------------------


def test_roles_can_be_made_again_and_take_over_the_groups_wagtail_makes(tree):
    moderators = Group.objects.get(name=roles.MODERATORS)
    right = GroupPagePermission.objects.filter(permission__codename="publish_page").first()
    root = Page.get_first_root_node()
    GroupPagePermission.objects.create(group=moderators, page=root, permission=right.permission)
    before = GroupPagePermission.objects.exclude(page=root).count()
    roles.ensure_roles()
    assert not GroupPagePermission.objects.filter(group=moderators).exists()
    assert GroupPagePermission.objects.count() == before


def test_every_right_named_for_a_role_exists(tree):
    for name, rights in roles.MODEL_RIGHTS.items():
        granted = {
            f"{p.content_type.app_label}.{p.codename}"
            for p in Group.objects.get(name=name).permissions.select_related("content_type")
        }
        # Migrations of Wagtail and wagtail-localize make rights too, which most runs leave out.
        localize = {"wagtail_localize.submit_translation"}
        wanted = {"wagtailadmin.access_admin", *rights} - localize
        files = {right for right in granted if right.startswith(("wagtailimages", "wagtaildocs"))}
        assert granted - localize - files == wanted


def test_the_command_names_the_groups(tree, capsys):
    call_command("ensure_roles")
    groups = "Editors, Programmers, Branch staff, Moderators, Jurors, Statistics"
    assert capsys.readouterr().out == f"Groups: {groups}\n"
