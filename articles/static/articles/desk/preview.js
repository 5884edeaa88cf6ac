/* The first look at a file that is about to be sent, before anything of it has left this machine. A camera writes a small
   picture into its files, which is there at once; others are made smaller here, two at a time, since a picture of 24
   megapixels takes a browser a third of a second. */

window.deskPreview = (() => {
  "use strict";

  const HEAD = 128 * 1024; // where cameras put the small picture
  const WIDE = 240;
  const AT_ONCE = 2;
  const waiting = [];
  let running = 0;

  /** The address of a small picture of a file, or null where this browser cannot read it. */
  async function preview(file) {
    return (await written(file)) || (await inTurn(() => made(file)));
  }

  /** The small picture inside a JPEG (Exif, APP1), unless it would lie on its side. */
  async function written(file) {
    const head = new DataView(await file.slice(0, HEAD).arrayBuffer());
    try {
      if (head.getUint16(0) !== 0xffd8) return null;
      let at = 2;
      while (head.getUint16(at) !== 0xffe1) {
        if (head.getUint8(at) !== 0xff) return null;
        at += 2 + head.getUint16(at + 2);
      }
      if (head.getUint32(at + 4) !== 0x45786966) return null; // "Exif"
      const place = smallOne(head, at + 10);
      return place && URL.createObjectURL(file.slice(...place, "image/jpeg"));
    } catch {
      return null; // cut off, or nothing of the kind
    }
  }

  /** Beginning and end of it in the file: the second directory of the TIFF that Exif is. */
  function smallOne(head, tiff) {
    const little = head.getUint16(tiff) === 0x4949;
    const short = (at) => head.getUint16(tiff + at, little);
    const long = (at) => head.getUint32(tiff + at, little);
    const first = long(4);
    const entries = (directory) => Object.fromEntries([...Array(short(directory)).keys()].map((one) => {
      const at = directory + 2 + one * 12;
      return [short(at), short(at + 2) === 3 ? short(at + 8) : long(at + 8)];
    }));
    if ((entries(first)[0x0112] || 1) !== 1) return null;
    const second = long(first + 2 + short(first) * 12);
    const { [0x0201]: begins, [0x0202]: length } = second ? entries(second) : {};
    const isWhole = begins && length && tiff + begins + length <= head.byteLength;
    return isWhole && head.getUint16(tiff + begins) === 0xffd8 ? [tiff + begins, tiff + begins + length] : null;
  }

  async function made(file) {
    try {
      const small = await createImageBitmap(file, { resizeWidth: WIDE, resizeQuality: "low" });
      const canvas = Object.assign(document.createElement("canvas"), { width: small.width, height: small.height });
      canvas.getContext("2d").drawImage(small, 0, 0);
      small.close();
      return await new Promise((done) => { canvas.toBlob((blob) => done(blob && URL.createObjectURL(blob)), "image/jpeg", 0.7); });
    } catch {
      return null;
    }
  }

  function inTurn(work) {
    return new Promise((done) => {
      waiting.push(async () => done(await work()));
      next();
    });
  }

  function next() {
    if (running >= AT_ONCE || !waiting.length) return;
    running += 1;
    waiting.shift()().finally(() => {
      running -= 1;
      next();
    });
  }

  return preview;
})();
