"""What moderators decide: one thing, many at once, and back again; with script and without."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.moderation import selectors, services
from community.moderation.enums import CHOICES, Act
from community.moderation.errors import ModerationError, StaleError
from community.moderation.models import Decision, Reason
from portal.core.sanitize import TextTooLongError

from .base import ModeratorView

MOST_AT_ONCE = 100


class ActingView(ModeratorView):
    """Answers with JSON where the script asks, else leads back with a message."""

    def back(self) -> str:
        wanted = self.request.POST.get("next", "")
        is_own = wanted.startswith("/") and url_has_allowed_host_and_scheme(
            wanted, allowed_hosts=None
        )
        return wanted if is_own else reverse("moderation_staff:queue")

    def done(self, words: str, **data: Any) -> HttpResponse:
        if self.wants_json:
            return JsonResponse({"words": words, **data})
        messages.success(self.request, words)
        return redirect(self.back())

    def failed(self, error: Exception) -> HttpResponse:
        if self.wants_json:
            is_stale = isinstance(error, StaleError)
            return JsonResponse(
                {"error": str(error), "is_stale": is_stale}, status=409 if is_stale else 422
            )
        messages.error(self.request, str(error))
        return redirect(self.back())

    def act(self) -> Act:
        wanted = self.request.POST.get("act", "")
        if wanted not in CHOICES:
            raise ModerationError(_("Choose what is to be done."))
        return Act(wanted)

    def reason(self) -> Reason | None:
        key = self.request.POST.get("reason", "")
        return Reason.objects.filter(pk=key).first() if key.isdecimal() else None


class DecideView(ActingView):
    def post(self, request: HttpRequest, uid: UUID) -> HttpResponse:
        row = self.own(uid)
        seen = request.POST.get("seen", "")
        try:
            line = services.decide(
                row,
                request.user,
                self.act(),
                reason=self.reason(),
                note=request.POST.get("note", ""),
                internal_note=request.POST.get("internal_note", ""),
                seen_version=int(seen) if seen.isdecimal() else None,
            )
        except (ModerationError, TextTooLongError) as error:
            return self.failed(error)
        return self.done(
            line.get_act_display(), undo=reverse("moderation_staff:undo", args=[line.pk])
        )


class UndoView(ActingView):
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        lines = Decision.objects.filter(
            contribution__in=selectors.own(request.user), by=request.user
        )
        line = get_object_or_404(lines.select_related("contribution"), pk=pk)
        try:
            services.undo(line, request.user)
        except ModerationError as error:
            return self.failed(error)
        return self.done(_("Taken back."), uid=str(line.contribution.uid))


class BulkView(ActingView):
    """The same decision for all that were ticked; each with the version that was seen."""

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            act, reason = self.act(), self.reason()
        except ModerationError as error:
            return self.failed(error)
        done, problems = 0, []
        for uid, seen in self._ticked():
            row = selectors.seen_by_staff(request.user).filter(uid=uid).first()
            if row is None:
                continue
            try:
                services.decide(row, request.user, act, reason=reason, seen_version=seen)
            except ModerationError as error:
                problems.append(str(error))
            else:
                done += 1
        for problem in dict.fromkeys(problems):
            messages.warning(request, problem)
        words = ngettext("%(n)d item decided.", "%(n)d items decided.", done) % {"n": done}
        return self.done(words)

    def _ticked(self) -> list[tuple[UUID, int]]:
        """Boxes are called `uid:version`; anything else is nothing."""
        found = []
        for value in self.request.POST.getlist("item")[:MOST_AT_ONCE]:
            uid, _colon, seen = value.partition(":")
            try:
                found.append((UUID(uid), int(seen)))
            except ValueError:
                continue
        return found
