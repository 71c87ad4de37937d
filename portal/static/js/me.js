// Shows who is signed in on pages that are cached for everyone: only where the hint cookie is set,
// the link marked data-me is replaced by the visitor's own part of the head.
(() => {
  const mark = document.querySelector("[data-me]");
  if (!mark || !/(?:^|;\s*)auth=1/.test(document.cookie)) return;
  fetch(mark.dataset.me, { credentials: "same-origin", headers: { Accept: "text/html" } })
    .then((answer) => (answer.ok ? answer.text() : Promise.reject()))
    .then((html) => {
      const box = document.createElement("template");
      box.innerHTML = html;
      mark.replaceWith(box.content);
    })
    .catch(() => {});
})();
