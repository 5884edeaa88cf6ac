/* The banner while it is written: the desk is asked how the form as it stands would look, and what is worth knowing.
   What it answers is made by articles/admin/coverage_looks.py. Nothing here is needed for saving. */

(() => {
  "use strict";

  const PAUSE = 300; // milliseconds after the last change before the desk is asked

  function begin() {
    const place = document.querySelector("[data-banner]");
    const form = place?.closest("form");
    if (!form) return;
    let waiting = null;
    let running = null;

    async function ask() {
      running?.abort();
      const mine = (running = new AbortController());
      try {
        const answer = await fetch(place.dataset.banner, { method: "POST", body: new FormData(form), signal: mine.signal });
        if (answer.ok) show(place, await answer.json());
      } catch {
        // Typed on, or the desk is out of reach: what was shown last stays.
      }
    }

    const askSoon = () => {
      clearTimeout(waiting);
      waiting = setTimeout(ask, PAUSE);
    };
    form.addEventListener("input", askSoon);
    // The boxes that search tell of a choice through the admin's jQuery only.
    if (window.django?.jQuery) window.django.jQuery(form).on("change", askSoon);
    else form.addEventListener("change", askSoon);
    dress(place);
    new MutationObserver(() => dress(place)).observe(document.documentElement, { attributeFilter: ["class"] });
  }

  function show(place, { pages, warnings }) {
    const figures = pages.map(([words, page]) => {
      const figure = document.createElement("figure");
      figure.className = "desk-banner-page";
      const caption = document.createElement("figcaption");
      caption.textContent = words;
      const frame = document.createElement("iframe");
      Object.assign(frame, { srcdoc: page, title: words, tabIndex: -1 });
      frame.setAttribute("sandbox", "allow-same-origin");
      figure.append(caption, frame);
      return figure;
    });
    place.querySelector(".desk-banner-pages").replaceChildren(...figures);
    place.querySelector(".desk-banner-warnings").replaceChildren(
      ...warnings.map((warning) => Object.assign(document.createElement("li"), { textContent: warning }))
    );
    dress(place);
  }

  /** In the desk's light or dark, and as high as the banner is. */
  function dress(place) {
    const theme = document.documentElement.classList.contains("dark") ? "dark" : "light";
    for (const frame of place.querySelectorAll("iframe")) {
      const fit = () => {
        const page = frame.contentDocument;
        if (!page?.body) return;
        page.documentElement.dataset.theme = theme;
        const height = page.querySelector(".coverage")?.offsetHeight;
        if (height) frame.style.height = `${height}px`;
      };
      frame.addEventListener("load", fit, { once: true });
      fit();
    }
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
  else begin();
})();
