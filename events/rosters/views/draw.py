"""The draw of a date: for staff, and what everybody can check."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail.admin import messages

from events.enums import RegistrationMode
from events.models import Occurrence
from events.registration import selectors as registrations
from events.registration import services
from events.registration.models import Pool
from events.rosters.logbook import note
from events.rosters.selectors import drawn_entries

from .base import DateView
from .roster import REFUSALS


class DrawView(DateView):
    """When, among how many, and the result."""

    page_title = gettext_lazy("Draw")
    template_name = "rosters/draw.html"

    def pool(self) -> Pool:
        pool: Pool = super().pool()
        if pool.terms.registration != RegistrationMode.DRAW or not pool.draw_at:
            raise Http404
        return pool

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        pool = self.pool()
        draw = services.prepare_draw(pool)
        context = {
            "pool": pool,
            "draw": draw,
            "entries": registrations.draw_entries(pool).count(),
            "listing": drawn_entries(draw),
            "is_due": pool.draw_at <= timezone.now() and draw.drawn_at is None,
        }
        return self.render_to_response(self.get_context_data(**context))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        pool = self.pool()
        was_drawn = services.prepare_draw(pool).drawn_at
        try:
            draw = services.run_draw(pool)
        except REFUSALS as error:
            messages.error(request, str(error))
        else:
            if was_drawn is None:
                note(self.occurrence, "draw", by=request.user, entries=draw.entries)
                messages.success(request, _("The draw is made, and all are told."))
        return redirect(request.path)


@require_safe
def draw_listing(request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
    """What was promised before and what came of it; numbers of registrations, no names."""
    row = Occurrence.objects.select_related("series").filter(uid=uid).first()
    pool = registrations.pool_of(uid) if row and row.series.is_public else None
    draw = getattr(pool, "draw", None)
    if draw is None:
        raise Http404
    context = {"occurrence": row, "pool": pool, "draw": draw, "listing": drawn_entries(draw)}
    return render(request, "rosters/draw_listing.html", context)
