"""Answers addresses from within one process, so that a benchmark may count what each costs.

A line with an address in; a line with status, milliseconds of CPU and number of queries out. Run
with DJANGO_SETTINGS_MODULE and PYTHONPATH of the site to measure.
"""

import io
import sys
import time
from urllib.parse import quote, urlsplit

from django.core.wsgi import get_wsgi_application
from django.db import connection


class Counter:
    """A wrapper of queries."""

    queries = 0

    def __call__(self, execute, *arguments):
        self.queries += 1
        return execute(*arguments)


def environ(address: str) -> dict[str, object]:
    parts = urlsplit(address)
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": parts.path.encode().decode("latin-1"),
        "QUERY_STRING": quote(parts.query, safe="=&%"),
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": sys.stderr,
    }


def main() -> None:
    application = get_wsgi_application()
    status = ""

    def start(line, headers, exc_info=None):
        nonlocal status
        status = line.split()[0]

    for line in sys.stdin:
        counter = Counter()
        with connection.execute_wrapper(counter):
            started = time.process_time()
            answer = application(environ(line.strip()), start)
            for _chunk in answer:
                pass
            spent = time.process_time() - started
            answer.close()  # outside: what Django tidies up is not the page's
        print(status, round(spent * 1000, 3), counter.queries, flush=True)


if __name__ == "__main__":
    main()
