"""Draws a PDF from HTML on the standard input; `portal.core.pdf.draw_apart` runs it."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal.core import pdf


class Command(BaseCommand):
    help = "Draws the HTML of the standard input as PDF, in the look of a static style sheet."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("stylesheet")
        parser.add_argument("--option", action="append", default=[])

    def handle(self, *args: Any, stylesheet: str, option: list[str], **kwargs: Any) -> None:
        pairs = (text.partition("=") for text in option)
        options = {name: bool(int(value)) for name, _sign, value in pairs}
        html = sys.stdin.buffer.read().decode()
        sys.stdout.buffer.write(pdf.draw_html(html, stylesheet, **options))
