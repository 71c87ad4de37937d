/* Remembers in this browser, and nowhere else, what was chosen last in the filters: options only, never
   words or days. The page works without it. */
(function () {
  "use strict";
  const place = document.querySelector("[data-last-choice]");
  if (!place) return;
  const key = "whats-on:" + document.documentElement.lang;
  const { query, label, view } = place.dataset;

  function saved() {
    try {
      return JSON.parse(localStorage.getItem(key)) || {};
    } catch {
      return {};
    }
  }

  function keep(choice) {
    try {
      if (choice) localStorage.setItem(key, JSON.stringify(choice));
      else localStorage.removeItem(key);
    } catch {
      /* a browser that stores nothing */
    }
  }

  if (query) {
    keep({ query, label });
    return;
  }
  const last = saved();
  if (typeof last.query !== "string" || typeof last.label !== "string" || !last.label) return;
  const address = new URLSearchParams(last.query);
  if (view) address.set("view", view);
  const link = place.querySelector("a");
  link.search = address.toString();
  link.textContent = last.label;
  place.querySelector("button").addEventListener("click", () => {
    keep(null);
    place.hidden = true;
  });
  place.hidden = false;
})();
