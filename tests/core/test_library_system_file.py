import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.settings import library_system


@pytest.fixture
def written(tmp_path):
    def write(text: str) -> str:
        path = tmp_path / "ils.toml"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def test_variables_are_filled_in_at_any_depth(written):
    path = written(
        'source = "local"\n[routes]\nholdings = "koha"\n'
        '[drivers.koha]\nclass = "x.Y"\n[drivers.koha.options]\n'
        'secret = "${KOHA_SECRET}"\nports = ["${PORT}", 6001]\n'
    )
    assert library_system.read(path, {"KOHA_SECRET": "s3", "PORT": "1"}) == {
        "source": "local",
        "routes": {"holdings": "koha"},
        "drivers": {"koha": {"class": "x.Y", "options": {"secret": "s3", "ports": ["1", 6001]}}},
    }


@pytest.mark.parametrize(
    ("text", "complaint"),
    [('a = "${NOWHERE}"', "the environment has no NOWHERE"), ("a = ", "not valid TOML")],
)
def test_says_what_is_missing(written, text, complaint):
    with pytest.raises(ImproperlyConfigured, match=complaint):
        library_system.read(written(text), {})


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(ImproperlyConfigured, match="cannot be read"):
        library_system.read(str(tmp_path / "none.toml"), {})
