// Says at each date of a list how many places are left. Lists are kept for everybody for minutes,
// so they leave a place for it (`data-places` with the date) and this asks for all of them at once.
// Without it the page of the date says so.
const MOST = 60; // that the server answers at once
const EVERY = 20_000;
const url = document.querySelector("[data-places-url]").dataset.placesUrl;
let asked = 0;

async function ask() {
  if (document.hidden || Date.now() - asked < EVERY) return;
  asked = Date.now();
  const spots = [...document.querySelectorAll("[data-places]")];
  const dates = [...new Set(spots.map((spot) => spot.dataset.places))].sort();
  for (let first = 0; first < dates.length; first += MOST) {
    const some = dates.slice(first, first + MOST).map((date) => ["o", date]);
    try {
      const answer = await fetch(`${url}?${new URLSearchParams(some)}`, { credentials: "omit" });
      if (!answer.ok) return;
      const said = await answer.json();
      for (const spot of spots) {
        const texts = said[spot.dataset.places];
        if (texts) spot.innerHTML = texts["short" in spot.dataset ? 1 : 0];
      }
    } catch {
      return; // What is shown stays; the next round may succeed.
    }
  }
}

ask();
setInterval(ask, EVERY);
document.addEventListener("visibilitychange", ask);
