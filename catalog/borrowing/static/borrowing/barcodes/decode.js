// The interface of BarcodeDetector for browsers that have none, around ZXing (LICENSE beside this).
// Loaded when a reader opens the camera; needs no WebAssembly, which the content policy refuses.
import "./zxing.js";

const {
  BarcodeFormat,
  BinaryBitmap,
  DecodeHintType,
  HTMLCanvasElementLuminanceSource,
  HybridBinarizer,
  MultiFormatOneDReader,
} = globalThis.ZXing;
const WIDEST = 1280; // pixels of a frame that are looked at: enough for any barcode of a book

export class BarcodeDetector {
  constructor({ formats }) {
    const wanted = formats.map((format) => BarcodeFormat[format.toUpperCase()]);
    const hints = new Map([
      [DecodeHintType.POSSIBLE_FORMATS, wanted],
      [DecodeHintType.TRY_HARDER, true],
    ]);
    this.reader = new MultiFormatOneDReader(hints);
    this.hints = hints;
    this.canvas = document.createElement("canvas");
  }

  async detect(source) {
    const width = source.videoWidth || source.width;
    const height = source.videoHeight || source.height;
    const scale = Math.min(1, WIDEST / width);
    this.canvas.width = width * scale;
    this.canvas.height = height * scale;
    const context = this.canvas.getContext("2d", { willReadFrequently: true });
    context.drawImage(source, 0, 0, this.canvas.width, this.canvas.height);
    const picture = new HTMLCanvasElementLuminanceSource(this.canvas);
    try {
      const found = this.reader.decode(new BinaryBitmap(new HybridBinarizer(picture)), this.hints);
      const format = BarcodeFormat[found.getBarcodeFormat()].toLowerCase();
      return [{ format, rawValue: found.getText() }];
    } catch {
      return []; // ZXing throws where there is nothing to read
    }
  }
}
