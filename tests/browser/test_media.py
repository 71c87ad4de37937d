"""Paper, forced colours, and reading aloud."""


def test_paper_has_the_text_and_no_controls(visit):
    page = visit("/styleguide/", contrast="board")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.locator("h1").is_visible()
    for gone in (".util", ".nav", ".viewbar", ".stickybar", ".pages", ".foot__grid"):
        assert page.locator(gone).count() == 0 or not page.locator(gone).first.is_visible(), gone


def test_colours_of_the_system_leave_edges(visit):
    page = visit("/styleguide/")
    page.emulate_media(forced_colors="active")
    for part in (".btn", ".chip", ".card", ".datecard"):
        edge = page.locator(f"main {part}").first.evaluate(
            "e => getComputedStyle(e).borderTopStyle"
        )
        assert edge == "solid", part


def test_reading_aloud_goes_from_passage_to_passage(visit):
    page = visit("/styleguide/#prefs")
    page.evaluate("speechSynthesis.speak = (utterance) => { window.spoken = utterance; }")
    button = page.locator("[data-read-aloud]")
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    assert page.evaluate("spoken.text") == page.locator("h1").inner_text()
    page.evaluate("spoken.onend()")
    assert page.evaluate("spoken.text") == page.locator(".pagehead__p").inner_text()
    assert page.locator(".is-read").count() == 1
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    assert page.locator(".is-read").count() == 0


def test_without_script_there_is_no_button_that_does_nothing(visit):
    page = visit("/styleguide/#prefs", javascript=False)
    assert not page.locator("[data-read-aloud]").is_visible()
