"""Links to the map services Chinese readers have on their phones. Nothing is loaded from them."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from portal.core.models import Library


@dataclass(frozen=True, slots=True)
class MapLink:
    label: str
    url: str


def map_links(library: Library) -> list[MapLink]:
    """Where to open the library's place; positions are WGS 84 and each service is told so."""
    latitude, longitude = f"{library.latitude:.6f}", f"{library.longitude:.6f}"
    name, address = library.name, library.address
    amap = {
        "position": f"{longitude},{latitude}",
        "name": name,
        "coordinate": "wgs84",
        "callnative": "1",
    }
    baidu = {
        "location": f"{latitude},{longitude}",
        "title": name,
        "content": address,
        "coord_type": "wgs84",
        "output": "html",
    }
    tencent = {
        "marker": f"coord:{latitude},{longitude};title:{name};addr:{address}",
        "coord_type": "1",
    }
    return [
        MapLink(str(_("Amap")), f"https://uri.amap.com/marker?{urlencode(amap)}"),
        MapLink(str(_("Baidu Maps")), f"https://api.map.baidu.com/marker?{urlencode(baidu)}"),
        MapLink(
            str(_("Tencent Maps")), f"https://apis.map.qq.com/uri/v1/marker?{urlencode(tencent)}"
        ),
    ]
