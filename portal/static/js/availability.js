// Books whose copies the page knows from when it was made: asks once what the library system says
// now, and puts the answers in their places. Without this file, or an answer, the page stays as it is.
(() => {
  const { address } = document.currentScript.dataset;
  const MOST = 40; // books to one question
  const QUESTIONS = 3;

  const rows = [...document.querySelectorAll("[data-availability]")];
  const copies = document.querySelector("[data-copies]")?.dataset.copies;
  const keys = rows.map((row) => row.dataset.availability);
  const books = [...new Set(copies ? [copies, ...keys] : keys)];

  function place(html) {
    const box = document.createElement("template");
    box.innerHTML = html;
    const now = box.content;
    for (const fresh of now.querySelectorAll("[data-availability]")) {
      const key = fresh.dataset.availability;
      for (const old of document.querySelectorAll(`[data-availability="${key}"]`)) {
        old.replaceWith(fresh.cloneNode(true));
      }
    }
    for (const name of ["[data-knowledge]", "[data-copies]"]) {
      const fresh = now.querySelector(name);
      const old = document.querySelector(name);
      if (fresh && old) old.replaceWith(fresh);
    }
    document.dispatchEvent(new CustomEvent("availability:shown"));
  }

  for (let first = 0; first < Math.min(books.length, MOST * QUESTIONS); first += MOST) {
    const some = books.slice(first, first + MOST);
    const detail = some.includes(copies) ? `&copies=${copies}` : "";
    fetch(`${address}?ids=${some.join(",")}${detail}`, { headers: { Accept: "text/html" } })
      .then((answer) => (answer.ok ? answer.text() : Promise.reject()))
      .then(place)
      .catch(() => {});
  }
})();
