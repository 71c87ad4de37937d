"""Every component with fixed inputs, for those who build pages and for the browser tests."""

import datetime as dt
import re
from pathlib import Path
from typing import Any

from django import forms
from django.contrib.staticfiles import finders
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from portal.core.charts import waffle
from portal.core.models.vocabulary import Pigment
from portal.core.schematic import Place

from .styleguide_charts import charts
from .styleguide_texts import sample_texts

POSITIONS = ((58, 15), (71, 8), (74, 27), (65, 32), (54, 3), (41, 17), (40, 26), (25, 16), (16, 29))
NEIGHBOURS = ((10, 9), (0, 15), (58, 16))


def index(request: HttpRequest) -> HttpResponse:
    texts = sample_texts(get_language() or "zh")
    form = _form(texts["field"])
    form.is_valid()
    return render(
        request,
        "styleguide/index.html",
        {
            "s": texts,
            "form": form,
            "today": dt.date(2026, 12, 22),
            "pigments": Pigment.choices,
            "icons": _icon_names(),
            "results": Paginator(range(400), 20).get_page(request.GET.get("page", 6)),
            "previous": {"url": "?month=2026-11", "label": "2026-11"},
            "next": {"url": "?month=2027-01", "label": "2027-01"},
            **_figures(texts),
            **_choices(texts),
        },
    )


def _figures(texts: dict[str, Any]) -> dict[str, Any]:
    values = ("3,214", "186,402", "1,268", "92,615")
    ages = [("gamboge", 38), ("malachite", 9), ("azurite", 37), ("cinnabar", 16)]
    return {
        "charts": charts(texts),
        "waffle": waffle(ages, title=texts["hundred"]),
        "figures": [
            {"label": label, "value": value, "note": "2026-12-12"}
            for label, value in zip(texts["numbers"], values, strict=True)
        ],
        "places": [
            _place(number, north, east, texts)
            for number, (north, east) in enumerate(POSITIONS + NEIGHBOURS, 1)
        ],
    }


def _place(number: int, north: int, east: int, texts: dict[str, Any]) -> Place:
    is_open = number % 4 != 0
    return Place(
        number=number,
        name=texts["library"].format(number),
        url=f"#library-{number}",
        latitude=north / 1000,
        longitude=east / 1000,
        is_main=number in (1, 8),
        is_open=is_open,
        state=texts["open_state"] if is_open else texts["closed_state"],
        note="9:00–20:30",
        parent=None if number in (1, 8) else 1 if number < 8 else 8,
    )


def _choices(texts: dict[str, Any]) -> dict[str, Any]:
    icons = ("list", "calendar", "map")
    return {
        "views": [
            {"label": label, "url": f"?view={icon}", "icon": icon, "is_current": icon == "list"}
            for label, icon in zip(texts["views"], icons, strict=True)
        ],
        "options": [
            {"value": number, "label": label, "count": number + 3, "is_chosen": number == 0}
            for number, label in enumerate(texts["audiences"])
        ],
        "steps": [
            {"time": f"{18 + number}:30", "text": text}
            for number, text in enumerate(texts["steps"])
        ],
        "notices": [
            {"kind": kind, "text": texts["notice"], "news": news}
            for kind, news in zip(("info", "warning", "closure"), texts["news"], strict=True)
        ],
    }


def _form(texts: dict[str, Any]) -> forms.Form:
    """A field of each kind, some of them wrong."""

    class SampleForm(forms.Form):
        name = forms.CharField(label=texts["name"], help_text=texts["name_help"], max_length=20)
        email = forms.EmailField(label=texts["email"], required=False)
        for_whom = forms.ChoiceField(label=texts["for_whom"], choices=enumerate(texts["choices"]))
        needs = forms.MultipleChoiceField(
            label=texts["needs"],
            choices=enumerate(texts["need_choices"]),
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )
        note = forms.CharField(label=texts["note"], widget=forms.Textarea, required=False)
        consent = forms.BooleanField(label=texts["consent"])

    return SampleForm({"email": "lin@", "for_whom": "0"})


def _icon_names() -> list[str]:
    sprite = Path(finders.find("icons.svg") or "").read_text(encoding="utf-8")
    return re.findall(r'<symbol id="([a-z0-9-]+)"', sprite)
