import json

from allauth.account.decorators import reauthentication_required
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters

from portal.accounts import services
from portal.accounts.forms import DeleteAccountForm
from portal.accounts.models import Reader

from .gate import for_reader


@for_reader("POST")
@reauthentication_required
def download(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Everything the portal knows about the reader, as a file."""
    body = json.dumps(services.export_my_data(reader.user), ensure_ascii=False, indent=2)
    return HttpResponse(
        body,
        content_type="application/json; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="my-library.json"'},
    )


@for_reader("GET", "HEAD")
def delete(request: HttpRequest, reader: Reader) -> HttpResponse:
    """The first step: what would be gone."""
    return render(request, "accounts/delete.html", {"reader": reader})


@sensitive_post_parameters("password")
@for_reader()
def delete_confirm(request: HttpRequest, reader: Reader) -> HttpResponse:
    """The second step: the password, and the account is gone."""
    form = DeleteAccountForm(request.POST or None, user=reader.user)
    if request.method == "POST" and form.is_valid():
        user = reader.user
        logout(request)
        services.erase_account(user)
        return redirect("accounts:deleted")
    return render(request, "accounts/delete_confirm.html", {"form": form})
