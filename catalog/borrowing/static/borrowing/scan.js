// Reads the barcode of a book with the camera: by the browser's own reader or, where it has none, by
// one of ours, loaded when the camera is opened. No picture leaves the telephone; without a camera
// the number is typed.
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
    if (formats.length) return new native({ formats });
    const { BarcodeDetector } = await import(form.dataset.decoder);
    return new BarcodeDetector({ formats: FORMATS });
  }

  // The letters at both ends of Codabar belong to the lines, not to the number.
  function number({ format, rawValue }) {
    return format === "codabar" ? rawValue.replace(/^[A-D]|[A-D]$/gi, "") : rawValue;
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
        form.elements.barcode.value = number(codes[0]);
        if (navigator.vibrate) navigator.vibrate(60);
        stop();
        form.requestSubmit();
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  async function start() {
    try {
      const detector = await reader();
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

  if (navigator.mediaDevices && navigator.mediaDevices.getUserMedia) {
    $("start").hidden = false;
    $("start").addEventListener("click", start);
    $("stop").addEventListener("click", stop);
  } else {
    $("without").hidden = false;
  }
})();
