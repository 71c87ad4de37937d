// Reads the barcode of a book with the camera, where the browser has a reader of its own. Nothing is
// loaded and no picture leaves the telephone; without it the number is typed.
(() => {
  const FORMATS = ["code_39", "code_128", "codabar", "itf", "ean_13"];
  const form = document.querySelector("[data-scan]");
  if (!form) return;
  const $ = (name) => form.querySelector(`[data-${name}]`);
  const said = (name) => {
    $("said").textContent = form.querySelector(`[data-words="${name}"]`).textContent;
  };
  const video = form.querySelector("video");
  let stream;

  async function reader() {
    const native = window.BarcodeDetector;
    const known = native ? await native.getSupportedFormats() : [];
    const formats = FORMATS.filter((format) => known.includes(format));
    return formats.length ? new native({ formats }) : null;
  }

  function stop() {
    if (stream) stream.getTracks().forEach((track) => track.stop());
    stream = undefined;
    $("camera").hidden = true;
    $("start").hidden = false;
    $("said").textContent = "";
  }

  async function look(detector) {
    while (stream) {
      let codes = [];
      try {
        codes = await detector.detect(video);
      } catch {
        // A frame that is not there yet.
      }
      if (codes.length) {
        form.elements.barcode.value = codes[0].rawValue;
        if (navigator.vibrate) navigator.vibrate(60);
        stop();
        form.requestSubmit();
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  async function start(detector) {
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      video.srcObject = stream;
      $("camera").hidden = false;
      $("start").hidden = true;
      said("looking");
      await video.play();
      look(detector);
    } catch {
      stop();
      said("denied");
      form.elements.barcode.focus();
    }
  }

  reader()
    .catch(() => null)
    .then((detector) => {
      const hasCamera = Boolean(navigator.mediaDevices && navigator.mediaDevices.getUserMedia);
      if (!detector || !hasCamera) {
        $("without").hidden = false;
        return;
      }
      $("start").hidden = false;
      $("start").addEventListener("click", () => start(detector));
      $("stop").addEventListener("click", stop);
    });
})();
