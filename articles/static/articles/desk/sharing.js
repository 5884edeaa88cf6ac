/* Preview links: an address is selected when it is touched, and copied by its button where the browser can. */
"use strict";
(() => {
  document.addEventListener("focusin", (event) => {
    if (event.target.matches(".desk-address input")) event.target.select();
  });
  document.addEventListener("keydown", (event) => {
    // Enter in "For whom?" would press the first button of the story's form, which publishes it.
    if (event.key !== "Enter" || event.target.id !== "id_link_for") return;
    const button = event.target.form?.querySelector('[name="_link"]');
    if (!button) return;
    event.preventDefault();
    button.click();
  });
  if (!navigator.clipboard) return; // not on pages without https
  for (const button of document.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const box = button.parentElement.querySelector("input");
      try {
        await navigator.clipboard.writeText(box.value);
        button.textContent = "Copied";
      } catch {
        box.focus();
      }
    });
  }
})();
