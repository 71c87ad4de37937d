"""`make check`: everything that is looked at without running the portal. Says all that is wrong."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

BIN = Path(sys.executable).parent
PACKAGES = [
    "portal",
    "catalog",
    "events",
    "reading_lists",
    "community",
    "search",
    "reports",
    "home",
]


def main() -> int:
    templates = subprocess.run(
        ["git", "ls-files", "*.html"], capture_output=True, text=True, check=True
    ).stdout.split()
    manage = [sys.executable, "manage.py"]
    steps = {
        "lint": [f"{BIN}/ruff", "check", "."],
        "format": [f"{BIN}/ruff", "format", "--check", "."],
        "templates": [f"{BIN}/djangofmt", "--check", *templates],
        "types": [f"{BIN}/mypy", *PACKAGES],
        "architecture": [f"{BIN}/lint-imports"],
        "system": [*manage, "check", "--fail-level", "WARNING"],
        "deployment": [*manage, "check", "--deploy", "--fail-level", "WARNING"],
        "migrations": [*manage, "makemigrations", "--check", "--dry-run"],
        "translations": [*manage, "collect_messages", "--check"],
        "packages": [sys.executable, "-m", "pip", "check"],
    }
    if not shutil.which("xgettext"):
        del steps["translations"]
        print("gettext not found: translations were not checked (apt install gettext).")
        if os.environ.get("CI"):
            return 1
    failed = [name for name, command in steps.items() if not _passes(name, command)]
    print("\nfailed: " + ", ".join(failed) if failed else "\nall checks passed")
    return bool(failed)


def _passes(name: str, command: list[str]) -> bool:
    environment = dict(os.environ)
    if name == "deployment":
        environment |= {
            "DJANGO_SETTINGS_MODULE": "portal.settings.production",
            "SECRET_KEY": "check-" + "x" * 60 + "abcdefghij",
            "ALLOWED_HOSTS": "library.example",
        }
    result = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=900
    )
    print(f"{'ok    ' if result.returncode == 0 else 'FAILED'} {name}", flush=True)
    if result.returncode:
        print(result.stdout + result.stderr)
    return result.returncode == 0


if __name__ == "__main__":
    sys.exit(main())
