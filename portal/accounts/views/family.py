from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from portal.accounts import services
from portal.accounts.errors import AccountsError
from portal.accounts.forms import FamilyMemberForm, NewFamilyMemberForm
from portal.accounts.models import FamilyMember, Reader
from portal.accounts.requests import way_back

from .gate import for_reader

FIELDS = ("nickname", "birth_year", "birth_month")


@for_reader()
def add_member(request: HttpRequest, reader: Reader) -> HttpResponse:
    member = FamilyMember(guardian=reader)
    form = NewFamilyMemberForm(request.POST or None, instance=member)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_family_member(reader, **_chosen(form), consent=form.consent_text)
        except AccountsError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Entered."))
            return redirect(way_back(request))
    return render(request, "accounts/family_form.html", {"form": form})


@for_reader()
def edit_member(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    member = get_object_or_404(reader.family, pk=pk)
    form = FamilyMemberForm(request.POST or None, instance=member)
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_family_member(member, **_chosen(form))
        except AccountsError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("accounts:me")
    return render(request, "accounts/family_form.html", {"form": form, "member": member})


@for_reader()
def remove_member(request: HttpRequest, reader: Reader, pk: int) -> HttpResponse:
    member = get_object_or_404(reader.family, pk=pk)
    if request.method == "POST":
        services.remove_family_member(member)
        messages.success(request, _("Removed."))
        return redirect("accounts:me")
    return render(request, "accounts/family_remove.html", {"member": member})


def _chosen(form: FamilyMemberForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in FIELDS}
