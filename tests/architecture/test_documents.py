"""What the documents say of the code is true."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("deploy/*.md"), *ROOT.glob("docs/**/*.md")])


def variables_read() -> set[str]:
    source = "".join(p.read_text() for p in (ROOT / "portal" / "settings").glob("*.py"))
    return set(re.findall(r'env(?:\.\w+)?\(\s*"([A-Z0-9_]+)"', source)) - {"TEST_DATABASE_URL"}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_variable_is_described(language):
    page = (ROOT / "docs" / "how-to" / f"configure.{language}.md").read_text()
    cells = re.findall(r"^\| (.*?) \|", page, re.MULTILINE)
    described = {name for cell in cells for name in re.findall(r"`(\w+)`", cell)}
    assert described == variables_read()


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(path):
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", path.read_text())
    local = [link for link in links if "://" not in link and not link.startswith("mailto:")]
    assert [link for link in local if not (path.parent / link).exists()] == []


def test_how_tos_come_in_both_languages():
    names = {path.name for path in (ROOT / "docs" / "how-to").glob("*.md")}
    subjects = {name.split(".")[0] for name in names} - {"README"}
    assert {f"{s}.{code}.md" for s in subjects for code in ("zh", "en")} <= names


def test_decisions_have_numbers_of_their_own():
    numbers = [path.name[:4] for path in (ROOT / "docs" / "decisions").glob("0*.md")]
    assert sorted(numbers) == sorted(set(numbers))
