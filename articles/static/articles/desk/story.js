/* The story as it stands in its form, for picking.js and linting.js: the text, the rows of related stories, and word of
   their changes ("story:typed", "story:rows" on the document). Nothing typed or looked up is ever written as HTML. */

window.deskStory = (() => {
  "use strict";

  const TYPED = new Set(["headline", "dek", "body", "topics", "section", "coverage"]);
  const group = () => document.getElementById("related_links-group");
  const panel = () => document.querySelector("[data-picking]");
  const changed = (what) => document.dispatchEvent(new CustomEvent(`story:${what}`));

  /** An element with text and attributes: make("button", { type: "button" }, "Sidebar"). */
  function make(tag, attributes = {}, ...inside) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...inside);
    return made;
  }

  /** For screen readers: what just happened. */
  function tell(words) {
    const place = panel().querySelector("[data-told]");
    place.textContent = "";
    setTimeout(() => { place.textContent = words; }, 50); // the same words twice are told twice
  }

  /** Asks the desk, one question at a time: a newer one calls off the older, which is answered with null. */
  function asker() {
    let running = null;
    return async (address, options = {}) => {
      if (running) running.abort();
      const mine = new AbortController();
      running = mine;
      try {
        const answer = await fetch(address, { ...options, signal: mine.signal, headers: { Accept: "application/json" } });
        const isOurs = (answer.headers.get("content-type") || "").startsWith("application/json");
        if (!isOurs) return { error: "The desk gave no answer. You may have been logged out: log in again in another tab." };
        return await answer.json();
      } catch (trouble) {
        if (trouble.name === "AbortError") return null;
        return { error: "The desk cannot be reached just now. Your text is safe here; it asks again as you go on." };
      }
    };
  }

  /** A question with the form's own permission to ask it. */
  function question(parts) {
    const data = new FormData();
    data.append("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
    data.append("story", panel().dataset.story);
    for (const [name, value] of parts) data.append(name, value);
    return { method: "POST", body: data };
  }

  /** Calls back once things have been quiet for so many milliseconds. */
  function later(callback, wait) {
    let waiting = 0;
    return (sooner = wait) => {
      clearTimeout(waiting);
      waiting = setTimeout(callback, sooner);
    };
  }

  /* --- The text */

  function editor() {
    const found = window.CKEDITOR && window.CKEDITOR.instances.id_body;
    return found && found.status === "ready" ? found : null;
  }

  function html() {
    if (editor()) return editor().getData();
    const box = document.getElementById("id_body");
    return box ? box.value : "";
  }

  /** Change the text through a copy of it, as one step that can be undone. `mend` gets the copy's root element. */
  function mendText(mend) {
    const root = new DOMParser().parseFromString(html(), "text/html").body;
    mend(root);
    const found = editor();
    if (!found) {
      document.getElementById("id_body").value = root.innerHTML;
      changed("typed");
      return;
    }
    const [left, top] = [window.scrollX, window.scrollY];
    found.fire("saveSnapshot");
    found.setData(root.innerHTML, () => {
      found.fire("saveSnapshot");
      window.scrollTo(left, top);
      changed("typed");
    });
  }

  /* --- The rows of related stories */

  const box = (row, name) => row.querySelector(`[name$="-${name}"]`);
  const numberOf = (row) => Number(box(row, "position").name.match(/-(\d+)-/)[1]);
  const isOut = (row) => row.hidden || Boolean(row.querySelector(".delete:checked"));
  const every = () => [...group().querySelectorAll(".formset > .form-group:not(.empty-form)")];
  const standing = () => every().filter((row) => !isOut(row));
  const numbered = (number) => every().find((row) => numberOf(row) === number);

  /** The rows that will be saved: {"number", "target_id", "url", "title", "placement", "repeat"}. */
  function rows() {
    return standing()
      .map((row) => ({
        number: numberOf(row),
        target_id: box(row, "target").value,
        url: box(row, "url").value.trim(),
        title: box(row, "title").value.trim(),
        placement: (row.querySelector('[name$="-placement"]:checked') || { value: "sidebar" }).value,
        repeat: box(row, "repeat_on_purpose").checked,
      }))
      .filter((row) => row.target_id || row.url || row.title);
  }

  /** The card of a story, as story_cards.py prints it. */
  function card(story) {
    const picture = make("span", { class: "desk-card-picture" });
    if (story.picture) picture.append(make("img", { src: story.picture, alt: "", loading: "lazy", decoding: "async" }));
    return make(
      "span", { class: "desk-card", "data-card": story.id }, picture,
      make(
        "span", { class: "desk-card-words" },
        make("span", { class: "desk-card-headline" }, story.headline),
        make("span", { class: `desk-card-meta desk-state-${story.kind}` }, story.meta)
      )
    );
  }

  /** Put a story into a row, in the place of whatever it held. */
  function choose(row, story) {
    const target = box(row, "target");
    if (![...target.options].some((option) => option.value === String(story.id))) {
      target.append(new Option(story.headline, story.id, true, true));
    }
    target.value = String(story.id);
    box(row, "url").value = "";
    row.querySelector(".field-card").replaceChildren(card(story));
    window.django.jQuery(target).trigger("change");
    target.dispatchEvent(new Event("input", { bubbles: true })); // so that leaving the page unsaved is asked about
    settle(row);
    changed("rows");
  }

  function freshRow() {
    const spare = every().find((row) => row.hidden);
    if (spare) {
      const rowsOf = spare.parentElement;
      rowsOf.insertBefore(spare, rowsOf.querySelector(":scope > .empty-form"));
      spare.hidden = false;
      return spare;
    }
    const before = every().length;
    group().querySelector(".add-row").click();
    return every().length > before ? every().at(-1) : null;
  }

  /** One more row with this story; null when the form takes no more. */
  function add(story, placement) {
    const row = freshRow();
    if (!row) {
      const full = "This form takes no more related stories. Take some out and save, then go on.";
      panel().querySelector("[data-suggestions-said]").textContent = full;
      tell(full);
      return null;
    }
    row.querySelector(`[name$="-placement"][value="${placement}"]`).checked = true;
    choose(row, story);
    return row;
  }

  function takeOut(row) {
    const mark = row.querySelector(".delete");
    if (mark) mark.click();
    else row.querySelector(".delete-template").click();
  }

  function repeat(row) {
    const mark = box(row, "repeat_on_purpose");
    if (!mark.checked) mark.click();
  }

  /** A row shows the boxes of what it is: one of our stories, an address elsewhere, or nothing yet. */
  function settle(row) {
    const isStory = Boolean(box(row, "target").value);
    row.classList.toggle("desk-row-story", isStory && Boolean(row.querySelector(".desk-card")));
    row.classList.toggle("desk-row-address", !isStory && Boolean(box(row, "url").value));
    if (isStory) box(row, "title").placeholder = "Its own headline";
  }

  const askCard = asker();

  /** A story was chosen by hand in the row's own box: show it as a card too. */
  async function show(row) {
    const id = box(row, "target").value;
    const shown = row.querySelector(".desk-card");
    if (shown && shown.dataset.card === id) return;
    row.querySelector(".field-card").replaceChildren();
    if (!id) return;
    const answer = await askCard(`${panel().dataset.stories}?ids=${encodeURIComponent(id)}`);
    if (answer && answer.results && answer.results.length && box(row, "target").value === id) {
      row.querySelector(".field-card").replaceChildren(card(answer.results[0]));
      settle(row);
    }
  }

  /* --- Word of changes */

  function heard(event) {
    const row = event.target.closest("#related_links-group .form-group");
    if (row && event.target.name) {
      if (event.type === "input") {
        changed("typed");
        return;
      }
      settle(row);
      if (event.target === box(row, "target")) show(row);
      changed("rows");
    } else if (TYPED.has(event.target.name) || event.target.matches(".cke_source")) changed("typed");
  }

  function start() {
    if (!panel() || !group()) return;
    panel().hidden = false;
    group().classList.add("desk-picks");
    every().forEach(settle);
    const form = group().closest("form");
    form.addEventListener("input", heard, true); // desk.js says so on the text’s own box, where it does not bubble
    form.addEventListener("change", heard, true);
    window.django.jQuery(form).on("change", "select.admin-autocomplete", (event) => {
      if (!event.originalEvent) heard(event); // chosen in a list: only jQuery hears of that
    });
    document.addEventListener("desk:taken-out", () => changed("rows"));
    document.addEventListener("formsetGroup:added", () => changed("rows"));
    document.dispatchEvent(new CustomEvent("story:ready"));
  }

  window.addEventListener("load", () => setTimeout(start, 0)); // when Unfold has made its rows work

  return { make, tell, asker, question, later, editor, html, mendText, rows, numbered, card, add, choose, takeOut, repeat, panel, group };
})();
