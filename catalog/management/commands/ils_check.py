"""Ask every library system once and say what it can do."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from catalog.ils.capabilities import Capability
from catalog.status.report import SystemReport, report
from catalog.status.words import ROLES
from catalog.systems import ils


class Command(BaseCommand):
    help = "Ask each library system of PORTAL_ILS once; exits with 1 when one does not answer."

    def handle(self, *args: Any, **options: Any) -> None:
        systems = report(ils(), ask=True)
        if not systems:
            self.stdout.write("No library system is connected (PORTAL_ILS_FILE).")
            return
        for system in systems:
            self._say(system)
        self._table(systems)
        silent = [system.name for system in systems if system.ping and system.ping.error]
        if silent:
            raise CommandError(f"No answer from: {', '.join(silent)}.")

    def _say(self, system: SystemReport) -> None:
        with override("en"):
            roles = ", ".join(str(ROLES[role]) for role in system.roles)
        ping = system.ping
        if ping and ping.error:
            words = self.style.ERROR(ping.error)
        else:
            words = self.style.SUCCESS(f"answers in {ping.seconds:.2f} s" if ping else "")
        self.stdout.write(f"{system.name} ({roles}): {words}")

    def _table(self, systems: list[SystemReport]) -> None:
        width = max(len(flag) for flag in Capability)
        names = "  ".join(system.name for system in systems)
        self.stdout.write(f"\n{'capability':{width}}  {names}")
        for flag in Capability:
            cells = (
                ("yes" if flag in system.capabilities else "-").ljust(len(system.name))
                for system in systems
            )
            self.stdout.write(f"{flag:{width}}  {'  '.join(cells)}".rstrip())
