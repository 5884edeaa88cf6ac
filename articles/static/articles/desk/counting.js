/* The boxes of a count: the figures beside them are those of the place that is chosen. */

(() => {
  "use strict";
  const form = document.getElementById("count");
  const area = form && form.elements.area;
  if (!area) return;
  const helpOf = (root, name) => root.querySelector(`#count [name="${name}"]`)?.closest(".desk-box").querySelector(".desk-help");

  area.addEventListener("change", async () => {
    const chosen = area.value;
    const boxes = [...form.querySelectorAll('[name^="votes-"]')];
    for (const box of boxes) helpOf(document, box.name)?.remove(); // none rather than those of another place
    const answer = await fetch(`?area=${encodeURIComponent(chosen)}`).catch(() => null);
    if (!answer || !answer.ok || answer.redirected || area.value !== chosen) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const box of boxes) {
      const told = helpOf(page, box.name);
      if (told) box.closest(".desk-box").append(document.adoptNode(told));
    }
  });
})();
