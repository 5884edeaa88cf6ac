/* The page on which two versions of a story are brought together: whoever writes into a box means it. Nothing here is
   needed for saving. */

(() => {
  "use strict";

  function chooseOwn(key) {
    const own = document.querySelector(`input[name="pick-${CSS.escape(key)}"][value="own"]`);
    if (own) own.checked = true;
  }

  document.addEventListener("input", (event) => {
    if (event.isTrusted && event.target.dataset.own) chooseOwn(event.target.dataset.own);
  });

  document.addEventListener("DOMContentLoaded", () => {
    if (!window.CKEDITOR) return;
    window.CKEDITOR.on("instanceReady", ({ editor }) => {
      const key = editor.element.$.dataset.own;
      if (key) editor.on("key", () => chooseOwn(key));
      if (key) editor.on("paste", () => chooseOwn(key));
    });
  });
})();
