"""A few words after the event, by the link in the letter; nobody has to sign in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from events.models import Occurrence
from events.registration import services
from events.registration.errors import RegistrationError
from events.registration.forms import FeedbackForm
from events.registration.models import Registration
from events.registration.tokens import read_feedback_token


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest, token: str) -> HttpResponse:
    registration, occurrence = _asked(token)
    form = FeedbackForm(request.POST if request.method == "POST" else None)
    context = {"occurrence": occurrence, "form": form, "is_done": registration.gave_feedback}
    if request.method == "POST" and form.is_valid():
        try:
            services.give_feedback(registration, occurrence, **form.cleaned_data)
        except RegistrationError as error:
            form.add_error(None, str(error))
        else:
            context["is_done"] = True
    return render(request, "registration/feedback.html", context)


def _asked(token: str) -> tuple[Registration, Occurrence]:
    found = read_feedback_token(token)
    registration = found and Registration.objects.filter(uid=found.registration).first()
    occurrence = found and Occurrence.objects.filter(pk=found.occurrence).first()
    if not registration or not occurrence:
        raise Http404
    return registration, occurrence
