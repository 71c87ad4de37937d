"""Whose pages and rows a member of staff may see and change: library by library.

A user with library posts works for those libraries and all below them, and for nothing else. A user
without posts works for the whole network, as far as the rights of the groups go; only members of
"Branch staff" without a post work for nothing. Superusers may do everything.

Wagtail asks a policy or a tester whenever it lists, opens, publishes, moves, copies or deletes, so
the two classes for pages here decide for every view, report, chooser and API of the admin.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet
from wagtail.models import Page, get_page_models
from wagtail.models.pages import PagePermissionTester
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy

from .roles import BRANCH_STAFF

_CACHE = "_library_scope"


@dataclass(frozen=True, slots=True)
class Scope:
    """The libraries somebody works for; *default* is the one new pages belong to."""

    libraries: frozenset[int]
    default: int | None


def scope_of(user: Any) -> Scope | None:
    """The user's libraries, or None for those who work for the whole network."""
    if not hasattr(user, _CACHE):
        setattr(user, _CACHE, _read_scope(user))
    scope: Scope | None = getattr(user, _CACHE)
    return scope


def _read_scope(user: Any) -> Scope | None:
    if not user.is_active:
        return Scope(frozenset(), None)
    if user.is_superuser:
        return None
    posts = Q(staff__user=user)
    for levels in ("parent__", "parent__parent__"):
        posts |= Q(**{f"{levels}staff__user": user})
    libraries = list(_libraries().filter(posts).distinct().values_list("pk", flat=True))
    if libraries:
        return Scope(frozenset(libraries), libraries[0])
    if user.groups.filter(name=BRANCH_STAFF).exists():
        return Scope(frozenset(), None)
    return None


def _libraries() -> QuerySet[Model]:
    """By name: the models of the kernel stand on this module, not the other way round."""
    return apps.get_model("core.Library")._default_manager.all()


def _page_types() -> list[type[Page]]:
    """Page types that may belong to a library (all of ours, see `BasePage`)."""
    return [model for model in get_page_models() if hasattr(model, "library")]


def is_container(model: type[Page]) -> bool:
    """Whether the type exists to hold pages of other types, as the index pages do."""
    return any(held is not model for held in model.creatable_subpage_models())


def pages_of(libraries: Collection[int]) -> Q:
    """Pages that belong to one of *libraries*, as a condition on any page queryset."""
    own = Q(pk__in=[])
    if libraries:
        for model in _page_types():
            own |= Q(pk__in=model.objects.filter(library__in=libraries).values("pk"))
    return own


def shared_containers() -> Q:
    """Index pages of the network, under which every library has pages."""
    shared = Q(pk__in=[])
    for model in filter(is_container, _page_types()):
        shared |= Q(pk__in=model.objects.filter(library__isnull=True).values("pk"))
    return shared


def choosable_pages(user: Any) -> Q:
    """Own pages, index pages, and what everybody can read anyway.

    Pages of others with a draft are left out: the chooser would show the draft's title.
    """
    scope = scope_of(user)
    if scope is None:
        return Q()
    # A subquery, because searching a chooser allows conditions on few fields besides the key.
    public = Page.objects.filter(live=True, has_unpublished_changes=False) | Page.objects.filter(
        depth=1
    )
    return Q(pk__in=public.values("pk")) | pages_of(scope.libraries) | shared_containers()


def _library_id(page: Page) -> int | None:
    model = page.specific_class
    if isinstance(page, model or Page):
        return getattr(page, "library_id", None)
    if model is None or not hasattr(model, "library"):
        return None
    found: int | None = model.objects.values_list("library_id", flat=True).get(pk=page.pk)
    return found


def _users_of(library_id: int | None) -> Q:
    """Users who work for the whole network or for that library."""
    network = Q(library_posts__isnull=True) & ~Q(groups__name=BRANCH_STAFF)
    if library_id is None:
        return network | Q(is_superuser=True)
    above = _libraries().filter(
        Q(pk=library_id) | Q(children=library_id) | Q(children__children=library_id)
    )
    return network | Q(is_superuser=True) | Q(library_posts__library__in=above)


class LibraryPagePermissionPolicy(PagePermissionPolicy):
    """Wagtail's page rights, cut down to the pages of the user's libraries."""

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Iterable[str]
    ) -> QuerySet[Page]:
        pages = super().instances_user_has_any_permission_for(user, actions)
        scope = scope_of(user)
        if scope is None:
            return pages
        visible = pages_of(scope.libraries)
        if "add" in actions:
            visible |= shared_containers()
        return pages.filter(visible)

    def user_has_any_permission_for_instance(
        self, user: Any, actions: Iterable[str], instance: Page
    ) -> bool:
        scope = scope_of(user)
        if scope is not None:
            library_id = _library_id(instance)
            if library_id is None and is_container(instance.specific_class or Page):
                actions = {"add"} & set(actions)
            elif library_id not in scope.libraries:
                actions = set()
        return bool(actions) and super().user_has_any_permission_for_instance(
            user, actions, instance
        )

    def users_with_any_permission_for_instance(
        self, actions: Iterable[str], instance: Page, include_superusers: bool = True
    ) -> QuerySet[Any]:
        users = super().users_with_any_permission_for_instance(
            actions, instance, include_superusers
        )
        return users.filter(_users_of(_library_id(instance))).distinct()


class LibraryPagePermissionTester(PagePermissionTester):
    """What a user may do with one page; for somebody else's page, nothing.

    Under an index page of the network a user with posts may add and publish pages of their own
    library (the form sees to that), but not change the index page.
    """

    def __init__(self, user: Any, page: Page) -> None:
        super().__init__(user, page)
        scope = scope_of(user)
        library_id = _library_id(page)
        self.is_own = scope is None or library_id in scope.libraries
        if self.is_own or not hasattr(self, "permissions"):
            return
        # Right under the front page stands what is the whole network's.
        holds_all = library_id is None and (page.depth or 0) > 2 and is_container(type(page))
        self.permissions &= {"add", "publish"} if holds_all else set()

    def _others_below(self) -> bool:
        """Whether pages of other libraries would go along."""
        scope = scope_of(self.user)
        if scope is None or self.page.is_leaf():
            return False
        return bool(self.page.get_descendants().exclude(pages_of(scope.libraries)).exists())

    def can_edit(self) -> bool:
        return self.is_own and super().can_edit()

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        return self.is_own and super().can_delete(ignore_bulk) and not self._others_below()

    def can_unpublish(self) -> bool:
        return self.is_own and super().can_unpublish()

    def can_publish(self) -> bool:
        return self.is_own and super().can_publish()

    def can_submit_for_moderation(self) -> bool:
        return self.is_own and super().can_submit_for_moderation()

    def can_lock(self) -> bool:
        return self.is_own and super().can_lock()

    def can_unlock(self) -> bool:
        return self.is_own and super().can_unlock()

    def can_reorder_children(self) -> bool:
        return self.is_own and super().can_reorder_children() and not self._others_below()

    def can_copy(self) -> bool:
        return self.is_own and super().can_copy() and not self._others_below()

    def can_view_revisions(self) -> bool:
        return self.is_own and super().can_view_revisions()


class LibraryScopedPermissionPolicy(ModelPermissionPolicy):
    """Django's model rights, cut down to the rows of the user's libraries.

    *library* is the path from a row to its library: `"library"`, `"occurrence__library"`, or
    `"pk"` for libraries themselves. Rows without a library are the network's. The rights are those
    on *auth_model* where they are not those on the rows themselves.
    """

    def __init__(
        self,
        model: type[Model] | str,
        library: str = "library",
        auth_model: type[Model] | str | None = None,
    ) -> None:
        super().__init__(model, auth_model=auth_model)
        self.library = library

    def _rows(self, user: Any) -> Q:
        scope = scope_of(user)
        return Q() if scope is None else Q(**{f"{self.library}__in": scope.libraries})

    def instances_user_has_any_permission_for(
        self, user: Any, actions: Iterable[str]
    ) -> QuerySet[Model]:
        rows = super().instances_user_has_any_permission_for(user, actions)
        return rows.filter(self._rows(user)).distinct()

    def user_has_any_permission_for_instance(
        self, user: Any, actions: Iterable[str], instance: Model
    ) -> bool:
        if not self.user_has_any_permission(user, actions):
            return False
        if scope_of(user) is None:
            return True
        rows = self.model._default_manager.filter(self._rows(user), pk=instance.pk)
        return bool(rows.exists())

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Model) -> bool:
        return self.user_has_any_permission_for_instance(user, {action}, instance)
