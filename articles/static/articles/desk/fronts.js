/* Arranging a front: cards are dragged, or moved with the buttons on them; the frame shows the page after every change. */
(() => {
  "use strict";

  const form = document.getElementById("front");
  if (!form) return;
  const places = [...form.querySelectorAll("[data-place]")];
  const live = form.querySelector("[aria-live]");
  const found = document.querySelector("[data-found]");
  let dragged = null;
  let waiting = 0;

  const nameOf = (place) => place.querySelector("legend").textContent.trim();
  const cardsOf = (place) => [...place.querySelectorAll(".desk-front-card")];
  const headlineOf = (card) => card.querySelector(".desk-front-headline").textContent.trim();
  const placeOf = (card) => card.closest("[data-place]");

  function say(words) {
    live.textContent = words;
  }

  function button(words, act) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = words;
    made.addEventListener("click", act);
    return made;
  }

  /** The buttons of a card: moving needs no mouse. */
  function tools(card) {
    card.querySelector(".desk-front-tools")?.remove();
    const box = document.createElement("span");
    box.className = "desk-front-tools";
    if (placeOf(card)) {
      box.append(
        button("Move up", () => step(card, -1)),
        button("Move down", () => step(card, 1)),
        button("Take out", () => takeOut(card)),
      );
    }
    const where = document.createElement("select");
    where.setAttribute("aria-label", `Move “${headlineOf(card)}” to`);
    where.append(new Option("Move to…", ""), ...places.map((place) => new Option(nameOf(place), place.dataset.place)));
    where.addEventListener("change", () => {
      const place = places.find((one) => one.dataset.place === where.value);
      where.value = "";
      if (place) put(card, place, null);
    });
    box.append(where);
    card.append(box);
    card.draggable = true;
  }

  function step(card, by) {
    const cards = cardsOf(placeOf(card));
    const other = cards[cards.indexOf(card) + by];
    if (!other) return say("It is at the end of its place already.");
    if (by < 0) other.before(card);
    else other.after(card);
    say(`“${headlineOf(card)}” is number ${cardsOf(placeOf(card)).indexOf(card) + 1} of ${nameOf(placeOf(card))}.`);
    card.querySelector(`button:nth-of-type(${by < 0 ? 1 : 2})`).focus();
    changed();
  }

  function takeOut(card) {
    const place = placeOf(card);
    say(`“${headlineOf(card)}” was taken out of ${nameOf(place)}.`);
    card.remove();
    (place.querySelector("button") || place.querySelector("input:not([type=hidden])") || form).focus();
    changed();
  }

  /** Put a card into a place, before another card or at its end. No story stands twice: it is moved, not copied. */
  function put(card, place, before) {
    const number = card.dataset.number;
    const there = places.flatMap(cardsOf).find((one) => one.dataset.number === number);
    const cards = cardsOf(place).filter((one) => one !== there);
    if (place.dataset.most === "1" && cards.length) {
      cards[0].remove(); // a new lead takes the place of the old one
    } else if (cards.length >= Number(place.dataset.most)) {
      return say(`${nameOf(place)} is full: ${place.dataset.most} stories are the most. Take one out first.`);
    }
    const moved = there || card.cloneNode(true);
    moved.classList.remove("is-dragged");
    let input = moved.querySelector(":scope > input");
    if (!input) {
      input = document.createElement("input");
      input.value = number;
      moved.append(input);
    }
    input.name = place.dataset.place;
    input.value = number;
    const list = place.querySelector(".desk-place-cards");
    if (before && before !== moved && list.contains(before)) before.before(moved);
    else list.insertBefore(moved, list.querySelector(".desk-place-blank"));
    tools(moved);
    say(`“${headlineOf(moved)}” is in ${nameOf(place)}.`);
    changed();
  }

  /** Sections have an order of their own: their places move whole. */
  function orderTools(place) {
    const box = document.createElement("span");
    box.className = "desk-front-tools desk-place-tools";
    for (const [words, by] of [["Section up", -1], ["Section down", 1]]) {
      const made = button(words, () => {
        const rivers = [...form.querySelectorAll("[data-river]")];
        const other = rivers[rivers.indexOf(place) + by];
        if (!other) return say(`${nameOf(place)} is at the end of the front already.`);
        if (by < 0) other.before(place);
        else other.after(place);
        made.focus();
        say(`${nameOf(place)} is section ${[...form.querySelectorAll("[data-river]")].indexOf(place) + 1} on the front.`);
        changed();
      });
      made.setAttribute("aria-label", `${words}: ${nameOf(place)}`);
      box.append(made);
    }
    place.querySelector("legend").after(box);
  }

  /* --- Dragging */

  document.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.(".desk-front-card");
    if (!dragged) return;
    event.dataTransfer.setData("text/plain", dragged.dataset.number);
    event.dataTransfer.effectAllowed = "move";
    dragged.classList.add("is-dragged");
  });
  document.addEventListener("dragend", () => {
    dragged?.classList.remove("is-dragged");
    places.forEach((place) => place.classList.remove("is-over"));
    dragged = null;
  });
  for (const place of places) {
    place.addEventListener("dragover", (event) => {
      if (!dragged) return;
      event.preventDefault();
      place.classList.add("is-over");
    });
    place.addEventListener("dragleave", (event) => {
      if (!place.contains(event.relatedTarget)) place.classList.remove("is-over");
    });
    place.addEventListener("drop", (event) => {
      if (!dragged) return;
      event.preventDefault();
      place.classList.remove("is-over");
      put(dragged, place, event.target.closest(".desk-place .desk-front-card"));
    });
  }

  /* --- The preview */

  function changed() {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(preview, 400);
    form.dataset.changed = "1";
  }

  function preview() {
    const { action, target } = form;
    form.action = form.dataset.preview;
    form.target = "front-preview";
    form.submit();
    form.action = action;
    form.target = target;
  }

  /* --- Finding stories as one types */

  async function find() {
    const asked = new URLSearchParams(new FormData(document.querySelector(".desk-fronts-search")));
    asked.delete("section");
    let answer;
    try {
      answer = await fetch(`${found.dataset.found}?${asked}`, { headers: { Accept: "application/json" } });
    } catch {
      return say("There is no connection just now. The stories shown are those of before.");
    }
    if (!answer.ok) return;
    found.replaceChildren(...(await answer.json()).results.map(card));
    found.querySelectorAll(".desk-front-card").forEach(tools);
    say(`${found.children.length} stories found.`);
  }

  function card(story) {
    const made = document.createElement("li");
    made.className = "desk-front-card";
    made.dataset.number = story.number;
    if (story.picture) {
      const picture = new Image(60, 40);
      picture.src = story.picture;
      picture.alt = "";
      made.append(picture);
    }
    const headline = document.createElement("span");
    headline.className = "desk-front-headline";
    headline.textContent = story.headline;
    const facts = document.createElement("span");
    facts.className = "desk-front-facts";
    facts.textContent = [story.section, story.when, `no. ${story.number}`, story.state].filter(Boolean).join(" · ");
    made.append(headline, " ", facts);
    return made;
  }

  let typing = 0;
  document.querySelector(".desk-fronts-search").addEventListener("input", () => {
    window.clearTimeout(typing);
    typing = window.setTimeout(find, 250);
  });

  form.addEventListener("change", changed);
  form.addEventListener("submit", () => {
    window.clearTimeout(waiting);
    delete form.dataset.changed;
  });
  window.addEventListener("beforeunload", (event) => {
    if (form.dataset.changed) event.preventDefault();
  });
  document.documentElement.classList.add("has-scripts");
  document.querySelectorAll(".desk-front-card").forEach(tools);
  form.querySelectorAll("[data-river]").forEach(orderTools);
  preview();
})();
