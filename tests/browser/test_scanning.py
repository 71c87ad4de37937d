"""Self-checkout by camera, in a browser that has no reader of barcodes."""

import pytest
from django.templatetags.static import static
from playwright.sync_api import expect

from catalog.borrowing import services
from portal.accounts.models import User
from tests.factories.accounts import ReaderFactory
from tests.factories.catalog import HoldingFactory
from tests.factories.circulation import PIN, PatronFactory
from tests.factories.core import LibraryFactory

# Black and white lines as the generator python-barcode 0.15 draws them.
LINES = {
    "9787020002207": (  # EAN-13
        "1010111011000100100100010001101001101100011010101011100101110010110110011011001110010100"
        "0100101"
    ),
    "DQ0142": (  # Code 39
        "1000101110111010101011100010111010101011100011101010001110111010111010001010111010100011"
        "101011101011100010101110100010111011101"
    ),
    "DQ-0142": (  # Code 128
        "1101001000010110001000110100011101001101110010111011110110011011001011011100010010011000"
        "1100011101011"
    ),
    "A0100042B": (  # Codabar
        "1100111110000011000001100110011001100000111110011001100111110000011001100110011000001111"
        "1001100110011000001111100110011001100000111110011001111100110000011001100110000011001111"
        "10011000001100000110011111"
    ),
}
# What the camera sees: a canvas with the lines on it.
PICTURE = """(lines) => {
    const canvas = document.createElement("canvas");
    canvas.width = 900;
    canvas.height = 400;
    const pen = canvas.getContext("2d");
    const draw = () => {
        pen.fillStyle = "white";
        pen.fillRect(0, 0, 900, 400);
        pen.fillStyle = "black";
        const step = Math.max(2, Math.floor(700 / lines.length));
        [...lines].forEach((line, at) => {
            if (line === "1") pen.fillRect(80 + at * step, 80, step, 200);
        });
    };
    draw();
    return [canvas, draw];
}"""


@pytest.fixture
def code(telephone):
    """The reader of the telephone has a card; the code of a library with a book in it."""
    PatronFactory(number="11010200005555")
    branch = LibraryFactory(code="DQ01")
    HoldingFactory(library=branch, barcode="DQ-0142", record__title="骆驼祥子")
    reader = ReaderFactory(user=User.objects.get())
    services.link_card(reader, "11010200005555", PIN)
    return services.code_of(branch).code


@pytest.mark.parametrize("number", LINES)
def test_decoder_of_our_own_reads(visit, number):
    page = visit("/en/accounts/login/")
    read = page.evaluate(
        f"""async ([address, lines]) => {{
            const {{ BarcodeDetector }} = await import(address);
            const formats = ["code_39", "code_128", "codabar", "itf", "ean_13"];
            const [canvas] = ({PICTURE})(lines);
            const found = await new BarcodeDetector({{ formats }}).detect(canvas);
            return found.map((code) => code.rawValue);
        }}""",
        [static("borrowing/barcodes/decode.js"), LINES[number]],
    )
    assert read == [number]


def test_barcode_before_the_camera_leads_to_the_book(telephone, site, code):
    telephone.add_init_script(
        f"""delete window.BarcodeDetector;
        navigator.mediaDevices.getUserMedia = async () => {{
            const [canvas, draw] = ({PICTURE})("{LINES["DQ-0142"]}");
            setInterval(draw, 50);
            return canvas.captureStream(20);
        }};"""
    )
    asked = []
    telephone.on("request", lambda request: asked.append(request.url))
    telephone.goto(f"{site}/en/me/checkout/at/{code}/")
    assert not any("zxing" in url for url in asked)
    telephone.click("[data-start]")
    telephone.wait_for_url("**barcode=DQ-0142*")
    expect(telephone.get_by_text("骆驼祥子").first).to_be_visible()
    assert any("zxing" in url for url in asked)
