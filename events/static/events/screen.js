/* Keeps a screen at the door of a library going: the clock, a new page every minute, and when the line is
   broken the last good page with the hour since when. */
(function () {
  "use strict";
  const EVERY = 60 * 1000;
  let screen = document.querySelector("[data-screen]");
  if (!screen) return;
  let good = new Date();
  let lost = null;

  function local(moment) {
    /* The library's hour, wherever the player's clock thinks it is. */
    return new Date(moment.getTime() + Number(screen.dataset.offset) * 60 * 1000);
  }

  function hour(moment) {
    return local(moment).toISOString().slice(11, 16);
  }

  function tick() {
    screen.querySelector("[data-clock]").textContent = hour(new Date());
    const note = screen.querySelector("[data-lost]");
    note.hidden = !lost;
    if (lost) note.querySelector("time").textContent = hour(lost);
  }

  async function renew() {
    try {
      const answer = await fetch(location.href, { cache: "no-cache", credentials: "omit" });
      if (!answer.ok) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-screen]");
      if (!fresh) throw new Error("not a screen");
      good = new Date();
      lost = null;
      screen.replaceWith(fresh);
      screen = fresh;
    } catch {
      lost = lost || good;
    }
    tick();
  }

  tick();
  setInterval(tick, 1000);
  setInterval(renew, EVERY);
  addEventListener("online", renew);
  addEventListener("offline", () => {
    lost = lost || good;
    tick();
  });
})();
