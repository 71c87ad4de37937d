// Videos of other sites: the frame is made only when the reader presses the button.
for (const embed of document.querySelectorAll("[data-embed]")) {
  const button = embed.querySelector("[data-embed-play]");
  button.hidden = false;
  button.addEventListener("click", () => {
    const frame = document.createElement("iframe");
    frame.src = embed.dataset.embed;
    frame.title = embed.dataset.title;
    frame.allow = "fullscreen; picture-in-picture";
    frame.sandbox = "allow-scripts allow-same-origin allow-popups allow-presentation";
    frame.referrerPolicy = "no-referrer";
    embed.querySelector(".embed__stage").replaceChildren(frame);
    frame.focus();
  });
}
