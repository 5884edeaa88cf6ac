// Suggestions under the search box while somebody types: the combobox pattern with a list box (WAI-ARIA 1.2). Without
// this script the form works as it is, and the page of results suggests what may have been meant.
(() => {
  "use strict";
  const WAIT = 150; // milliseconds after the last key
  const SHORTEST = 2;
  const box = document.querySelector("input[data-suggestions]");
  if (!box) return;

  const list = document.createElement("ul");
  const told = document.createElement("p");
  let options = [];
  let chosen = -1;
  let timer = null;
  let asked = null; // the request that is under way
  let answered = ""; // what the list is for

  list.id = "search-suggestions";
  list.className = "search-suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.dataset.listName);
  told.className = "search-told";
  told.setAttribute("role", "status");
  box.parentElement.append(list, told);
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  box.setAttribute("aria-expanded", "false");

  function close() {
    clearTimeout(timer);
    if (asked) asked.abort();
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    choose(-1);
  }

  function choose(place) {
    if (options[chosen]) options[chosen].setAttribute("aria-selected", "false");
    chosen = place;
    if (options[chosen]) {
      options[chosen].setAttribute("aria-selected", "true");
      options[chosen].scrollIntoView({ block: "nearest" });
      box.setAttribute("aria-activedescendant", options[chosen].id);
    } else {
      box.removeAttribute("aria-activedescendant");
    }
  }

  function option(suggestion, place) {
    const item = document.createElement("li");
    const text = document.createElement("span");
    const kind = document.createElement("span");
    item.id = `search-suggestion-${place}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset.url = suggestion.url;
    text.dir = "auto";
    text.textContent = suggestion.text;
    kind.className = "meta";
    kind.textContent = suggestion.kind;
    item.append(text, " ", kind);
    return item;
  }

  function show(suggestions) {
    chosen = -1;
    box.removeAttribute("aria-activedescendant");
    options = suggestions.map(option);
    list.replaceChildren(...options);
    list.hidden = !options.length;
    box.setAttribute("aria-expanded", String(!list.hidden));
    const many = box.dataset.toldMany.replace("{count}", options.length);
    told.textContent = options.length === 1 ? box.dataset.toldOne : options.length ? many : "";
  }

  async function ask() {
    const typed = box.value.trim();
    if (typed.length < SHORTEST) return close();
    if (asked) asked.abort();
    const mine = new AbortController();
    asked = mine;
    try {
      const address = `${box.dataset.suggestions}?q=${encodeURIComponent(typed)}`;
      const answer = await fetch(address, { signal: mine.signal, credentials: "omit" });
      if (!answer.ok) return;
      const { suggestions } = await answer.json();
      if (asked === mine && document.activeElement === box) {
        answered = typed;
        show(suggestions);
      }
    } catch {
      // Typed on, gone away or offline: no suggestions, and the form still works.
    }
  }

  function open(place) {
    if (answered !== box.value.trim() || !options.length) return;
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
    choose(place);
  }

  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });

  box.addEventListener("keydown", (event) => {
    const last = options.length - 1;
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (last < 0) return;
      event.preventDefault();
      const down = event.key === "ArrowDown";
      if (list.hidden) open(down ? 0 : last);
      else if (down) choose(chosen === last ? -1 : chosen + 1);
      else choose(chosen === -1 ? last : chosen - 1);
    } else if (event.key === "Enter" && !list.hidden && chosen >= 0) {
      event.preventDefault();
      location.assign(options[chosen].dataset.url);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  });

  // Before the click the box would lose the focus, and with it the list.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]");
    if (item) location.assign(item.dataset.url);
  });
  box.addEventListener("blur", close);
})();
