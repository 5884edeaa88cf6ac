/* The writing box of a live blog: what is typed stays in this browser until it is out. Ctrl+Enter publishes. */

(() => {
  "use strict";
  const form = document.querySelector("form.live-desk");
  if (!form) return;
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit(form.querySelector(".desk-primary"));
    }
  });
  if (!("quick" in form.dataset)) return;
  const kept = `newsroom-post ${form.getAttribute("action")}`;
  const boxes = [...form.elements].filter((box) => box.name && !["hidden", "submit"].includes(box.type));
  const value = (box) => (box.type === "checkbox" ? box.checked : box.value);
  const isTyped = boxes.some((box) => (box.type === "checkbox" ? box.checked : box.value));
  try {
    const typed = JSON.parse(localStorage.getItem(kept) || "{}");
    if (!isTyped && document.querySelector(".messagelist .success, [data-message='success']")) localStorage.removeItem(kept);
    else if (!isTyped) {
      for (const box of boxes) {
        if (!(box.name in typed)) continue;
        if (box.type === "checkbox") box.checked = typed[box.name];
        else box.value = typed[box.name];
      }
    }
    form.addEventListener("input", () =>
      localStorage.setItem(kept, JSON.stringify(Object.fromEntries(boxes.map((box) => [box.name, value(box)])))),
    );
  } catch {
    // a browser that keeps nothing: the box works all the same
  }
})();
