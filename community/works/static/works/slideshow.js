// Works one after the other on the whole screen. Without this script they stand one below the
// other. Who has asked for less motion starts paused and turns by hand.
(() => {
  const box = document.querySelector("[data-slides]");
  if (!box) return;
  const slides = [...box.querySelectorAll("[data-slide]")];
  const start = box.querySelector("[data-start]");
  const bar = box.querySelector("[data-bar]");
  const status = box.querySelector("[data-status]");
  const pause = bar.querySelector('[data-do="pause"]');
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  let here = 0;
  let timer = null;
  let isShowing = false;

  const show = (number) => {
    here = (number + slides.length) % slides.length;
    slides.forEach((slide, index) => {
      slide.hidden = index !== here;
      if (index === here || index === here + 1) {
        slide.querySelector("img")?.setAttribute("loading", "eager");
      }
    });
    status.textContent = `${here + 1} / ${slides.length}`;
  };
  const stop = () => {
    clearInterval(timer);
    timer = null;
    pause.textContent = box.dataset.play;
    status.setAttribute("aria-live", "polite");
  };
  const run = () => {
    clearInterval(timer);
    timer = setInterval(() => show(here + 1), Number(box.dataset.seconds) * 1000);
    pause.textContent = box.dataset.pause;
    status.setAttribute("aria-live", "off");
  };
  const turn = (step) => {
    show(here + step);
    if (timer) run();
  };
  const begin = () => {
    isShowing = true;
    box.classList.add("is-showing");
    bar.hidden = false;
    start.hidden = true;
    show(0);
    if (calm.matches) stop();
    else run();
    box.requestFullscreen?.().catch(() => {});
    pause.focus();
  };
  const end = () => {
    if (!isShowing) return;
    isShowing = false;
    stop();
    box.classList.remove("is-showing");
    bar.hidden = true;
    start.hidden = false;
    for (const slide of slides) slide.hidden = false;
    if (document.fullscreenElement) document.exitFullscreen();
    start.querySelector("button").focus();
  };
  const acts = {
    back: () => turn(-1),
    next: () => turn(1),
    pause: () => (timer ? stop() : run()),
    end,
  };
  const keys = {
    ArrowRight: acts.next,
    PageDown: acts.next,
    ArrowLeft: acts.back,
    PageUp: acts.back,
    Home: () => show(0),
    End: () => show(slides.length - 1),
    Escape: end,
    " ": acts.pause,
  };

  start.hidden = false;
  start.querySelector("button").addEventListener("click", begin);
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) acts[button.dataset.do]();
  });
  document.addEventListener("keydown", (event) => {
    if (!isShowing || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = keys[event.key];
    const isPress = event.key === " " && event.target.closest("button, a");
    if (!act || isPress) return;
    event.preventDefault();
    act();
  });
  document.addEventListener("fullscreenchange", () => {
    if (!document.fullscreenElement) end();
  });
})();
