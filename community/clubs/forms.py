"""Who joins, and what staff write of a club."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from community.clubs import services
from community.clubs.errors import ClubError
from community.clubs.models import Club
from events.rosters.forms import MessageForm
from portal.accounts.models import FamilyMember, Reader
from portal.core.admin_forms import LibraryModelForm
from reading_lists.models import ReadingListPage

MYSELF = "me"


class JoinForm(forms.Form):
    """Oneself or a child of the family: only those are offered who may join."""

    who = forms.ChoiceField(label=_("Who joins"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, people: list[FamilyMember | Reader], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._people = {self._code(person): person for person in people}
        self.fields["who"].choices = [
            (code, _("Myself") if code == MYSELF else str(person))
            for code, person in self._people.items()
        ]
        if len(self._people) == 1:
            self.fields["who"].initial = next(iter(self._people))

    @staticmethod
    def _code(person: FamilyMember | Reader) -> str:
        return MYSELF if isinstance(person, Reader) else str(person.pk)

    @property
    def member(self) -> FamilyMember | None:
        person = self._people[self.cleaned_data["who"]]
        return person if isinstance(person, FamilyMember) else None


class ClubForm(LibraryModelForm):
    """The places stand in a row of their own, which only the service writes."""

    capacity = forms.IntegerField(
        label=capfirst(_("places for members")),
        min_value=1,
        max_value=9999,
        required=False,
        help_text=_("Leave empty if there is no limit. Counts where readers become members."),
    )
    waiting_limit = forms.IntegerField(
        label=capfirst(_("places on the waiting list")),
        min_value=0,
        max_value=9999,
        required=False,
        help_text=_("Empty: as many as want to. 0: no list."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["capacity"].initial = self.instance.circle.capacity
            self.fields["waiting_limit"].initial = self.instance.circle.waiting_limit

    def clean_capacity(self) -> int | None:
        capacity: int | None = self.cleaned_data["capacity"]
        taken = self.instance.circle.taken if self.instance.pk else 0
        if capacity is not None and capacity < taken:
            text = _("%(taken)d people are members already; there cannot be fewer places.")
            raise forms.ValidationError(text, params={"taken": taken})
        return capacity

    def save(self, commit: bool = True) -> Club:
        club: Club = super().save(commit=commit)
        if commit:
            self._bring_into_line(club)
        return club

    def _bring_into_line(self, club: Club) -> None:
        """Places and copies. Who joins in the same second may make fewer places impossible."""
        names = ("capacity", "waiting_limit")
        try:
            services.set_places(club, **{name: self.cleaned_data[name] for name in names})
        except ClubError as error:
            self.add_error("capacity", str(error))
        services.lay_out_copies(club)


class LeadReaderForm(LibraryModelForm):
    """Lists are chosen in the first language; readers see them in theirs."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lists = ReadingListPage.objects.live()
        self.fields["reading_lists"].queryset = lists.filter(
            locale__language_code=settings.LANGUAGE_CODE
        ).order_by("title")


class LetterForm(MessageForm):
    """A letter to members; there is no draw in a club."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["with_waiting"].label = _("Also to those who wait for a place")


class NoteForm(forms.Form):
    note = forms.CharField(label=_("A word to them"), max_length=200, required=False)
