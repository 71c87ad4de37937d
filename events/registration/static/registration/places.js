// Asks how many places are left, on loading and while the page is looked at: pages are kept for
// everybody and may be a little old. Without this file the page says what held when it was made.
(() => {
  const EVERY = 20_000;
  const box = document.querySelector("[data-live]");
  if (!box) return;

  async function ask() {
    if (document.hidden || box.contains(document.activeElement)) return;
    try {
      const answer = await fetch(box.dataset.live, { credentials: "omit" });
      if (!answer.ok) return;
      const html = (await answer.text()).trim();
      if (html !== box.dataset.said) box.innerHTML = html;
      box.dataset.said = html;
    } catch {
      // What is shown stays; the next round may succeed.
    }
  }

  ask();
  setInterval(ask, EVERY);
  document.addEventListener("visibilitychange", ask);
})();
