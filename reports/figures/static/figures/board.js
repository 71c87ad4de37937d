// Keeps the board on the wall true: the clock, and once a minute the numbers, if there are new ones.
// Where no answer comes the last good numbers stay, with the hour they are of. A board nobody can see
// asks nothing. Without this file the browser reloads the page.
(() => {
  const EVERY = 60_000;
  const PATIENCE = 15_000;
  const board = document.querySelector("[data-board]");
  if (!board) return;
  const live = board.querySelector("[data-live]");
  const lost = board.querySelector("[data-lost]");
  let etag = "";
  let timer = 0;

  /* The library's hour, wherever the player's clock thinks it is. */
  const hour = () =>
    new Date(Date.now() + Number(board.dataset.offset) * 60_000).toISOString().slice(11, 16);

  const tick = () => {
    board.querySelector("[data-clock]").textContent = hour();
  };

  async function renew() {
    const given = new AbortController();
    const patience = setTimeout(() => given.abort(), PATIENCE);
    try {
      const answer = await fetch(board.dataset.board, {
        cache: "no-store",
        credentials: "omit",
        headers: etag ? { "If-None-Match": etag } : {},
        signal: given.signal,
      });
      if (answer.status !== 304) {
        if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
        live.innerHTML = await answer.text();
        etag = answer.headers.get("ETag") || "";
      }
      board.querySelector("[data-as-of]").textContent = hour();
      lost.hidden = true;
    } catch {
      lost.hidden = false;
    } finally {
      clearTimeout(patience);
    }
  }

  function watch() {
    clearInterval(timer);
    if (document.hidden) return;
    renew();
    timer = setInterval(renew, EVERY);
  }

  tick();
  setInterval(tick, 1000);
  watch();
  document.addEventListener("visibilitychange", watch);
  addEventListener("online", renew);
  addEventListener("offline", () => {
    lost.hidden = false;
  });
})();
