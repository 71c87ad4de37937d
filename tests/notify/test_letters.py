from pathlib import Path

import allauth
import pytest
from django.utils import translation

from portal.notify import letters, rendering
from tests.factories.notify import MessageFactory

CONTEXT = {
    "code": "K7Q2MX",
    "activate_url": "https://portal.example/a/",
    "password_reset_url": "https://portal.example/p/",
    "signup_url": "https://portal.example/s/",
}
EMAILS = Path(allauth.__file__).parent / "templates"
NAMES = sorted(
    f"{path.parent.parent.name}/{path.name.removesuffix('_subject.txt')}"
    for app in ("account", "mfa")
    for path in (EMAILS / app / "email").glob("*_subject.txt")
)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.django_db
def test_every_letter_of_allauth_has_our_words(name, language):
    message = MessageFactory(template=name, language=language, context=CONTEXT)
    rendered = rendering.render(message)
    with translation.override(language):
        assert rendered.subject == letters.kind(name).write(CONTEXT).subject
    assert f'lang="{language}"' in rendered.html
    assert "\n\n\n" not in rendered.text
