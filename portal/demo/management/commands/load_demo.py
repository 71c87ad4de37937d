import time
from typing import Any

from django.core.management.base import BaseCommand

from portal.demo import accounts
from portal.demo.loading import load_demo


class Command(BaseCommand):
    help = "Build the reference customer with sample data. Safe to run twice."

    def add_arguments(self, parser: Any) -> None:
        parser.add_argument("--scale", choices=["small", "district", "city"], default="small")
        parser.add_argument("--seed", type=int, default=1)

    def handle(self, *args: Any, scale: str, seed: int, **options: Any) -> None:
        began = time.monotonic()

        def say(line: str) -> None:
            self.stdout.write(f"{time.monotonic() - began:5.1f} s  {line}")
            self.stdout.flush()

        load_demo(scale=scale, seed=seed, say=say)
        self.stdout.write(f"\n{accounts.table()}")
