/* Shows the buttons that copy an address; without script the field beside them can be selected. */
(function () {
  "use strict";
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copy]")) {
    const field = document.getElementById(button.dataset.copy);
    button.hidden = false;
    button.addEventListener("click", () => {
      navigator.clipboard.writeText(field.value).then(() => {
        field.select();
        button.lastElementChild.textContent = button.dataset.said;
      });
    });
  }
})();
