/* Suggestions below a search box: input[data-suggest="address"]. The box is a plain form without this
   file. Keyboard: down and up move, Enter opens, Escape closes (ARIA combobox with a list box). */
(function () {
  "use strict";

  const WAIT = 160;
  let count = 0;

  function combobox(input) {
    const list = document.createElement("ul");
    const said = document.createElement("p");
    let items = [];
    let active = -1;
    let timer = 0;
    let asked = null;

    list.id = `suggest-${(count += 1)}`;
    list.className = "suggest";
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.labels[0] ? input.labels[0].textContent : "");
    said.className = "vh";
    said.setAttribute("role", "status");
    input.after(list, said);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-expanded", "false");
    input.setAttribute("aria-controls", list.id);

    function close() {
      list.hidden = true;
      active = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function choose(place) {
      active = place;
      items.forEach((item, number) => {
        item.setAttribute("aria-selected", String(number === active));
      });
      if (active < 0) input.removeAttribute("aria-activedescendant");
      else input.setAttribute("aria-activedescendant", items[active].id);
    }

    function draw(found) {
      list.replaceChildren();
      items = found.map((suggestion, number) => {
        const item = document.createElement("li");
        const link = document.createElement("a");
        const note = document.createElement("small");
        link.href = suggestion.url;
        link.tabIndex = -1;
        link.id = `${list.id}-${number}`;
        link.setAttribute("role", "option");
        link.setAttribute("aria-selected", "false");
        link.append(suggestion.label);
        note.textContent = suggestion.note;
        if (suggestion.note) link.append(" ", note);
        item.setAttribute("role", "none");
        item.append(link);
        list.append(item);
        return link;
      });
      active = -1;
      input.removeAttribute("aria-activedescendant");
      list.hidden = !items.length;
      input.setAttribute("aria-expanded", String(!list.hidden));
      const words = items.length === 1 ? input.dataset.foundOne : input.dataset.foundMany;
      said.textContent = items.length && words ? words.replace("#", items.length) : "";
    }

    async function ask() {
      const text = input.value.trim();
      if (asked) asked.abort();
      if (!text) {
        close();
        return;
      }
      asked = new AbortController();
      try {
        const address = `${input.dataset.suggest}?q=${encodeURIComponent(text)}`;
        const answer = await fetch(address, { signal: asked.signal });
        if (answer.ok && document.activeElement === input) draw((await answer.json()).items);
      } catch (error) {
        if (error.name !== "AbortError") close();
      }
    }

    input.addEventListener("input", (event) => {
      clearTimeout(timer);
      // Letters of an unfinished Chinese word are not what is being looked for.
      if (!event.isComposing) timer = setTimeout(ask, WAIT);
    });
    input.addEventListener("compositionend", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT);
    });
    input.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "Escape" && !list.hidden) {
        event.preventDefault();
        close();
      } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && items.length) {
        event.preventDefault();
        list.hidden = false;
        input.setAttribute("aria-expanded", "true");
        const step = event.key === "ArrowDown" ? 1 : -1;
        choose(((active + step + 1 + items.length + 1) % (items.length + 1)) - 1);
      } else if (event.key === "Enter" && active >= 0 && !list.hidden) {
        event.preventDefault();
        items[active].click();
      }
    });
    // A press on a suggestion must not first take the list away.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    input.addEventListener("blur", close);
  }

  for (const input of document.querySelectorAll("input[data-suggest]")) combobox(input);
})();
