/* The rows of the story form (bylines, photos, related stories): numbered as they stand, moved with the arrow keys as
   well as by dragging, and taken out without a trace.

   Unfold adds the rows and drags them. What it does when a row that was never saved is taken out would lose what was
   typed into the rows behind it, so that is done here: the row is emptied and hidden, and Django passes over it. */

(() => {
  "use strict";

  const FILLED = "select, textarea, input:is([type=text], [type=url], :not([type]))";

  const isFilled = (row) =>
    [...row.querySelectorAll(FILLED)].some((box) => box.value) ||
    [...row.querySelectorAll("input[type=checkbox]")].some((box) => box.checked);

  function numberRows(formset) {
    const rows = [...formset.querySelectorAll(":scope > .form-group:not(.empty-form)")];
    // An empty row keeps the number it came with: a changed number would make it count as filled in.
    const standing = rows.filter((row) => row.classList.contains("original") || isFilled(row));
    // Zero means “not sorted yet” in a row that was never saved, and would send it to the end.
    const first = standing.length && !standing[0].classList.contains("original") ? 1 : 0;
    standing.forEach((row, index) => {
      const box = row.querySelector('input[name$="-position"]');
      if (box) box.value = index + first;
    });
  }

  /** The arrow keys on the handle of a row move it among those that stand. */
  function moveByKey(event) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step || !event.target.matches(".desk-rows .desk-drag")) return;
    event.preventDefault();
    const row = event.target.closest(".form-group");
    const standing = [...row.parentElement.children].filter((one) => one.matches(".form-group:not(.empty-form, [hidden])"));
    const place = standing.indexOf(row) + step;
    const other = standing[place];
    if (!other) return;
    other.insertAdjacentElement(step < 0 ? "beforebegin" : "afterend", row);
    event.target.setAttribute("aria-label", `Move with the arrow keys: now ${place + 1} of ${standing.length}`);
    event.target.focus(); // moving takes it away; coming back says the new place aloud
    const box = row.querySelector('input[name$="-position"]');
    if (box) box.dispatchEvent(new Event("input", { bubbles: true })); // so that leaving the page unsaved is asked about
  }

  /** Give every box of a row what the same box of the empty row came with. (Its radio buttons lose their choice to the
      first copy of it that stands beside it under the same name.) */
  function empty(row, blank) {
    const boxes = [...blank.querySelectorAll("[name]")];
    for (const box of row.querySelectorAll("[name]")) {
      const name = box.name.replace(/-\d+-/, "-__prefix__-");
      const like = boxes.find((one) => one.name === name && (box.type !== "radio" || one.value === box.value));
      if (box.type === "radio" || box.type === "checkbox") box.checked = Boolean(like && like.defaultChecked);
      else if (like) box.value = like.value;
    }
  }

  function takeOutUnsaved(event) {
    const button = event.target.closest(".desk-rows .delete-template");
    if (!button) return;
    event.stopPropagation(); // Unfold’s own way of doing it
    const row = button.closest(".form-group");
    empty(row, row.parentElement.querySelector(":scope > .empty-form"));
    row.hidden = true;
    row.dispatchEvent(new CustomEvent("desk:taken-out", { bubbles: true }));
  }

  document.addEventListener("click", takeOutUnsaved, true);
  document.addEventListener("keydown", moveByKey);
  // A row that somebody added is dragged like any other; Unfold would hold it back at the end.
  document.addEventListener("formsetGroup:added", (event) => event.target.classList.remove("template"));
  document.addEventListener("submit", (event) => {
    event.target.querySelectorAll("[data-inline-formset]").forEach(numberRows);
  }, true);
})();
