// The gallery of a story: two buttons, Home and End, and where one is. It scrolls and swipes without this file
// (site.css); arrow keys are the browser's own on a strip that has the focus, made to go picture by picture here.
(() => {
  "use strict";
  for (const gallery of document.querySelectorAll("[data-gallery]")) {
    const strip = gallery.querySelector(".gallery-strip");
    const figures = [...strip.children];
    const bar = gallery.querySelector(".gallery-buttons");
    if (!bar) continue;
    const place = bar.querySelector("[data-place]");
    const buttons = [...bar.querySelectorAll("button")];
    const calm = matchMedia("(prefers-reduced-motion: reduce)");
    const rightToLeft = getComputedStyle(strip).direction === "rtl";
    let shown = 0;

    /** The picture whose beginning is nearest to that of the strip. */
    function nearest() {
      const edge = (box) => (rightToLeft ? box.right : box.left);
      const begin = edge(strip.getBoundingClientRect());
      const away = figures.map((figure) => Math.abs(edge(figure.getBoundingClientRect()) - begin));
      return away.indexOf(Math.min(...away));
    }

    function tell(number) {
      shown = number;
      const words = figures[number].dataset.place;
      if (place.textContent !== words) place.textContent = words;
      buttons[0].setAttribute("aria-disabled", String(number === 0));
      buttons[1].setAttribute("aria-disabled", String(number === figures.length - 1));
    }

    function show(number) {
      const wanted = Math.max(0, Math.min(figures.length - 1, number));
      tell(wanted);
      const by = figures[wanted].getBoundingClientRect();
      const box = strip.getBoundingClientRect();
      const left = rightToLeft ? by.right - box.right : by.left - box.left;
      // Not scrollBy: that would stop at every picture on its way.
      strip.scrollTo({ left: strip.scrollLeft + left, behavior: calm.matches ? "auto" : "smooth" });
    }

    let waiting = 0;
    strip.addEventListener("scroll", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => tell(nearest()), 120); // at rest again
    });
    for (const button of buttons) {
      button.addEventListener("click", () => show(shown + Number(button.dataset.step)));
    }
    strip.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const forward = rightToLeft ? "ArrowLeft" : "ArrowRight";
      const back = rightToLeft ? "ArrowRight" : "ArrowLeft";
      const to = { [forward]: shown + 1, [back]: shown - 1, Home: 0, End: figures.length - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      show(to);
    });
    bar.hidden = false;
    tell(nearest());
  }
})();
