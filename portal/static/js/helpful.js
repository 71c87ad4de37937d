// Votes where the reader stands, without the page that asks once more. Pages are the same for
// everybody, so whether one has voted is asked on the first press; who is not signed in is led on.
(() => {
  const ask = (url, options) =>
    fetch(url, {
      credentials: "same-origin",
      redirect: "error",
      ...options,
      headers: { Accept: "application/json", ...options?.headers },
    }).then((answer) => answer.json());

  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-helpful]");
    if (!link || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    try {
      const state = await ask(link.dataset.helpful);
      const wasKnown = link.hasAttribute("aria-pressed");
      const show = (isVoted) => {
        link.setAttribute("role", "button");
        link.setAttribute("aria-pressed", String(isVoted));
      };
      show(state.is_voted);
      if (state.is_voted && !wasKnown) return;
      const result = await ask(link.href, {
        method: "POST",
        headers: { "X-CSRFToken": state.token },
        body: new URLSearchParams({ vote: state.is_voted ? "off" : "on" }),
      });
      if (result.error) throw result;
      show(result.is_voted);
      link.querySelector("[data-count]").textContent = result.count;
    } catch {
      window.location.assign(link.href);
    }
  });
})();
