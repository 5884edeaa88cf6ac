/* The focus of a photo: set by a click on the picture or with the arrow keys, with the crops that readers get beside it.
   The reckoning is that of photos/crops.py, to the pixel. */

window.deskFocus = (() => {
  "use strict";

  const WHOLE = 1000;

  /** Python rounds halves to the even number. */
  function rounded(number) {
    const below = Math.floor(number);
    const rest = number - below;
    if (rest === 0.5) return below % 2 ? below + 1 : below;
    return Math.round(number);
  }

  function around(middle, length, room) {
    return Math.min(Math.max(middle - Math.floor(length / 2), 0), room - length);
  }

  /** The part of a picture that is printed in a shape, in its own pixels; `focus` in thousandths. */
  function cropBox(width, height, [across, down], [x, y]) {
    const wide = Math.max(1, Math.min(width, rounded((height * across) / down)));
    const high = Math.max(1, Math.min(height, rounded((wide * down) / across)));
    if (wide >= width - 1 && high >= height - 1) return [0, 0, width, height];
    return [around(Math.floor((x * width) / WHOLE), wide, width), around(Math.floor((y * height) / WHOLE), high, height), wide, high];
  }

  function lay(image, width, height, [left, top, wide, high]) {
    Object.assign(image.style, {
      inlineSize: `${(100 * width) / wide}%`,
      blockSize: `${(100 * height) / high}%`,
      insetInlineStart: `${(-100 * left) / wide}%`,
      insetBlockStart: `${(-100 * top) / high}%`,
    });
  }

  function start() {
    const stage = document.querySelector("[data-focus-stage]");
    const boxes = ["across", "down"].map((name) => document.getElementById(`id_focus_${name}`));
    if (!stage || boxes.some((box) => !box)) return;
    const point = stage.querySelector("[data-focus-point]");
    const [width, height] = [Number(stage.dataset.width), Number(stage.dataset.height)];
    const views = [...document.querySelectorAll("[data-shape]")];
    point.hidden = false;

    function draw() {
      const focus = boxes.map((box) => Math.min(100, Math.max(0, Number(box.value) || 0)));
      point.style.insetInlineStart = `${focus[0]}%`;
      point.style.insetBlockStart = `${focus[1]}%`;
      point.setAttribute("aria-label", `Focus, ${focus[0]} % from the left, ${focus[1]} % from the top. Arrow keys move it.`);
      for (const view of views) {
        const shape = view.dataset.shape.split(" ").map(Number);
        lay(view.querySelector("img"), width, height, cropBox(width, height, shape, focus.map((one) => Math.round(one * 10))));
      }
    }

    function set(x, y) {
      [x, y].forEach((one, at) => { boxes[at].value = Math.round(Math.min(100, Math.max(0, one)) * 10) / 10; });
      boxes[0].dispatchEvent(new Event("input", { bubbles: true })); // so that leaving the page unsaved is asked about
      draw();
    }

    function follow(event) {
      const place = stage.getBoundingClientRect();
      set(((event.clientX - place.left) / place.width) * 100, ((event.clientY - place.top) / place.height) * 100);
    }

    stage.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      event.preventDefault();
      point.focus();
      follow(event);
      const stop = () => {
        window.removeEventListener("pointermove", follow);
        window.removeEventListener("pointerup", stop);
        window.removeEventListener("pointercancel", stop);
      };
      window.addEventListener("pointermove", follow);
      window.addEventListener("pointerup", stop);
      window.addEventListener("pointercancel", stop);
    });
    point.addEventListener("click", (event) => event.preventDefault());
    point.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      if (!step) return;
      event.preventDefault();
      const far = event.shiftKey ? 5 : 1;
      set(Number(boxes[0].value) + step[0] * far, Number(boxes[1].value) + step[1] * far);
    });
    boxes.forEach((box) => box.addEventListener("input", draw));
    draw();
  }

  /* --- A description that only says the caption again is pointed out while it is typed */

  function startWords() {
    const [caption, alt, decision] = ["caption", "alt_text", "alt_decision"].map((name) => document.getElementById(`id_${name}`));
    if (!caption || !alt || !document.getElementById("photo_form")) return;
    const said = Object.assign(document.createElement("p"), { className: "desk-use-said" });
    said.setAttribute("role", "status");
    alt.insertAdjacentElement("afterend", said);
    const folded = (box) => box.value.replace(/\s+/g, " ").trim().toLowerCase().replace(/\.+$/, "");
    const check = () => {
      const isRead = !decision || ["", "text"].includes(decision.value);
      const repeats = isRead && folded(alt) && folded(alt) === folded(caption);
      const words = repeats ? "This repeats the caption, so it is not read out. Say what the picture shows, or choose “The caption already says it”." : "";
      if (said.textContent !== words) said.textContent = words;
    };
    document.getElementById("photo_form").addEventListener("input", check);
    document.getElementById("photo_form").addEventListener("change", check);
    check();
  }

  document.addEventListener("DOMContentLoaded", () => {
    start();
    startWords();
  });

  return { cropBox };
})();
