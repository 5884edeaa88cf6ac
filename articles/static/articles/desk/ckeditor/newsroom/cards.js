/* The cards that stand for marks in the editor. A card is drawn into a shadow root of its mark: the body, the undo
   history and the clipboard hold the mark alone, whatever the card shows. Its looks are in desk/editor.css (::part). */

(() => {
  "use strict";

  const ADDRESSES = { related: "stories", photo: "photos", contest: "contests" };
  const MOST_AT_ONCE = 20; // as many as the desk answers in one go
  const known = { related: new Map(), photo: new Map(), contest: new Map() };
  const waiting = { related: new Map(), photo: new Map(), contest: new Map() }; // id -> those who want to know

  CKEDITOR.plugins.add("newsroomcards", {
    /** Draw the card of a mark: what is known at once, the rest when the desk has answered. */
    draw(editor, kind, { element, id, label }) {
      const show = (card) => drawInto(element, kind, { id, label, ...card });
      show(known[kind].get(id) || {});
      if (!known[kind].has(id)) ask(editor, kind, id, show);
    },

    remember(kind, card) {
      known[kind].set(String(card.id), card);
    },
  });

  /* --- Asking for many cards at once */

  function ask(editor, kind, id, show) {
    const asked = waiting[kind];
    if (!asked.size) setTimeout(() => askAll(editor.config.newsroom, kind), 20);
    asked.set(id, [...(asked.get(id) || []), show]);
  }

  async function askAll(addresses, kind) {
    const shows = new Map(waiting[kind]);
    waiting[kind].clear();
    const ids = [...shows.keys()];
    for (let from = 0; from < ids.length; from += MOST_AT_ONCE) {
      const some = ids.slice(from, from + MOST_AT_ONCE);
      const found = await cardsOf(addresses[ADDRESSES[kind]], some);
      if (!found) continue; // not readable for this person, or no connection: the labels stay, and the next try may do
      for (const id of some) {
        const card = found.get(id) || { gone: true };
        known[kind].set(id, card);
        shows.get(id).forEach((show) => show(card));
      }
    }
  }

  async function cardsOf(address, ids) {
    try {
      const answer = await fetch(`${address}?ids=${ids.join(",")}`, { headers: { Accept: "application/json" } });
      if (!answer.ok) return null;
      return new Map((await answer.json()).results.map((card) => [String(card.id), card]));
    } catch {
      return null;
    }
  }

  /* --- Drawing: text is set as text, since headlines and captions may hold anything */

  function drawInto(element, kind, card) {
    const root = element.shadowRoot || element.attachShadow({ mode: "open" });
    const words = part(element, "div", "words", LINES[kind](element, card));
    root.replaceChildren(part(element, "div", "card", kind === "contest" ? [words] : [pictureOf(element, kind, card), words]));
  }

  function storyLines(element, card) {
    const repeated = element.dataset.repeat ? " · repeated on purpose" : "";
    return [
      part(element, "span", "kicker", `Related${repeated}`),
      part(element, "span", "headline", card.headline || card.label),
      part(element, "span", card.gone ? "meta warning" : "meta", card.gone ? "This story is not there any more. Readers do not see this." : card.meta || ""),
    ];
  }

  function photoLines(element, card) {
    return [
      part(element, "span", "kicker", "Photo"),
      part(element, "span", "caption", card.caption || card.label),
      part(element, "span", card.gone ? "meta warning" : "meta", card.gone ? "This photo is not in the library any more. Readers do not see this." : card.credit || ""),
    ];
  }

  function contestLines(element, card) {
    const gone = card.gone ? "This contest is not there any more. Readers do not see this." : card.refusal;
    return [
      part(element, "span", "kicker", "Results, as they stand when somebody reads"),
      part(element, "span", "headline", card.headline || card.label),
      part(element, "span", gone ? "meta warning" : "meta", gone || card.meta || ""),
    ];
  }

  const LINES = { related: storyLines, photo: photoLines, contest: contestLines };

  function pictureOf(element, kind, card) {
    const picture = element.ownerDocument.createElement(card.picture ? "img" : "span");
    picture.setAttribute("part", `picture picture-${kind}${card.picture ? "" : " picture-none"}`);
    if (card.picture) {
      picture.alt = "";
      picture.src = card.picture;
      picture.onerror = () => picture.replaceWith(pictureOf(element, kind, { ...card, picture: "" }));
    }
    return picture;
  }

  function part(element, tag, name, content) {
    const made = element.ownerDocument.createElement(tag);
    made.setAttribute("part", name);
    made.append(...[content].flat());
    return made;
  }
})();
