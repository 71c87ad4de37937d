import socket
import threading

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings as django_settings

from portal.notify import letters
from portal.notify.enums import Category
from portal.notify.letters import Letter


@pytest.fixture
def letter_kinds(monkeypatch):
    """Letters of every sort, registered for one test."""
    monkeypatch.setattr(letters, "_kinds", dict(letters._kinds))

    @letters.letter("test/plain")
    def plain(context):
        return Letter(subject=f"关于{context.get('title', '阅读')}", paragraphs=("今天有故事会。",))

    @letters.letter("test/reminder", category=Category.EVENTS)
    def reminder(context):
        return Letter(
            subject="故事会明天开始",
            paragraphs=("<b>请提前十分钟</b>",),
            facts=(("时间", "10:00"),),
            button=("查看活动", "https://portal.example/events/?a=1&b=2"),
        )

    @letters.letter("test/secret", is_secret=True)
    def secret(context):
        return Letter(subject="验证码", paragraphs=("请输入。",), code=context["code"])

    @letters.letter("test/obsolete")
    def obsolete(context):
        return None

    @letters.letter("test/broken")
    def broken(context):
        return Letter(subject=context["missing"], paragraphs=())


class Sink:
    """Keeps what arrives; refuses the recipients it is told to refuse."""

    def __init__(self) -> None:
        self.mails = []
        self.refusals = {}
        self._lock = threading.Lock()

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        with self._lock:
            self.mails.append((envelope.rcpt_tos, envelope.original_content))
        return "250 OK"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def smtp(settings):
    """A real mail server on this machine that keeps what it is given."""
    sink = Sink()
    controller = Controller(sink, hostname="127.0.0.1", port=free_port(), enable_SMTPUTF8=False)
    controller.start()
    try:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST = "127.0.0.1"
        settings.EMAIL_PORT = controller.port
        settings.EMAIL_USE_TLS = False
        settings.EMAIL_TIMEOUT = django_settings.EMAIL_TIMEOUT
        yield sink
    finally:
        controller.stop()
