"""What a page must reach for everybody to be able to use it."""

from axe_playwright_python.sync_playwright import Axe

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = Axe()


def assert_accessible(page):
    """No finding of axe (WCAG 2.2 A and AA, best practices) and nothing wider than the screen."""
    found = AXE.run(page, options={"runOnly": RULES, "resultTypes": ["violations"]}).response
    assert _described(found["violations"]) == []
    assert overflow(page) <= 0


def overflow(page):
    """How many pixels of the page stick out at the side."""
    return page.evaluate("document.documentElement.scrollWidth - innerWidth")


def small_targets(page, least):
    """Controls lower than *least* pixels, but for links within a line of text."""
    return page.evaluate(SMALL_TARGETS, least)


def tab_stops_without_ring(page):
    """Texts of the controls that show nothing when the keyboard reaches them."""
    bare = []
    for _stop in range(200):
        page.keyboard.press("Tab")
        stop = page.evaluate(RING)
        if stop is None:
            return bare
        if not stop["ring"]:
            bare.append(stop["text"])
    return bare


def _described(violations):
    return [
        f"{rule['id']}: {node['target'][0]}: {node['failureSummary'].splitlines()[-1].strip()}"
        for rule in violations
        for node in rule["nodes"]
    ]


SMALL_TARGETS = """(least) => {
  const small = [];
  for (const control of document.querySelectorAll("a, button, input, select, summary")) {
    let box = control.getBoundingClientRect();
    if (!box.width || !box.height || control.closest(".vh, .skip")) continue;
    if (control.tagName === "A" && getComputedStyle(control).display === "inline") {
      if (control.closest("p, dd, li, td, figcaption") && control.textContent.trim() !==
        control.closest("p, dd, li, td, figcaption").textContent.trim()) continue;
    }
    const label = control.closest("label");
    if (label) box = label.getBoundingClientRect();
    const cover = getComputedStyle(control, "::after");
    if (cover.position === "absolute" && cover.content !== "none" && control.offsetParent)
      box = control.offsetParent.getBoundingClientRect();
    if (box.height < least - 0.5)
      small.push(control.outerHTML.slice(0, 80) + " " + Math.round(box.height));
  }
  return small;
}"""

RING = """() => {
  const control = document.activeElement;
  if (!control || control === document.body) return null;
  const styles = [
    getComputedStyle(control), getComputedStyle(control, "::after"),
    getComputedStyle(control.parentElement),
    getComputedStyle(control.querySelector("circle") || control),
    getComputedStyle(control.nextElementSibling || control),
  ];
  const ring = styles.some((s) => s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2)
    || parseFloat(styles[3].strokeWidth) >= 4;
  return { ring, text: (control.innerText || control.name || control.outerHTML).slice(0, 60) };
}"""
