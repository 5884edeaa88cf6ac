/* What the library says of the photos in the story form: brought with the page, and asked once for each that is chosen.
   For writing.js (the checklist) and uses.js (the boxes of each photo). */

window.deskPhotos = (() => {
  "use strict";

  const known = new Map();
  const asked = new Set();

  const address = () => document.querySelector("[data-checklist]").dataset.facts;

  /** Calls back when something new is known. Without a connection the next question asks again. */
  async function learn(ids, then) {
    const unknown = [...new Set(ids)].filter((id) => /^\d{1,18}$/.test(id) && !asked.has(id));
    if (!unknown.length) return;
    unknown.forEach((id) => asked.add(id));
    try {
      const answer = await fetch(`${address()}?ids=${unknown.join(",")}`, { headers: { Accept: "application/json" } });
      for (const photo of (await answer.json()).results || []) known.set(String(photo.id), photo);
      document.dispatchEvent(new CustomEvent("photos:known"));
      then?.();
    } catch {
      unknown.forEach((id) => asked.delete(id));
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    const brought = document.getElementById("desk-known-photos");
    for (const photo of brought ? JSON.parse(brought.textContent) : []) {
      known.set(String(photo.id), photo);
      asked.add(String(photo.id));
    }
  });

  return { known, learn };
})();
