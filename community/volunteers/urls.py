"""Addresses of volunteering; the programme itself is a page."""

from django.urls import path

from community.volunteers import views

app_name = "volunteers"
urlpatterns = [
    path("volunteer/join/", views.join, name="join"),
    path("volunteer/verify/", views.verify_form, name="verify_form"),
    path("volunteer/verify/<slug:code>/", views.verify, name="verify"),
    path("volunteer/shifts/<uuid:uid>/", views.shift, name="shift"),
    path("volunteer/here/<uuid:uid>/<slug:token>/", views.here, name="here"),
    path("volunteer/<slug:slug>/", views.opportunity, name="opportunity"),
    path("live/volunteer/<slug:slug>/", views.live, name="live"),
    path("me/volunteering/", views.mine, name="mine"),
    path("me/volunteering/shifts/<uuid:uid>/", views.signup, name="signup"),
    path("me/volunteering/shifts/<uuid:uid>/release/", views.release, name="release"),
    path("me/volunteering/shifts/<uuid:uid>/accept/", views.accept, name="accept"),
    path("me/volunteering/shifts/<uuid:uid>/decline/", views.decline, name="decline"),
    path("me/volunteering/shifts/<uuid:uid>/offer/", views.offer, name="offer"),
    path("me/volunteering/swaps/<uuid:uid>/", views.take_over, name="take_over"),
    path("me/volunteering/swaps/<uuid:uid>/answer/", views.answer_proposal, name="answer_proposal"),
    path("me/volunteering/swaps/<uuid:uid>/withdraw/", views.withdraw, name="withdraw"),
    path("me/volunteering/certificates/<slug:code>.pdf", views.certificate, name="certificate"),
    path("me/volunteering/<uuid:uid>/statement.pdf", views.statement, name="statement"),
    path("me/volunteering/<uuid:uid>/certificates/", views.certificates, name="certificates"),
    path("me/volunteering/<uuid:uid>/", views.profile, name="profile"),
    path("me/volunteering/<uuid:uid>/consent/", views.consent, name="consent"),
    path("me/volunteering/<uuid:uid>/<slug:act>/", views.change_stage, name="change_stage"),
]

SHIFT = "shifts/<uuid:uid>"
desk = (
    [
        path("", views.desk.PlannerView.as_view(), name="planner"),
        path("new/", views.desk.NewShiftView.as_view(), name="new"),
        path("people/", views.desk.PeopleView.as_view(), name="people"),
        path("people/<uuid:uid>/", views.desk.PersonView.as_view(), name="person"),
        path("certificates/<slug:code>.pdf", views.desk.PaperView.as_view(), name="paper"),
        path("hours/", views.desk.HoursView.as_view(), name="hours"),
        path(f"{SHIFT}/", views.desk.ShiftView.as_view(), name="shift"),
        path(f"{SHIFT}/move/", views.desk.MoveView.as_view(), name="move"),
        path(f"{SHIFT}/cancel/", views.desk.CancelView.as_view(), name="cancel"),
        path(f"{SHIFT}/repeat/", views.desk.RepeatView.as_view(), name="repeat"),
        path(f"{SHIFT}/message/", views.desk.MessageView.as_view(), name="message"),
        path(f"{SHIFT}/poster/", views.desk.PosterView.as_view(), name="poster"),
        path(f"{SHIFT}/export/", views.desk.ExportView.as_view(), name="export"),
    ],
    "volunteer_desk",
)
