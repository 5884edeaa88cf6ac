/* Marking a part of a picture by hand: a window with the picture and a box that is dragged, moved with the arrow keys
   (with Shift: made larger and smaller) or typed as numbers. What comes of it stands in a box of the form as four
   numbers in per cent (admin/photo_uses.py, PartField). */

window.deskCropping = (() => {
  "use strict";

  const { make } = window.deskSending;
  const WHOLE = [0, 0, 100, 100];
  const LEAST = 2; // per cent
  const SOFT = 800; // pixels, as in admin/photo_uses.py
  const SHAPES = [["Free", 0], ["3:2", 3 / 2], ["16:9", 16 / 9], ["4:3", 4 / 3], ["1:1", 1], ["4:5", 4 / 5]];
  const CORNERS = { nw: [0, 0], ne: [1, 0], sw: [0, 1], se: [1, 1] };
  const round = (number) => Math.round(number * 10) / 10;
  const within = (number, least, most) => Math.min(Math.max(number, least), Math.max(least, most));

  /** [left, top, width, height] in per cent, or null where the box says no part. */
  function read(text) {
    const numbers = text.trim().split(/[\s,;%]+/).filter(Boolean).map(Number);
    const [left, top, width, height] = numbers;
    const isPart = numbers.length === 4 && numbers.every((one) => one >= 0) && width > 0 && height > 0 && left + width <= 100.05 && top + height <= 100.05;
    return isPart ? numbers : null;
  }

  const softWords = (photo, part) => {
    const wide = Math.round((photo.width * part[2]) / 100);
    return photo.width && wide < SOFT ? `This part is ${wide.toLocaleString("en-US")} px wide: readers on a desk get a soft picture.` : "";
  };

  /* --- In the form: the picture as it is cut, and the button */

  function draw(use, photo) {
    if (!photo.picture || !use.crop) return;
    button(use, photo);
    const part = read(use.crop.value);
    const image = use.shown.querySelector("img.desk-thumb");
    if (!image) return;
    const frame = image.parentElement.matches(".desk-cut") ? image.parentElement : null;
    if (!part) {
      if (frame) frame.replaceWith(image);
      image.removeAttribute("style");
    } else {
      const cut = frame || make("span", { class: "desk-cut" });
      if (!frame) {
        image.replaceWith(cut);
        cut.append(image);
      }
      lay(image, cut, photo, part);
    }
    say(use, part ? softWords(photo, part) : "");
  }

  function lay(image, cut, photo, [left, top, width, height]) {
    cut.style.aspectRatio = `${photo.width * width} / ${photo.height * height}`;
    image.style.inlineSize = `${10000 / width}%`;
    image.style.blockSize = `${10000 / height}%`;
    image.style.insetInlineStart = `${(-left * 100) / width}%`;
    image.style.insetBlockStart = `${(-top * 100) / height}%`;
  }

  function say(use, words) {
    let said = use.crop.parentElement.querySelector(".desk-use-said");
    if (!said) {
      said = make("p", { class: "desk-use-said", role: "status" });
      use.crop.parentElement.append(said);
    }
    if (said.textContent !== words) said.textContent = words;
  }

  function button(use, photo) {
    const cell = use.crop.closest(".desk-cell, .desk-box");
    let made = cell.querySelector("[data-crop]");
    if (!made) {
      made = make("button", { type: "button", class: "desk-small", "data-crop": "" }, "Mark a part…");
      use.crop.insertAdjacentElement("afterend", made);
    }
    made.onclick = () => open(photo, read(use.crop.value), (part) => {
      const text = part ? part.map(round).join(" ") : "";
      if (text === use.crop.value) return;
      use.crop.value = text;
      use.crop.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }

  /* --- The window */

  function open(photo, before, done) {
    let part = [...(before || WHOLE)];
    let ratio = 0;
    const image = make("img", { src: photo.picture, alt: "", draggable: "false" });
    const box = make("div", { class: "desk-crop-box", tabindex: "0", role: "application", "aria-label": "The part. Arrow keys move it, with Shift they change its size." });
    for (const corner of Object.keys(CORNERS)) box.append(make("span", { class: `desk-crop-corner desk-crop-${corner}`, "data-corner": corner }));
    const stage = make("div", { class: "desk-crop-stage" }, image, box);
    const shapes = make("div", { class: "desk-crop-shapes", role: "group", "aria-label": "Shape" });
    const numbers = ["Left", "Top", "Width", "Height"].map((name) => make("input", { type: "number", min: "0", max: "100", step: "0.1", "aria-label": `${name} in per cent` }));
    const said = make("p", { class: "desk-crop-said", role: "status" });
    const close = make("button", { type: "button", class: "desk-picker-close", "aria-label": "Close" }, "×");
    const whole = make("button", { type: "button", class: "desk-button" }, "Whole picture");
    const take = make("button", { type: "button", class: "desk-button desk-primary" }, "Use this part");
    const labels = numbers.map((input, at) => make("label", {}, ["Left", "Top", "Width", "Height"][at], input));
    const dialog = make(
      "dialog", { class: "desk-crop", "aria-labelledby": "desk-crop-title" },
      make("header", {}, make("h2", { id: "desk-crop-title" }, "Part of the picture"), close),
      stage, shapes, make("div", { class: "desk-crop-numbers" }, ...labels), said,
      make("footer", {}, whole, take)
    );

    /** Height in per cent of the picture's height that gives the shape, for a width in per cent of its width. */
    const highFor = (width) => (width * photo.width) / photo.height / ratio;

    function show() {
      const [left, top, width, height] = part;
      Object.assign(box.style, { insetInlineStart: `${left}%`, insetBlockStart: `${top}%`, inlineSize: `${width}%`, blockSize: `${height}%` });
      numbers.forEach((input, at) => { if (input !== document.activeElement) input.value = round(part[at]); });
      const [wide, high] = [Math.round((photo.width * width) / 100), Math.round((photo.height * height) / 100)];
      said.textContent = `${wide.toLocaleString("en-US")} × ${high.toLocaleString("en-US")} px. ${softWords(photo, part)}`;
      said.classList.toggle("desk-todo", Boolean(softWords(photo, part)));
    }

    /** Keep the box in the picture, and in its shape. */
    function set([left, top, width, height]) {
      width = within(width, LEAST, 100);
      height = within(height, LEAST, 100);
      if (ratio) {
        height = highFor(width);
        if (height > 100) [width, height] = [(100 / height) * width, 100];
      }
      part = [within(left, 0, 100 - width), within(top, 0, 100 - height), width, height];
      show();
    }

    function shaped(next) {
      ratio = next;
      const [left, top, width, height] = part;
      const [middle, center] = [left + width / 2, top + height / 2];
      if (!ratio) return show();
      const wide = Math.min(width, width * (height / highFor(width)), 100) || width;
      return set([middle - wide / 2, center - highFor(wide) / 2, wide, highFor(wide)]);
    }

    for (const [name, value] of SHAPES) {
      const made = make("button", { type: "button", class: "desk-small", "aria-pressed": String(value === 0) }, name);
      made.addEventListener("click", () => {
        [...shapes.children].forEach((one) => one.setAttribute("aria-pressed", String(one === made)));
        shaped(value);
      });
      shapes.append(made);
    }

    function drag(event) {
      if (event.button) return;
      event.preventDefault();
      const place = stage.getBoundingClientRect();
      const at = (moved) => [((moved.clientX - place.left) / place.width) * 100, ((moved.clientY - place.top) / place.height) * 100];
      const [fromX, fromY] = at(event);
      const began = [...part];
      const corner = CORNERS[event.target.dataset.corner];
      const isInside = event.target === box;
      const move = (moved) => {
        const [x, y] = at(moved).map((one) => within(one, 0, 100));
        if (isInside) return set([began[0] + x - fromX, began[1] + y - fromY, began[2], began[3]]);
        // The corner across stays where it is; beside the box a new one begins where the pointer went down.
        const [fixedX, fixedY] = corner ? [began[0] + (corner[0] ? 0 : began[2]), began[1] + (corner[1] ? 0 : began[3])] : [fromX, fromY];
        let [width, height] = [Math.abs(x - fixedX), Math.abs(y - fixedY)];
        if (ratio) {
          const room = y < fixedY ? fixedY : 100 - fixedY;
          width = Math.min(width, (width * room) / highFor(width || 1));
          height = highFor(width);
        }
        return set([x < fixedX ? fixedX - width : fixedX, y < fixedY ? fixedY - height : fixedY, width, height]);
      };
      const stop = () => {
        window.removeEventListener("pointermove", move);
        window.removeEventListener("pointerup", stop);
        window.removeEventListener("pointercancel", stop);
      };
      window.addEventListener("pointermove", move);
      window.addEventListener("pointerup", stop);
      window.addEventListener("pointercancel", stop);
      box.focus();
    }

    stage.addEventListener("pointerdown", drag);
    box.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      if (!step) return;
      event.preventDefault();
      const [left, top, width, height] = part;
      if (event.shiftKey) set([left, top, within(width + step[0], LEAST, 100 - left), within(height + step[1], LEAST, 100 - top)]);
      else set([left + step[0], top + step[1], width, height]);
    });
    numbers.forEach((input) => input.addEventListener("change", () => set(numbers.map((one) => Number(one.value) || 0))));
    close.addEventListener("click", () => dialog.close());
    whole.addEventListener("click", () => {
      done(null);
      dialog.close();
    });
    take.addEventListener("click", () => {
      done(part.every((one, at) => round(one) === WHOLE[at]) ? null : part);
      dialog.close();
    });
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
    box.focus();
    show();
  }

  return { draw };
})();
