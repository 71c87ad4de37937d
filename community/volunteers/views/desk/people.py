"""Applications to decide, and the volunteers of the user's libraries."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.paginator import WagtailPaginator

from community.volunteers import selectors, services
from community.volunteers.desk_forms import PeriodForm
from community.volunteers.enums import Stage
from community.volunteers.errors import VolunteerError
from community.volunteers.models import Certificate, Volunteer
from community.volunteers.permissions import works_for_network
from community.volunteers.services.rules import has_consent
from community.volunteers.views.papers import certificate_pdf
from portal.core.pdf import PDFError

from .base import DeskView

PER_PAGE = 50
OPEN = (Stage.APPLIED, Stage.INTERVIEW)


class PeopleView(DeskView):
    page_title = gettext_lazy("Volunteers")
    template_name = "volunteers/admin/people.html"

    def get(self, request: HttpRequest) -> HttpResponse:
        stage = request.GET.get("stage", "open")
        rows = selectors.own_volunteers(request.user)
        if stage in Stage.values:
            rows = rows.filter(stage=stage)
        else:
            stage, rows = "open", rows.filter(stage__in=OPEN).order_by("applied_at")
        page = WagtailPaginator(rows, PER_PAGE).get_page(request.GET.get("p"))
        people = list(page)
        totals = selectors.totals_of(people)
        return self.answer(
            rows=[(row, totals[row.pk]) for row in people],
            page_obj=page,
            stage=stage,
            stages=[("open", _("to decide")), *Stage.choices],
        )


class PersonView(DeskView):
    """One volunteer: what they told, the way so far, what can be decided."""

    template_name = "volunteers/admin/person.html"

    @cached_property
    def person(self) -> Volunteer:
        return get_object_or_404(
            selectors.own_volunteers(self.request.user), uid=self.kwargs["uid"]
        )

    def get_page_title(self) -> str:
        return self.person.name

    def get(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
        return self._page(PeriodForm(initial=self._year()))

    def _year(self) -> dict[str, Any]:
        today = timezone.localdate()
        return {"since": today.replace(month=1, day=1), "until": today}

    def _page(self, form: PeriodForm) -> HttpResponse:
        row, today = self.person, timezone.localdate()
        is_minor = row.is_minor_on(today)
        return self.answer(
            person=row,
            age=row.age_on(today),
            is_minor=is_minor,
            lacks_consent=is_minor and not has_consent(row),
            total=selectors.totals_of([row])[row.pk],
            steps=row.steps.select_related("by"),
            signups=row.signups.detailed().order_by("-starts_at")[:20],
            certificates=row.certificates.all(),
            may_clear_network=works_for_network(self.request.user),
            form=form,
        )

    def post(self, request: HttpRequest, uid: uuid.UUID) -> HttpResponse:
        act = request.POST.get("act", "")
        if act == "issue":
            return self._issue(request)
        try:
            self._decide(request, act)
        except VolunteerError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Done."))
        return redirect(request.path)

    def _decide(self, request: HttpRequest, act: str) -> None:
        row, by = self.person, request.user
        note = request.POST.get("note", "")[:300]
        if act == "approve":
            is_wide = "network" in request.POST and works_for_network(by)
            services.approve(row, by=by, network_wide=is_wide, note=note)
        elif act == "talked":
            services.note_talk(row)
        elif act == "revoke":
            rows = Certificate.objects.filter(volunteer=row)
            code = request.POST.get("code", "")[:20]
            services.revoke(get_object_or_404(rows, code=code), reason=note, by=by)
        elif act in ("invite", "refuse", "pause", "end"):
            getattr(services, act)(row, by=by, note=note)
        elif act == "resume":
            services.resume(row, by=by)
        else:
            raise Http404

    def _issue(self, request: HttpRequest) -> HttpResponse:
        form = PeriodForm(request.POST)
        if not form.is_valid():
            return self._page(form)
        try:
            services.issue(self.person, **form.cleaned_data, by=request.user)
        except VolunteerError as error:
            form.add_error(None, str(error))
            return self._page(form)
        return redirect(request.path)


class PaperView(DeskView):
    """A certificate to print for somebody who asks at the desk."""

    def get(self, request: HttpRequest, code: str) -> HttpResponse:
        own = selectors.own_volunteers(request.user)
        rows = Certificate.objects.filter(volunteer__in=own, revoked_at__isnull=True)
        row = get_object_or_404(rows.select_related("volunteer"), code=code)
        try:
            return certificate_pdf(row)
        except PDFError as error:
            messages.error(request, str(error))
            return redirect("volunteer_desk:person", row.volunteer.uid)
