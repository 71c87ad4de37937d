"""Sending in a work: one form for oneself and for one's children, with places for files.

A file that is good is kept at once, so that a form with a mistake elsewhere does not ask for it
again; without script, each place has its file, its description and a tick to leave it out.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from community.moderation.errors import DeniedError, ModerationError
from community.works.cleaning import CleanFile, clean_file
from community.works.enums import (
    ABOUT_LENGTH,
    LARGEST_MB,
    LONGEST,
    LONGEST_SECONDS,
    MOST_PAGES,
    SHORTEST,
    TITLE_LENGTH,
    Form,
    Licence,
)
from community.works.errors import FileRefusedError, WorkError
from community.works.models import Call, Category, Piece
from community.works.services import Sending, keep
from portal.accounts.models import FamilyMember, Reader
from portal.accounts.names import NICKNAME_LENGTH
from portal.core.sanitize import clean_lines, clean_text

MYSELF = "me"
OPEN_FILES = 3
WORDS = gettext_lazy(
    "The work is my own (or my child’s) and not copied; the library may use it as the licence says."
)
ACCEPT = {
    Form.PICTURE: ".jpg,.jpeg,.png,.webp,.heic,.avif,image/*",
    Form.PDF: ".pdf",
    Form.AUDIO: ".mp3,.m4a,.wav,audio/*",
}


@dataclass(frozen=True, slots=True)
class Terms:
    """What is taken: by the rules of a call, or by those of the open gallery."""

    forms: list[Form]
    most_files: int
    megabytes: int
    longest: int
    words: str
    licence: Licence | None  # None: the author chooses

    @classmethod
    def of(cls, call: Call | None) -> "Terms":
        if call is None:
            return cls(list(Form), OPEN_FILES, LARGEST_MB, LONGEST, str(WORDS), None)
        return cls(
            call.forms,
            call.most_files,
            call.file_mb,
            call.longest_text,
            call.consent_label,
            Licence(call.licence),
        )

    @property
    def takes_files(self) -> bool:
        return any(form != Form.TEXT for form in self.forms)

    @property
    def accept(self) -> str:
        return ",".join(ACCEPT[form] for form in self.forms if form in ACCEPT)

    @property
    def hint(self) -> str:
        words = {
            Form.PICTURE: _("pictures (JPEG, PNG, HEIC)"),
            Form.PDF: _("PDF up to %(pages)d pages") % {"pages": MOST_PAGES},
            Form.AUDIO: _("audio (MP3, M4A, WAV) up to %(minutes)d minutes")
            % {"minutes": LONGEST_SECONDS // 60},
        }
        kinds = pgettext("list of kinds", ", ").join(
            words[form] for form in self.forms if form in words
        )
        return _(
            "At most %(number)d files of %(megabytes)d MB each: %(kinds)s. Where a photograph "
            "was taken and on whose telephone is removed."
        ) % {"number": self.most_files, "megabytes": self.megabytes, "kinds": kinds}


class WorkForm(forms.Form):
    """A work with everything that goes with it. *kept* are the files of the version before."""

    form_key = forms.UUIDField(widget=forms.HiddenInput)
    who = forms.ChoiceField(
        label=gettext_lazy("Whose work is it?"), initial=MYSELF, widget=forms.RadioSelect
    )
    pen_name = forms.CharField(
        label=gettext_lazy("Pen name"),
        max_length=NICKNAME_LENGTH,
        required=False,
        help_text=gettext_lazy("This name alone is shown. Left empty, it is the nickname."),
    )
    category = forms.ModelChoiceField(
        label=gettext_lazy("Category"), queryset=Category.objects.none(), empty_label=None
    )
    title = forms.CharField(label=gettext_lazy("Title of the work"), max_length=TITLE_LENGTH)
    text = forms.CharField(label=gettext_lazy("Text"), required=False, widget=forms.Textarea)
    licence = forms.ChoiceField(
        label=gettext_lazy("What may be done with it?"),
        choices=Licence.choices,
        initial=Licence.LIBRARY,
        widget=forms.RadioSelect,
    )
    agrees = forms.BooleanField(label=WORDS)
    is_read_by_guardian = forms.BooleanField(
        label=gettext_lazy("I have seen what my child has made, and agree that it is sent in"),
        required=False,
        help_text=gettext_lazy("Only for a child’s work. Without it we ask you by e-mail first."),
    )

    def __init__(
        self,
        *args: Any,
        reader: Reader,
        call: Call | None = None,
        kept: list[Piece] | None = None,
        voice_is_fixed: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.reader, self.call, self.terms = reader, call, Terms.of(call)
        self.kept_so_far = {piece.uid for piece in kept or []}
        self.family = {str(member.pk): member for member in reader.family.all()}
        self.initial.setdefault("form_key", uuid.uuid4())
        self._set_who(voice_is_fixed)
        self._set_call()
        self._set_text()
        self._add_files(kept or [])

    def _set_who(self, voice_is_fixed: bool) -> None:
        """Nobody is asked who has only themselves to choose."""
        if voice_is_fixed or not self.family:
            del self.fields["who"]
        else:
            children = [(pk, str(member)) for pk, member in self.family.items()]
            self.fields["who"].choices = [(MYSELF, _("my own")), *children]
        if not self.family:
            del self.fields["is_read_by_guardian"]

    def _set_call(self) -> None:
        categories = self.call.categories.all() if self.call else Category.objects.none()
        if categories:
            self.fields["category"].queryset = categories
        else:
            del self.fields["category"]
        if self.terms.licence:
            del self.fields["licence"]
        self.fields["agrees"].label = self.terms.words

    def _set_text(self) -> None:
        if Form.TEXT not in self.terms.forms:
            longest, rows = min(500, self.terms.longest), 4
            self.fields["text"].label = _("A few words about it")
        else:
            longest, rows = self.terms.longest, 12
        field = self.fields["text"]
        field.max_length = self.longest = longest
        field.widget.attrs |= {"rows": rows, "maxlength": str(longest)}
        field.help_text = _(
            "Up to %(longest)d characters. Please name no children and give away no telephone "
            "numbers."
        ) % {"longest": longest}

    def _add_files(self, kept: list[Piece]) -> None:
        self.numbers = range(1, self.terms.most_files + 1) if self.terms.takes_files else range(0)
        for number in self.numbers:
            piece = kept[number - 1] if number <= len(kept) else None
            name = _("File %(number)d") % {"number": number}
            self.fields[f"file_{number}"] = forms.FileField(
                label=name,
                required=False,
                allow_empty_file=True,
                widget=forms.FileInput(attrs={"accept": self.terms.accept}),
            )
            self.fields[f"about_{number}"] = forms.CharField(
                label=_("What can be seen or heard in file %(number)d") % {"number": number},
                required=False,
                max_length=ABOUT_LENGTH,
                initial=piece.about if piece else "",
            )
            self.fields[f"kept_{number}"] = forms.UUIDField(
                required=False, widget=forms.HiddenInput, initial=piece.uid if piece else None
            )
            self.fields[f"drop_{number}"] = forms.BooleanField(
                label=_("Leave file %(number)d out") % {"number": number}, required=False
            )

    # --- Cleaning -------------------------------------------------------------------------------

    def clean_title(self) -> str:
        title = clean_text(self.cleaned_data["title"], max_length=TITLE_LENGTH)
        if not title:
            raise forms.ValidationError(_("Please give it a title."))
        return title

    def clean_pen_name(self) -> str:
        return clean_text(self.cleaned_data["pen_name"], max_length=NICKNAME_LENGTH)

    def clean_text(self) -> str:
        text = self.cleaned_data["text"].replace("\r\n", "\n")
        if len(text) > self.longest:
            raise forms.ValidationError(
                _("This has %(length)d characters; at most %(longest)d are taken.")
                % {"length": len(text), "longest": self.longest}
            )
        return clean_lines(text, max_length=self.longest)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.pieces: list[tuple[Piece, str]] = []
        for number in self.numbers:
            self._clean_place(number)
        has_text = len("".join(data.get("text", "").split())) >= SHORTEST
        has_failed = any(name in self.errors for name in self.fields if name.startswith("file_"))
        if Form.TEXT in self.terms.forms:
            if not (self.pieces or has_text or has_failed or "text" in self.errors):
                place = "file_1" if self.terms.takes_files else "text"
                self.add_error("text" if place == "text" else None, self._what_is_missing)
        elif not self.pieces and not has_failed:
            self.add_error("file_1", _("Please add a file."))
        return data

    @property
    def _what_is_missing(self) -> str:
        if not self.terms.takes_files:
            return _("Please write at least %(number)d characters.") % {"number": SHORTEST}
        return _("Write a text, or add a file.")

    def _clean_place(self, number: int) -> None:
        """One place: a new file before the one kept so far, or none."""
        upload = self.cleaned_data.get(f"file_{number}")
        piece = None
        if upload is not None:
            piece = self._keep(number, upload)
        elif not self.cleaned_data.get(f"drop_{number}"):
            piece = self._own_piece(self.cleaned_data.get(f"kept_{number}"))
        self._remember(number, piece)
        if piece is None:
            return
        about = clean_text(self.cleaned_data.get(f"about_{number}") or "", max_length=ABOUT_LENGTH)
        self.pieces.append((piece, about))
        if piece.form == Form.PICTURE and not about:
            self.add_error(
                f"about_{number}",
                _("Say in a few words what can be seen, for readers who do not see it."),
            )

    def _keep(self, number: int, upload: Any) -> Piece | None:
        try:
            return keep(self.reader, self._cleaned(upload))
        except FileRefusedError as error:
            self.add_error(f"file_{number}", str(error))
            return None

    def _cleaned(self, upload: Any) -> CleanFile:
        """Read no more than is taken, so that the limit is told before anything is opened."""
        data = upload.read(self.terms.megabytes * 1024 * 1024 + 1)
        if not data:
            raise FileRefusedError(_("This file is empty."))
        return clean_file(data, forms=self.terms.forms, megabytes=self.terms.megabytes)

    def _own_piece(self, uid: uuid.UUID | None) -> Piece | None:
        """A file of this reader that is in no other work."""
        rows = Piece.objects.filter(reader=self.reader, uid=uid) if uid else Piece.objects.none()
        return rows.first() if uid in self.kept_so_far else rows.loose().first()

    def _remember(self, number: int, piece: Piece | None) -> None:
        """What the form shows when it comes back."""
        data = self.data.copy()
        data[f"kept_{number}"] = str(piece.uid) if piece else ""
        data.pop(f"drop_{number}", None)
        self.data = data

    # --- What comes of it -----------------------------------------------------------------------

    @property
    def member(self) -> FamilyMember | None:
        return self.family.get(self.cleaned_data.get("who", ""))

    def sending(self, member: FamilyMember | None = None) -> Sending:
        data = self.cleaned_data
        return Sending(
            title=data["title"],
            text=data["text"],
            pieces=self.pieces,
            licence=self.terms.licence or Licence(data["licence"]),
            words=self.terms.words,
            pen_name=data["pen_name"],
            call=self.call,
            category=data.get("category"),
            member=member or self.member,
            is_read_by_guardian=data.get("is_read_by_guardian", False),
            form_key=data["form_key"],
        )

    def refuse(self, error: ModerationError | WorkError) -> None:
        """Show why it was not taken, at its field where it has one."""
        field = error.field if isinstance(error, DeniedError) else None
        self.add_error(field if field in self.fields else None, str(error))

    @cached_property
    def places(self) -> list[dict[str, Any]]:
        """Each place with its four fields and the file it holds."""
        return list(self._places())

    def _places(self) -> Iterator[dict[str, Any]]:
        wanted = {number: self[f"kept_{number}"].value() for number in self.numbers}
        uids = [uid for uid in wanted.values() if uid]
        rows = Piece.objects.filter(reader=self.reader, uid__in=uids) if uids else []
        found = {str(piece.uid): piece for piece in rows}
        for number in self.numbers:
            yield {
                "number": number,
                "piece": found.get(str(wanted[number])),
                "is_open": number == 1 or bool(wanted[number]) or bool(wanted.get(number - 1)),
                **{name: self[f"{name}_{number}"] for name in ("file", "about", "kept", "drop")},
            }
