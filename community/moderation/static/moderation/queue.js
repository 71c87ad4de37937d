// The queue by keyboard: one card at a time, decided by one key (accept) or two (a reason), without
// a new page. Without this script every card stands below the other with buttons of its own.
(() => {
  const queue = document.querySelector("[data-queue]");
  if (!queue) return;
  const list = queue.querySelector("[data-cards]");
  const status = queue.querySelector("[data-status]");
  const left = queue.querySelector("[data-left-words]");
  const keys = queue.querySelector("[data-keys]");
  const taken = []; // what can be taken back: { card, url }
  const AHEAD = 10;
  let current = null;
  let asksReason = false;
  let isBusy = false;
  let isComplete = false;
  let isFetching = false;

  const open = () => [...list.querySelectorAll("[data-card]:not([data-decided])")];
  const say = (words) => (status.textContent = words);

  const show = (card, isFirst = false) => {
    if (current) current.classList.remove("mod-card--here");
    current = card;
    asksReason = false;
    queue.classList.remove("mod--reason");
    const cards = open();
    left.textContent = queue.dataset.left.replace("%s", cards.length + (isComplete ? "" : "+"));
    queue.classList.toggle("mod--empty", !card);
    if (!card) return say(queue.dataset.empty);
    card.classList.add("mod-card--here");
    if (isFirst) return;
    card.focus({ preventScroll: true });
    if (card.getBoundingClientRect().top < 0) card.scrollIntoView();
  };

  const step = (by) => {
    const cards = open();
    const place = cards.indexOf(current);
    show(cards[Math.min(Math.max(place + by, 0), cards.length - 1)] || null);
  };

  const post = async (url, body) => {
    const answer = await fetch(url, {
      method: "POST",
      body,
      credentials: "same-origin",
      redirect: "error",
      headers: { Accept: "application/json" },
    });
    return { ok: answer.ok, ...(await answer.json()) };
  };

  const more = async () => {
    const last = list.querySelector("[data-card]:last-child");
    if (isComplete || isFetching || open().length > AHEAD || !last) return;
    isFetching = true;
    try {
      await fetchBehind(last);
    } finally {
      isFetching = false;
    }
  };

  const fetchBehind = async (last) => {
    const url = new URL(queue.dataset.more, window.location.href);
    url.searchParams.set("after", last.dataset.card);
    url.searchParams.set("since", last.dataset.since);
    const answer = await fetch(url, { credentials: "same-origin", redirect: "error" });
    const box = document.createElement("template");
    box.innerHTML = await answer.text();
    isComplete = !box.content.querySelector("[data-card]");
    const wasEmpty = !current;
    list.append(box.content);
    if (wasEmpty && !isComplete) show(open()[0] || null);
    else left.textContent = queue.dataset.left.replace("%s", open().length + (isComplete ? "" : "+"));
  };

  const decide = async (act, reason) => {
    if (!current || isBusy) return;
    isBusy = true;
    const card = current;
    const form = card.querySelector("form");
    const body = new FormData(form);
    body.set("act", act);
    if (reason) body.set("reason", reason.value);
    try {
      const result = await post(form.action, body);
      if (!result.ok && !result.is_stale) return say(result.error);
      const next = open()[open().indexOf(card) + 1] || open().find((other) => other !== card);
      card.dataset.decided = act;
      const tick = card.querySelector("[name=item]");
      if (tick) tick.checked = false;
      if (result.ok) taken.push({ card, url: result.undo });
      show(next || null);
      say(result.ok ? result.words : result.error);
      more().catch(() => {});
    } catch {
      say(queue.dataset.lost);
    } finally {
      isBusy = false;
    }
  };

  const undo = async () => {
    const last = taken.pop();
    if (!last || isBusy) return say(queue.dataset.nothing);
    isBusy = true;
    const body = new FormData();
    body.set("csrfmiddlewaretoken", queue.querySelector("[name=csrfmiddlewaretoken]").value);
    try {
      const result = await post(last.url, body);
      if (!result.ok) return say(result.error);
      delete last.card.dataset.decided;
      show(last.card);
      say(result.words);
    } catch {
      taken.push(last);
      say(queue.dataset.lost);
    } finally {
      isBusy = false;
    }
  };

  const notes = () => {
    const details = current?.querySelector(".mod-card__notes");
    if (!details) return;
    details.open = true;
    details.querySelector("textarea").focus();
  };

  const ask = () => {
    asksReason = true;
    queue.classList.add("mod--reason");
  };

  const press = (key) => {
    const acts = {
      a: () => decide("accepted"),
      h: () => decide("aside"),
      e: () => decide("escalated"),
      r: ask,
      u: undo,
      j: () => step(1),
      k: () => step(-1),
      n: notes,
      x: () => current?.querySelector("[name=item]")?.click(),
      "?": () => keys.showModal(),
    };
    if (asksReason && /^[1-9]$/.test(key)) {
      const reason = current?.querySelector(`[data-reason="${key}"]`);
      return reason ? (decide("refused", reason), true) : false;
    }
    if (!acts[key]) return false;
    acts[key]();
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
    const field = event.target.closest("textarea, select, input:not([type=checkbox]):not([type=radio])");
    if (field) return event.key === "Escape" && current?.focus();
    if (event.key === "Escape") return show(current);
    if (press(event.key)) event.preventDefault();
  });

  list.addEventListener("submit", (event) => {
    event.preventDefault();
    const reason = event.target.querySelector("[name=reason]:checked");
    current = event.target.closest("[data-card]");
    decide(event.submitter?.value || "accepted", reason);
  });

  for (const button of queue.querySelectorAll(".mod-bar [data-key]")) {
    button.hidden = false;
    button.addEventListener("click", () => press(button.dataset.key));
  }

  document.querySelector("[data-undoable]")?.remove();
  queue.classList.add("mod--script");
  show(open()[0] || null, true);
  more().catch(() => {});
})();
