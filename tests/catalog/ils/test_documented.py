"""What the pages on connecting a system say of its driver is true."""

import inspect
import re
import tomllib
from pathlib import Path

import pytest

from catalog import systems
from catalog.ils.capabilities import Role
from catalog.ils.drivers.koha import KohaRest
from catalog.ils.drivers.sip2 import Sip2

HOW_TO = Path(__file__).parents[3] / "docs" / "how-to"
PAGES = [
    (HOW_TO / f"connect-{name}.{language}.md", driver)
    for name, driver in (("koha", KohaRest), ("sip2", Sip2))
    for language in ("en", "zh")
]


@pytest.mark.parametrize(("page", "driver"), PAGES)
def test_example_of_the_page_is_taken(page, driver):
    [example] = re.findall(r"```toml\n(.*?)```", page.read_text(), re.DOTALL)
    system = systems.build(tomllib.loads(example))
    assert isinstance(system.routes[Role.PATRONS].driver, driver)
    assert isinstance(system.routes[Role.HOLDINGS].driver, driver)


@pytest.mark.parametrize(("page", "driver"), PAGES)
def test_every_option_is_in_the_table(page, driver):
    rows = re.findall(r"^\| (`.*?) \|", page.read_text(), re.MULTILINE)
    names = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    options = set(inspect.signature(driver).parameters) - {"mirror"}
    assert options <= names
