"""Becoming a volunteer, one's own profile, pausing and leaving."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from community.volunteers import services
from community.volunteers.enums import ON_DUTY, Stage
from community.volunteers.errors import VolunteerError
from community.volunteers.forms import (
    ApplyForm,
    ApplyForMemberForm,
    ProfileForm,
    who_may_apply,
)
from community.volunteers.models import Volunteer
from community.volunteers.services.joining import renew_consent
from portal.accounts.forms.consent import ConsentMixin
from portal.accounts.models import ConsentKind, FamilyMember, Reader
from portal.accounts.views.gate import for_reader


def _own(reader: Reader, uid: uuid.UUID) -> Volunteer:
    return get_object_or_404(Volunteer.objects.of_reader(reader), uid=uid)


@for_reader()
def join(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Apply for oneself, or for a child of the family (`?for=<number>`)."""
    can_apply, members = who_may_apply(reader)
    member = _member(request, members)
    may_apply = member is not None or can_apply
    form = _form(request, reader, member) if may_apply else None
    if form is not None and request.method == "POST" and form.is_valid():
        try:
            services.apply(
                reader,
                form.profile(),
                library=form.cleaned_data["library"],
                birth=form.birth,
                member=member,
                consent=getattr(form, "consent_text", None),
            )
        except VolunteerError as error:
            form.refuse(error)
        else:
            messages.success(request, _("Thank you! The library looks at it and writes to you."))
            return redirect("volunteers:mine")
    context = {"form": form, "member": member, "members": members, "can_apply": can_apply}
    return render(request, "volunteers/join.html", context)


def _member(request: HttpRequest, members: list[FamilyMember]) -> FamilyMember | None:
    wanted = request.GET.get("for", "")
    if not wanted:
        return None
    member = next((row for row in members if str(row.pk) == wanted), None)
    if member is None:
        raise Http404
    return member


def _form(request: HttpRequest, reader: Reader, member: FamilyMember | None) -> ApplyForm:
    data = request.POST if request.method == "POST" else None
    known = Volunteer.objects.filter(reader=reader, member=member).first()
    if member is None:
        return ApplyForm(data, instance=known)
    return ApplyForMemberForm(data, instance=known, member=member)


@for_reader()
def profile(request: HttpRequest, reader: Reader, uid: uuid.UUID) -> HttpResponse:
    row = _own(reader, uid)
    if row.stage not in ON_DUTY:
        return redirect("volunteers:mine")
    initial = {"languages": row.languages, "availability": row.availability}
    data = request.POST if request.method == "POST" else None
    form = ProfileForm(data, instance=row, initial=initial)
    if request.method == "POST" and form.is_valid():
        services.update_profile(_own(reader, uid), form.profile())
        messages.success(request, _("Saved."))
        return redirect("volunteers:mine")
    return render(request, "volunteers/profile.html", {"form": form, "volunteer": row})


class ConsentAgainForm(ConsentMixin):
    consent_kind = ConsentKind.VOLUNTEER


@for_reader()
def consent(request: HttpRequest, reader: Reader, uid: uuid.UUID) -> HttpResponse:
    """The guardian agrees to the text in force, for this child."""
    row = _own(reader, uid)
    if row.member is None:
        raise Http404
    form = ConsentAgainForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        renew_consent(row, form.consent_text)
        messages.success(request, _("Saved."))
        return redirect("volunteers:mine")
    return render(request, "volunteers/consent.html", {"form": form, "volunteer": row})


ACTS = {"pause": services.pause, "resume": services.resume, "end": services.end}
FROM = {
    "pause": (Stage.APPROVED,),
    "resume": (Stage.PAUSED,),
    "end": (Stage.APPROVED, Stage.PAUSED),
}


@for_reader()
def change_stage(request: HttpRequest, reader: Reader, uid: uuid.UUID, act: str) -> HttpResponse:
    """Pause, go on, or stop: asked once more, then done."""
    row = _own(reader, uid)
    if act not in ACTS:
        raise Http404
    if row.stage not in FROM[act]:
        return redirect("volunteers:mine")
    if request.method == "POST":
        try:
            ACTS[act](row, by=request.user)
        except VolunteerError as error:
            messages.error(request, str(error))
        return redirect("volunteers:mine")
    return render(request, "volunteers/stage.html", {"volunteer": row, "act": act})
