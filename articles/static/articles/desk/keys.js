/* The story form by keyboard, from anywhere in it and from inside the editor: Ctrl+S (on a Mac ⌘S) saves, Ctrl+Enter
   presses the primary button, and asks once when that would take the story to readers. */

(() => {
  "use strict";

  const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
  const named = (key) => (isMac ? `⌘${key}` : `Ctrl+${key}`);
  const row = () => document.querySelector("#submit-row");
  const saveButton = () => row() && row().querySelector('[name="_save"]');
  const primaryButton = () => row() && row().querySelector(".desk-primary");

  const isAsking = () => Boolean(
    document.querySelector("dialog[open]") || (window.CKEDITOR && window.CKEDITOR.dialog && window.CKEDITOR.dialog.getCurrent())
  );

  function press(button) {
    if (button && !button.disabled) button.click();
  }

  const save = () => {
    if (!isAsking()) press(saveButton());
  };

  /** A label that ends in … leads to a page that asks; everything else named _publish… reaches readers. */
  const reachesReaders = (button) => button.name.startsWith("_publish") && !button.textContent.trim().endsWith("…");

  function goOn() {
    const button = primaryButton();
    if (!button || isAsking()) return;
    if (reachesReaders(button)) ask(button);
    else press(button);
  }

  /* --- Asking once, in the words of the button */

  function make(tag, attributes, ...inside) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...inside);
    return made;
  }

  function sentence(label) {
    const box = document.getElementById("id_headline");
    const story = (box && box.value.trim()) || "this story";
    const when = label.match(/^Schedule for (.+)$/);
    return when ? `Readers will see “${story}” at ${when[1]}, and not before.` : `Readers will see “${story}” at once.`;
  }

  function ask(button) {
    const label = button.textContent.trim();
    const yes = make("button", { type: "button", class: "desk-button desk-primary" }, label);
    const no = make("button", { type: "button", class: "desk-button" }, "Not yet");
    const missing = [...document.querySelectorAll("[data-check].must:not(.done) .desk-check-label")];
    const dialog = make(
      "dialog", { class: "desk-ask", "aria-labelledby": "desk-ask-title" },
      make("h2", { id: "desk-ask-title" }, `${label}?`),
      make("p", {}, sentence(label)),
      ...(missing.length ? [make("p", { class: "desk-todo" }, `Still missing: ${missing.map((one) => one.firstChild.textContent).join(", ")}.`)] : []),
      make("div", { class: "desk-confirm-buttons" }, yes, no)
    );
    const back = document.activeElement;
    yes.addEventListener("click", () => {
      dialog.close();
      press(button);
    });
    no.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      if (back && back.focus) back.focus();
    });
    document.body.append(dialog);
    dialog.showModal();
    yes.focus();
  }

  /* --- Keys */

  function pressed(event) {
    if (!(isMac ? event.metaKey : event.ctrlKey) || event.altKey || event.shiftKey || event.isComposing) return;
    const wanted = { s: save, S: save, Enter: goOn }[event.key];
    if (!wanted || !row()) return;
    event.preventDefault(); // also while something is asked: the browser would save the page as a file
    if (!event.repeat) wanted();
  }

  function teach(editor) {
    const { CTRL } = window.CKEDITOR;
    editor.addCommand("deskSave", { exec: save, canUndo: false });
    editor.addCommand("deskGoOn", { exec: goOn, canUndo: false });
    editor.setKeystroke([[CTRL + 83, "deskSave"], [CTRL + 13, "deskGoOn"]]);
  }

  function waitForEditor() {
    if (!document.querySelector("textarea[data-type=ckeditortype]")) return;
    if (!window.CKEDITOR) {
      setTimeout(waitForEditor, 100);
      return;
    }
    window.CKEDITOR.on("instanceReady", (event) => teach(event.editor));
    Object.values(window.CKEDITOR.instances).filter((editor) => editor.status === "ready").forEach(teach);
  }

  function tell(button, key, spoken) {
    if (!button) return;
    button.title = named(key);
    button.setAttribute("aria-keyshortcuts", `${isMac ? "Meta" : "Control"}+${spoken}`);
  }

  document.addEventListener("DOMContentLoaded", () => {
    if (!row()) return;
    tell(saveButton(), "S", "S");
    if (primaryButton() !== saveButton()) tell(primaryButton(), "Enter", "Enter");
    document.addEventListener("keydown", pressed);
    waitForEditor();
  });
})();
