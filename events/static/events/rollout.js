// A tick for all libraries of a group, and a word that the work goes on. Works without.
(() => {
  for (const group of document.querySelectorAll("[data-rollout-group]")) {
    const boxes = [...group.querySelectorAll('input[type="checkbox"]')];
    if (boxes.length < 2) continue;
    const legend = group.querySelector("legend");
    const all = document.createElement("input");
    all.type = "checkbox";
    const show = () => {
      const ticked = boxes.filter((box) => box.checked).length;
      all.checked = ticked === boxes.length;
      all.indeterminate = ticked > 0 && ticked < boxes.length;
    };
    all.addEventListener("change", () => {
      for (const box of boxes) box.checked = all.checked;
      show();
    });
    group.addEventListener("change", show);
    const label = document.createElement("label");
    label.append(all, ` ${group.dataset.rolloutGroup}`);
    legend.append(label);
    show();
  }
  const form = document.querySelector("form.rollout");
  form?.addEventListener("submit", () => {
    form.querySelector("[data-rollout-busy]").hidden = false;
  });
})();
