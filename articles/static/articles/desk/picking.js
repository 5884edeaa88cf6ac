/* Finding related stories: a box that searches headlines as somebody types, and suggestions that follow the story. Both
   put a story into the rows with one click or key; the rows themselves are in story.js. */

(() => {
  "use strict";

  const story = window.deskStory;
  const { make } = story;
  const PLACES = { sidebar: "the sidebar", inline: "the text" };

  /** Put it into the rows, keep under the pointer what was under it, and say so. */
  function pick(found, placement) {
    const panel = story.panel();
    const before = panel.getBoundingClientRect().top;
    if (!story.add(found, placement)) return false;
    window.scrollBy(0, panel.getBoundingClientRect().top - before);
    story.tell(`Added to ${PLACES[placement]}: ${found.headline}`);
    return true;
  }

  const isPicked = (id) => story.rows().some((row) => row.target_id === String(id));

  /* --- The box */

  function startFinding() {
    const box = document.getElementById("desk-find");
    const list = document.getElementById("desk-found");
    const ask = story.asker();
    let results = [];
    let chosen = -1;

    function close() {
      list.hidden = true;
      box.setAttribute("aria-expanded", "false");
      box.removeAttribute("aria-activedescendant");
      chosen = -1;
    }

    function point(index) {
      const options = [...list.querySelectorAll('[role="option"]')];
      if (!options.length) return;
      chosen = (index + options.length) % options.length;
      options.forEach((option, at) => option.setAttribute("aria-selected", String(at === chosen)));
      box.setAttribute("aria-activedescendant", options[chosen].id);
      options[chosen].scrollIntoView({ block: "nearest" });
    }

    function take(index) {
      const found = results[index];
      if (!found) return;
      if (isPicked(found.id)) story.tell(`Picked already: ${found.headline}`);
      else if (!pick(found, "sidebar")) return;
      box.value = "";
      results = [];
      close();
    }

    function option(found, index) {
      const made = make("li", { role: "option", id: `desk-found-${index}`, "aria-selected": "false" }, story.card(found));
      if (isPicked(found.id)) made.append(make("span", { class: "desk-picked" }, "Picked"));
      made.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the cursor
      made.addEventListener("click", () => take(index));
      return made;
    }

    async function search() {
      const address = new URL(story.panel().dataset.stories, window.location.href);
      address.searchParams.set("q", box.value.trim());
      address.searchParams.set("story", story.panel().dataset.story);
      const answer = await ask(address);
      if (!answer || document.activeElement !== box) return;
      results = answer.results || [];
      const said = answer.error || "No story has these words in its headline.";
      list.replaceChildren(...(results.length ? results.map(option) : [make("li", { class: "desk-empty" }, said)]));
      list.hidden = false;
      box.setAttribute("aria-expanded", String(results.length > 0));
      chosen = -1;
      box.removeAttribute("aria-activedescendant");
      story.tell(results.length ? `${results.length} ${results.length === 1 ? "story" : "stories"} found` : said);
    }

    const soon = story.later(search, 200);
    // What is looked for is no change of the story: kept from those who ask before a changed page is left.
    window.addEventListener("input", (event) => {
      if (event.target !== box) return;
      event.stopPropagation();
      if (box.value.trim()) soon();
      else close();
    }, true);
    box.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (list.hidden) soon(0);
        else point(event.key === "ArrowDown" ? chosen + 1 : Math.max(chosen, 0) - 1);
      } else if (event.key === "Enter") {
        event.preventDefault(); // never the form’s first button
        if (!list.hidden) take(chosen < 0 && results.length === 1 ? 0 : chosen);
      } else if (event.key === "Escape" && !list.hidden) {
        event.stopPropagation();
        close();
      }
    });
    box.addEventListener("blur", close);
  }

  /* --- Suggestions */

  function startSuggesting() {
    const list = story.panel().querySelector("[data-suggestions]");
    const said = story.panel().querySelector("[data-suggestions-said]");
    const ask = story.asker();
    const value = (id) => (document.getElementById(id) || { value: "" }).value;
    let shown = "";

    function parts() {
      const topics = document.getElementById("id_topics");
      return [
        ...["headline", "dek", "section", "coverage"].map((name) => [name, value(`id_${name}`)]),
        ["body", story.html()],
        ...[...(topics ? topics.selectedOptions : [])].map((topic) => ["topics", topic.value]),
        ...story.rows().filter((row) => row.target_id).map((row) => ["picked", row.target_id]),
      ];
    }

    function taken(event, item, found, placement) {
      const next = item.nextElementSibling || item.previousElementSibling;
      if (!pick(found, placement)) return;
      item.remove();
      const focus = next && next.querySelector(`[data-placement="${placement}"]`);
      if (event.detail === 0) (focus || document.getElementById("desk-find")).focus(); // by key: the cursor goes on
    }

    function button(item, found, placement, words) {
      const made = make("button", { type: "button", class: "desk-small", "data-placement": placement }, words);
      made.setAttribute("aria-label", `${words}: ${found.headline}`);
      made.addEventListener("click", (event) => taken(event, item, found, placement));
      return made;
    }

    function suggestion(found) {
      // All suggestions are live, and the reason tells their age: of the card’s own line only the section is left.
      const reason = [found.meta.split(" · ")[0], found.reason].filter(Boolean).join(" · ");
      const item = make("li", {}, story.card({ ...found, meta: reason }));
      item.append(
        make("span", { class: "desk-card-buttons" }, button(item, found, "sidebar", "Sidebar"), button(item, found, "inline", "In the text"))
      );
      return item;
    }

    async function refresh() {
      const answer = await ask(story.panel().dataset.suggest, story.question(parts()));
      if (!answer) return;
      const results = answer.results || [];
      said.textContent = answer.error || (results.length ? "" : nothing());
      const now = JSON.stringify(results);
      if (now === shown && list.childElementCount === results.length) return;
      if (list.contains(document.activeElement)) return void soon(2000); // not under somebody’s fingers
      shown = now;
      list.replaceChildren(...results.map(suggestion));
    }

    function nothing() {
      if (story.rows().length) return "No further story is like this one.";
      return value("id_headline").trim()
        ? "No published story is like this one yet. Topics help: choose some."
        : "Suggestions come as soon as the story has a headline, some text or a topic.";
    }

    const soon = story.later(refresh, 1500);
    document.addEventListener("story:typed", () => soon());
    document.addEventListener("story:rows", () => soon(300));
    refresh();
  }

  document.addEventListener("story:ready", () => {
    startFinding();
    startSuggesting();
  });
})();
