// Parts of a page that have to be asked for elsewhere and may be slow: the page is there first. What
// is marked data-fragment is filled from that address; where no answer comes in time, the words
// marked data-away are shown. Without this file a link in the part leads to the whole.
(() => {
  const PATIENCE = 12_000;

  function fill(box) {
    const given = new AbortController();
    const timer = setTimeout(() => given.abort(), PATIENCE);
    box.setAttribute("aria-busy", "true");
    return fetch(box.dataset.fragment, {
      credentials: "same-origin",
      headers: { Accept: "text/html", "X-Requested-With": "XMLHttpRequest" },
      signal: given.signal,
    })
      .then((answer) => (answer.ok && !answer.redirected ? answer.text() : Promise.reject()))
      .then((html) => {
        box.innerHTML = html;
      })
      .catch(() => {
        const away = box.querySelector("[data-away]");
        for (const child of box.children) child.hidden = child !== away;
      })
      .finally(() => {
        clearTimeout(timer);
        box.removeAttribute("aria-busy");
      });
  }

  for (const box of document.querySelectorAll("[data-fragment]")) fill(box);
})();
