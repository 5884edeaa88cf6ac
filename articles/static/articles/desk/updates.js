/* The page that asks what readers are told: the button names the time that the boxes say (times.js puts it into words).
   Without scripts it says "Schedule update", and everything works the same. */
"use strict";
(() => {
  document.addEventListener("DOMContentLoaded", () => {
    const label = document.querySelector(".desk-if-later");
    const told = document.querySelector(".desk-update-at [data-moment-told]");
    if (!label || !told) return;
    const plain = label.textContent;
    const show = () => {
      const when = /^(.+ [AP]M .+), in .+$/.exec(told.textContent.trim());
      label.textContent = when ? `Schedule for ${when[1]}` : plain;
    };
    new MutationObserver(show).observe(told, { childList: true, characterData: true, subtree: true });
    show();
  });
})();
