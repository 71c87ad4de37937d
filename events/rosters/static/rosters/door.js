// The door: marks are kept in the browser until the server has them, so that a room without network
// stops nobody. Only numbers of people are kept, no names. The last mark of a person holds; each is
// sent with its age, because the clock of a telephone may be wrong.
(() => {
  const said = document.currentScript.dataset;
  const KEY = `door:${said.marks}`;
  const RETRY = 5000;
  const LOOK = 20000;
  const CODE = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/i;

  const $ = (id) => document.getElementById(id);
  const list = $("door-list");
  const names = [...list.querySelectorAll("[data-head]")];
  const parties = [...list.querySelectorAll("[data-uid]")];
  const byHead = new Map(names.map((name) => [name.dataset.head, name]));

  // --- what is not sent yet ---------------------------------------------------------------------

  let waiting = read();

  function read() {
    try {
      return JSON.parse(localStorage.getItem(KEY)) || {};
    } catch {
      return {};
    }
  }

  function keep() {
    try {
      if (Object.keys(waiting).length) localStorage.setItem(KEY, JSON.stringify(waiting));
      else localStorage.removeItem(KEY);
    } catch {
      // A private window may refuse; the marks then live as long as the page.
    }
  }

  function show(name, state) {
    const hasCome = state === "came";
    name.dataset.state = state;
    name.setAttribute("aria-pressed", String(hasCome));
    name.value = `${name.dataset.head}:${hasCome ? "" : "came"}`;
  }

  function count() {
    const came = names.filter((name) => name.dataset.state === "came").length;
    $("door-came").textContent = came;
    $("door-bar").value = came;
    for (const name of names) name.classList.toggle("is-pending", name.dataset.head in waiting);
  }

  function mark(name, state) {
    waiting[name.dataset.head] = { state, at: Date.now() };
    keep();
    show(name, state);
    count();
    send();
  }

  // --- to the server and back -------------------------------------------------------------------

  let isSending = false;
  let timer;

  function later(wait) {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
  }

  function tell(text) {
    $("door-net").hidden = !text;
    if ($("door-net").textContent !== text) $("door-net").textContent = text;
  }

  async function send() {
    if (isSending) return;
    isSending = true;
    const sent = { ...waiting };
    const marks = Object.entries(sent).map(([head, { state, at }]) => ({
      head: Number(head),
      state,
      age: Math.max(0, (Date.now() - at) / 1000),
    }));
    try {
      const answer = await fetch(said.marks, {
        method: marks.length ? "POST" : "GET",
        credentials: "same-origin",
        headers: {
          Accept: "application/json",
          "Content-Type": "application/json",
          "X-Requested-With": "XMLHttpRequest",
          "X-CSRFToken": list.querySelector("[name=csrfmiddlewaretoken]").value,
        },
        body: marks.length ? JSON.stringify({ marks }) : undefined,
      });
      const isJson = (answer.headers.get("Content-Type") || "").includes("json");
      if (answer.ok && isJson) {
        settle(sent, await answer.json());
        tell("");
        later(Object.keys(waiting).length ? 0 : LOOK);
      } else {
        tell(marks.length ? said.signedOut : "");
        later(LOOK);
      }
    } catch {
      const late = Object.keys(waiting).length;
      tell(late ? said.pending.replace("%s", late) : "");
      later(RETRY);
    } finally {
      isSending = false;
      count();
    }
  }

  function settle(sent, { marks }) {
    for (const [head, mine] of Object.entries(sent)) {
      if (waiting[head] && waiting[head].at === mine.at) delete waiting[head];
    }
    keep();
    for (const [head, name] of byHead) {
      if (!(head in waiting)) show(name, marks[head] || "");
    }
  }

  list.addEventListener("submit", (event) => {
    const name = event.submitter;
    if (!name || !name.dataset.head) return;
    event.preventDefault();
    mark(name, name.dataset.state === "came" ? "" : "came");
  });
  addEventListener("online", () => send());

  // --- finding somebody -------------------------------------------------------------------------

  function find(text) {
    const words = text.trim().toLowerCase();
    for (const party of parties) {
      const isShown = !words || party.textContent.toLowerCase().includes(words);
      party.hidden = !isShown;
    }
  }

  $("door-q").addEventListener("input", () => find($("door-q").value));
  $("door-q").addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    const code = $("door-q").value.trim().toUpperCase();
    if (parties.some((party) => party.dataset.code === code)) {
      $("door-q").value = "";
      find("");
      take(code);
    }
  });

  // A ticket carries the number of its registration, alone or in an address.
  function take(text) {
    const long = (CODE.exec(text) || [""])[0].toLowerCase();
    const isIt = (each, uid) => each.dataset.code === text || uid === long;
    const party = parties.find((each) => isIt(each, each.dataset.uid));
    if (!party) {
      const others = [...document.querySelectorAll("[data-waits]")];
      const waits = others.some((each) => isIt(each, each.dataset.waits));
      $("door-said").textContent = waits ? said.waits : said.unknown;
      return false;
    }
    for (const each of parties) each.classList.toggle("is-found", each === party);
    const heads = [...party.querySelectorAll("[data-head]")];
    for (const name of heads) if (name.dataset.state !== "came") mark(name, "came");
    const who = heads.map((name) => name.textContent.trim().replace(/\s+/g, " "));
    $("door-said").textContent = said.ticked.replace("%s", who.join(", "));
    party.scrollIntoView({ block: "center" });
    party.focus({ preventScroll: true });
    return true;
  }

  // --- the camera -------------------------------------------------------------------------------

  let stream;
  let lastSeen = "";

  async function detector() {
    const native = window.BarcodeDetector;
    const formats = native ? await native.getSupportedFormats() : [];
    if (formats.includes("qr_code")) return new native({ formats: ["qr_code"] });
    // The browsers of iPhones have none of their own: a decoder of ours, loaded when it is needed.
    const { BarcodeDetector } = await import(said.decoder);
    return new BarcodeDetector({ formats: ["qr_code"] });
  }

  function stop() {
    if (stream) stream.getTracks().forEach((track) => track.stop());
    stream = undefined;
    $("door-camera").hidden = true;
    $("door-scan").hidden = false;
  }

  async function scan() {
    try {
      const [reader, camera] = await Promise.all([
        detector(),
        navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } }),
      ]);
      stream = camera;
      const video = $("door-video");
      video.srcObject = stream;
      $("door-camera").hidden = false;
      $("door-scan").hidden = true;
      await video.play();
      look(reader, video);
    } catch {
      stop();
      $("door-said").textContent = said.camera;
      $("door-q").focus();
    }
  }

  async function look(reader, video) {
    while (stream) {
      let codes = [];
      try {
        codes = await reader.detect(video);
      } catch {
        // A frame that is not there yet.
      }
      const [code] = codes;
      if (code && code.rawValue !== lastSeen) {
        lastSeen = code.rawValue;
        if (take(code.rawValue) && navigator.vibrate) navigator.vibrate(60);
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  if (navigator.mediaDevices && navigator.mediaDevices.getUserMedia) {
    $("door-scan").hidden = false;
    $("door-scan").addEventListener("click", scan);
    $("door-stop").addEventListener("click", stop);
  }

  for (const [head, { state }] of Object.entries(waiting)) {
    if (byHead.has(head)) show(byHead.get(head), state);
  }
  count();
  send();
})();
