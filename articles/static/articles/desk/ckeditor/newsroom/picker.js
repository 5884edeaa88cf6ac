/* The window in which a story or a photo is chosen: a box that searches as one types, and what it finds below. Built
   for the keyboard (arrows, Enter, Escape) and for screen readers (a combobox with a listbox). Its looks: picker.css. */

(() => {
  "use strict";

  const PAUSE = 200; // milliseconds after the last key before the desk is asked
  const NO_ANSWER = "The desk did not answer. Type again to try once more; you may have to log in again in another window.";

  CKEDITOR.plugins.add("newsroompicker", {
    /** asked: {kind, title, search, none, empty, address, refusal(card), take(card), closed()} */
    open(asked) {
      dressOnce();
      new Picker(asked).open();
    },
  });

  function dressOnce() {
    const address = Object.values(CKEDITOR.instances)[0].config.newsroom.styles;
    if (document.querySelector(`link[href="${CSS.escape(address)}"]`)) return;
    document.head.append(make("link", { rel: "stylesheet", href: address }));
  }

  function make(tag, attributes = {}, ...content) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...content);
    return element;
  }

  class Picker {
    constructor(asked) {
      this.asked = asked;
      this.cards = [];
      this.chosen = -1;
      this.box = make("input", {
        type: "search", class: "desk-picker-box", role: "combobox", autocomplete: "off", spellcheck: "false", "aria-expanded": "true",
        "aria-controls": "desk-picker-list", "aria-autocomplete": "list", "aria-label": asked.search, placeholder: asked.search,
      });
      this.list = make("ul", { id: "desk-picker-list", class: `desk-picker-list desk-picker-${asked.kind}`, role: "listbox", "aria-label": asked.title });
      this.said = make("p", { class: "desk-picker-said", role: "status" });
      const close = make("button", { type: "button", class: "desk-picker-close", "aria-label": "Close" }, "×");
      close.addEventListener("click", () => this.dialog.close());
      const head = make("header", {}, make("h2", { id: "desk-picker-title" }, asked.title), close);
      this.dialog = make("dialog", { class: "desk-picker", "aria-labelledby": "desk-picker-title" }, head, this.box, this.said, this.list);
    }

    open() {
      this.box.addEventListener("input", () => this.searchSoon());
      this.box.addEventListener("keydown", (event) => this.key(event));
      this.list.addEventListener("click", (event) => this.take(this.options().indexOf(event.target.closest("[role=option]"))));
      this.dialog.addEventListener("mousedown", (event) => {
        if (event.target === this.dialog) this.dialog.close(); // beside the window
      });
      this.dialog.addEventListener("close", () => this.closed());
      document.body.append(this.dialog);
      this.dialog.showModal();
      this.box.focus();
      this.search();
    }

    closed() {
      clearTimeout(this.waiting);
      this.running?.abort();
      this.dialog.remove();
      this.asked.closed();
    }

    /* --- Searching: one question at a time, the newest counts */

    searchSoon() {
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.search(), PAUSE);
    }

    async search() {
      this.running?.abort();
      const running = (this.running = new AbortController());
      const words = this.box.value.trim();
      const address = new URL(this.asked.address, location.href);
      address.searchParams.set("q", words);
      address.searchParams.set("story", location.pathname.match(/\/(\d+)\/change\/?$/)?.[1] ?? "");
      try {
        const answer = await fetch(address, { signal: running.signal, headers: { Accept: "application/json" } });
        const { results, error } = await answer.json();
        this.show(results || [], words, error);
      } catch {
        if (!running.signal.aborted) this.show([], words, NO_ANSWER);
      }
    }

    show(cards, words, fault = "") {
      this.cards = cards;
      this.list.replaceChildren(...cards.map((card, index) => this.option(card, index)));
      this.said.textContent = fault || (cards.length ? "" : words ? this.asked.none : this.asked.empty);
      this.choose(cards.findIndex((card) => !this.asked.refusal(card)));
    }

    option(card, index) {
      const photo = this.asked.kind === "photo";
      const refusal = this.asked.refusal(card);
      const picture = card.picture ? make("img", { src: card.picture, alt: "", loading: "lazy", class: "desk-picker-picture" }) : make("span", { class: "desk-picker-picture" });
      const meta = refusal || (photo ? [card.credit || "No credit", card.rights].filter(Boolean).join(" · ") : card.meta) || "";
      const unseen = !photo && card.state && !card.state.startsWith("Live");
      return make(
        "li",
        { role: "option", id: `desk-picker-${index}`, "aria-selected": "false", "aria-disabled": String(Boolean(refusal)) },
        picture,
        make("span", { class: "desk-picker-words" }, (photo ? card.caption || "Photo without a caption" : card.headline) || ""),
        make("span", { class: unseen ? "desk-picker-meta desk-picker-unseen" : "desk-picker-meta" }, meta)
      );
    }

    /* --- Choosing */

    options() {
      return [...this.list.children];
    }

    choose(index) {
      this.chosen = index;
      this.options().forEach((option, place) => option.setAttribute("aria-selected", String(place === index)));
      this.options()[index]?.scrollIntoView({ block: "nearest" });
      if (index < 0) this.box.removeAttribute("aria-activedescendant");
      else this.box.setAttribute("aria-activedescendant", `desk-picker-${index}`);
    }

    key(event) {
      const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 5, PageUp: -5 };
      if (event.isComposing) return;
      if (event.key in steps && this.cards.length) {
        event.preventDefault();
        this.choose(Math.max(0, Math.min(this.cards.length - 1, this.chosen + steps[event.key])));
      } else if (event.key === "Enter") {
        event.preventDefault();
        this.take(this.chosen);
      }
    }

    take(index) {
      const card = this.cards[index];
      if (!card || this.asked.refusal(card)) return;
      CKEDITOR.plugins.get("newsroomcards").remember(this.asked.kind, card);
      this.dialog.close();
      this.asked.take(card);
    }
  }
})();
