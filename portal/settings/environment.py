"""Where settings come from: the environment, with an optional `.env` file beside the code."""

from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parents[2]
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

PORTAL_STATE_DIR = Path(env("PORTAL_STATE_DIR", default=str(BASE_DIR / "var")))
PORTAL_STATE_DIR.mkdir(parents=True, exist_ok=True)
