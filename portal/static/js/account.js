// A button beside each password that shows what is typed; without script the field stays hidden.
(() => {
  const { show, hide, label } = document.currentScript.dataset;
  for (const input of document.querySelectorAll('input[type="password"]')) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn";
    button.textContent = show;
    button.setAttribute("aria-label", label);
    button.setAttribute("aria-pressed", "false");
    button.addEventListener("click", () => {
      const shown = input.type === "text";
      input.type = shown ? "password" : "text";
      button.textContent = shown ? show : hide;
      button.setAttribute("aria-pressed", String(!shown));
    });
    const box = document.createElement("div");
    box.className = "field__secret";
    input.replaceWith(box);
    box.append(input, button);
    input.form?.addEventListener("submit", () => (input.type = "password"));
  }
})();
