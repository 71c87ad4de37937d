// The libraries that have a book, in the reader's order: their own library first, which a cookie
// remembers, or the nearest. The position is used here and sent nowhere. Without this file the form
// sends the library in the address.
(() => {
  const form = document.querySelector("[data-near]");
  if (!form) return;
  const choice = form.elements.branch;
  const said = form.querySelector("[data-near-said]");
  const locate = form.querySelector("[data-locate]");
  const COOKIE = "library";
  const YEAR = 31536000;
  let position = null;

  const remembered = () => {
    const part = document.cookie.split("; ").find((each) => each.startsWith(`${COOKIE}=`));
    return part ? decodeURIComponent(part.slice(COOKIE.length + 1)) : "";
  };

  function remember(slug) {
    const secure = location.protocol === "https:" ? "; secure" : "";
    const age = slug ? YEAR : 0;
    document.cookie = `${COOKIE}=${slug}; path=/; samesite=lax; max-age=${age}${secure}`;
  }

  /* Kilometres as the crow flies. */
  function distance(library) {
    const rad = Math.PI / 180;
    const there = [library.dataset.latitude * rad, library.dataset.longitude * rad];
    const here = [position.latitude * rad, position.longitude * rad];
    const a =
      Math.sin((there[0] - here[0]) / 2) ** 2 +
      Math.cos(here[0]) * Math.cos(there[0]) * Math.sin((there[1] - here[1]) / 2) ** 2;
    return 12742 * Math.asin(Math.sqrt(a));
  }

  function arrange() {
    const list = document.querySelector("[data-places]");
    if (!list) return;
    const libraries = [...list.children];
    libraries.forEach((library, number) => {
      if (!library.dataset.number) library.dataset.number = number;
      const isMine = Boolean(choice.value) && library.dataset.library === choice.value;
      library.querySelector("[data-mine]").hidden = !isMine;
      const far = library.querySelector("[data-distance]");
      far.hidden = !position;
      if (position) {
        const kilometres = distance(library);
        const shown = kilometres < 10 ? kilometres.toFixed(1) : Math.round(kilometres);
        far.textContent = form.dataset.far.replace("#", shown);
      }
    });
    const rank = (library) => {
      if (position) return distance(library);
      return library.dataset.library === choice.value && choice.value ? -1 : +library.dataset.number;
    };
    list.append(...libraries.sort((one, other) => rank(one) - rank(other)));
  }

  function choose() {
    position = null;
    remember(choice.value);
    arrange();
    const name = choice.value ? choice.selectedOptions[0].textContent.trim() : "";
    said.textContent = name ? `${form.dataset.first} ${name}` : "";
  }

  const known = remembered();
  if (!choice.value && [...choice.options].some((option) => option.value === known)) {
    choice.value = known;
  }
  form.querySelector("button:not([type])").hidden = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    choose();
  });
  choice.addEventListener("change", choose);

  if ("geolocation" in navigator && window.isSecureContext) {
    locate.hidden = false;
    locate.addEventListener("click", () => {
      navigator.geolocation.getCurrentPosition(
        (found) => {
          position = found.coords;
          arrange();
          said.textContent = form.dataset.nearest;
        },
        () => {
          said.textContent = form.dataset.unknown;
        },
        { timeout: 10000, maximumAge: 300000 }
      );
    });
  }

  document.addEventListener("availability:shown", arrange);
  arrange();
})();
