"""Programs that read pages by themselves, told by what they call themselves."""

import re
from functools import lru_cache

_ROBOT = re.compile(
    r"bot\b|bot[/_;-]|crawl|spider|slurp|archiver|monitor|uptime|preview|fetch|scan|headless|lighthouse"
    r"|python|curl|wget|java/|go-http|okhttp|httpx|aiohttp|axios|node|ruby|perl|php|scrapy|postman"
    r"|bytespider|baiduspider|sogou|360spider|yisou|petal|bingpreview|facebookexternalhit|^$",
    re.IGNORECASE,
)


@lru_cache(4096)
def is_robot(agent: str) -> bool:
    """Whether *agent* says so itself, or says nothing; whoever pretends to be a browser is one."""
    return bool(_ROBOT.search(agent))
