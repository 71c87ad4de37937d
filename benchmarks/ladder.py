"""The embedded page cache against Django's cache middleware with Redis and against nginx.

All serve the demo's front page on this machine; nginx serves the very same bytes as a file, which
is the limit of what is possible here. All are asked for gzip, as every browser asks. The fourth
rung sends a new analytics cookie with each request, as real visitors do.
"""

import contextlib
import gzip
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import harness
from tests import servers

PAGE = "/"
COOKIE = """
local n = 0
request = function()
  n = n + 1
  local cookie = "_ga=GA1.2." .. n .. "." .. math.random(1e9)
  return wrk.format("GET", nil, {["Accept-Encoding"] = "gzip", ["Cookie"] = cookie})
end
"""
NGINX = """
daemon off; worker_processes 2; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
  access_log off; sendfile on; keepalive_requests 1000000;
  client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  default_type text/html; gzip_static on;
  server {{ listen 127.0.0.1:{port}; root {folder}/www; }}
}}
"""


def main() -> None:
    harness.need("wrk", "nginx", "redis-server")
    ports = {name: servers.free_port() for name in ("redis", "ours", "peer", "nginx")}
    environment = harness.demo_environment()
    peer_environment = {
        **environment,
        "DJANGO_SETTINGS_MODULE": "benchmarks.peer_settings",
        "PEER_REDIS_URL": f"redis://127.0.0.1:{ports['redis']}/0",
    }
    redis = ["redis-server", "--port", str(ports["redis"]), "--save", "", "--bind", "127.0.0.1"]
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ladder-")))
        folder.chmod(0o755)
        start = stack.enter_context
        start(servers.server(redis, ports["redis"]))
        ours = start(servers.server(servers.granian(ports["ours"]), ports["ours"], environment))
        peer = start(
            servers.server(servers.granian(ports["peer"]), ports["peer"], peer_environment)
        )
        status, body = harness.fetch(ours + PAGE)
        if status != 200:
            sys.exit(f"The front page answers {status}.")
        (folder / "www").mkdir()
        zipped = gzip.compress(body, 6)
        (folder / "www" / "index.html").write_bytes(body)
        (folder / "www" / "index.html.gz").write_bytes(zipped)
        (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=ports["nginx"]))
        nginx = start(servers.server(["nginx", "-c", str(folder / "nginx.conf")], ports["nginx"]))
        for base in (ours, peer, nginx):
            for _ in range(20):  # every worker has it
                harness.fetch(base + PAGE)
        figures = harness.interleaved(
            {
                "ours": lambda: harness.wrk(ours + PAGE),
                "cookie": lambda: harness.wrk(ours + PAGE, script=COOKIE),
                "peer": lambda: harness.wrk(peer + PAGE),
                "nginx": lambda: harness.wrk(nginx + PAGE),
            }
        )
    report(figures, len(body), len(zipped))


def report(figures: dict[str, float], size: int, zipped: int) -> None:
    names = {
        "peer": "Django cache middleware + Redis",
        "ours": "page cache",
        "cookie": "page cache, new analytics cookie each time",
        "nginx": "nginx, same bytes as a file (limit)",
    }
    print(f"\nfront page, {size:,} bytes ({zipped:,} compressed), requests a second")
    for key, name in names.items():
        print(f"  {name:46}{figures[key]:>10,.0f}")
    ratios = {
        "times_django_redis": figures["ours"] / figures["peer"],
        "share_of_nginx": figures["ours"] / figures["nginx"],
        "cookie_share": figures["cookie"] / figures["ours"],
    }
    bars = {"times_django_redis": 20, "share_of_nginx": 0.30, "cookie_share": 0.50}
    harness.result("ladder", **{key: f"{value:.2f}" for key, value in ratios.items()})
    missed = [key for key, bar in bars.items() if ratios[key] < bar]
    if missed:
        sys.exit(f"under the bar: {', '.join(missed)}")


if __name__ == "__main__":
    main()
