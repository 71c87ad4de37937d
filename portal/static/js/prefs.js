/* Reading preferences and reading aloud. Pages work without this file: the panel is a form, the server
   keeps the cookie and writes the attributes on <html>. Here the same cookie is written on the spot. */
(function () {
  "use strict";

  const root = document.documentElement;
  const COOKIE = "reading";
  const DEFAULTS = { theme: "auto", contrast: "normal", text: "m", elder: "off", cursor: "normal" };

  function saved() {
    const found = {};
    const cookie = document.cookie.split("; ").find((part) => part.startsWith(COOKIE + "="));
    if (cookie) {
      for (const part of cookie.slice(COOKIE.length + 1).split(".")) {
        const [key, word] = part.split("-");
        if (key in DEFAULTS && word) found[key] = word;
      }
    }
    return { ...DEFAULTS, ...found };
  }

  function save(preferences) {
    const value = Object.keys(DEFAULTS)
      .filter((key) => preferences[key] !== DEFAULTS[key])
      .map((key) => key + "-" + preferences[key])
      .join(".");
    const secure = location.protocol === "https:" ? "; secure" : "";
    const age = value ? 31536000 : 0;
    document.cookie = `${COOKIE}=${value}; path=/; samesite=lax; max-age=${age}${secure}`;
  }

  function apply(preferences) {
    for (const key of Object.keys(DEFAULTS)) root.setAttribute("data-" + key, preferences[key]);
    for (const button of document.querySelectorAll("[data-preferences] button[name]")) {
      if (!(button.name in DEFAULTS)) continue;
      const now = preferences[button.name];
      const on = button.getAttribute("data-toggle");
      if (on) {
        button.setAttribute("aria-pressed", String(now === on));
        button.value = now === on ? DEFAULTS[button.name] : on;
      } else {
        button.setAttribute("aria-pressed", String(now === button.value));
      }
    }
  }

  document.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button || !event.target.matches("[data-preferences]")) return;
    event.preventDefault();
    const kept = button.name === "reset" ? DEFAULTS : saved();
    const preferences = button.name === "reset" ? kept : { ...kept, [button.name]: button.value };
    save(preferences);
    apply(preferences);
    const said = document.getElementById("prefs-said");
    if (said) said.textContent = `${said.dataset.said} ${button.textContent.trim()}`;
  });

  /* A page out of the browser's own cache may show older preferences. */
  apply(saved());
  window.addEventListener("pageshow", (event) => event.persisted && apply(saved()));

  /* Reading aloud with the browser's own voice, passage by passage. */
  const speaker = document.querySelector("[data-read-aloud]");
  if (!speaker || !("speechSynthesis" in window)) return;
  speaker.hidden = false;
  let reading = null;

  function passages() {
    const area = document.querySelector("[data-readable]") || document.querySelector("main");
    const blocks = area.querySelectorAll("h1, h2, h3, h4, p, li, dt, dd, figcaption, th, td");
    return [...blocks].filter(
      (block) =>
        block.offsetParent &&
        block.innerText.trim() &&
        !block.closest("nav, form, .vh") &&
        !block.querySelector("p, li, dd, td")
    );
  }

  function mark(block) {
    if (reading) reading.classList.remove("is-read");
    if (block) block.classList.add("is-read");
    reading = block || null;
    speaker.setAttribute("aria-pressed", String(Boolean(block)));
  }

  function read(queue) {
    const block = queue.shift();
    mark(block);
    if (!block) return;
    const utterance = new SpeechSynthesisUtterance(block.innerText);
    utterance.lang = root.lang;
    utterance.rate = 0.95;
    utterance.onend = () => reading === block && read(queue);
    utterance.onerror = () => reading === block && mark(null);
    speechSynthesis.speak(utterance);
  }

  speaker.addEventListener("click", () => {
    const wasReading = reading;
    mark(null);
    speechSynthesis.cancel();
    if (!wasReading) read(passages());
  });
  window.addEventListener("pagehide", () => speechSynthesis.cancel());
})();
