/* Photos on their way into the library: dropped or chosen, sent one by one, a few at a time, each with its own tile. The
   library's own page is served here; the story form (dropping.js) uses window.deskSending. What the desk answers is
   decided in admin/photo_sending.py. */

window.deskSending = (() => {
  "use strict";

  const AT_ONCE = 3; // the desk's machine rewrites every picture: more at once only wait there
  const waiting = [];
  const running = new Set();

  const NOT_REACHED = "The connection broke off. The file is still here: send it again.";
  const LOGGED_OUT = "The desk gave no answer. You may have been logged out: log in again in another tab, then send it again.";

  function make(tag, attributes = {}, ...inside) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...inside);
    return made;
  }

  /** One file and its tile. `about`: {address, mostBytes, use(photo), changed()}; use() is offered for photos that are
      here already, and called by itself for a new one when `about.takes` is set. */
  class Sending {
    constructor(file, about) {
      Object.assign(this, { file, about, state: "waiting" });
      this.picture = make("span", { class: "desk-sent-picture" }, make("span", { class: "desk-sent-none" }));
      window.deskPreview(file).then((address) => this.look(address));
      this.said = make("span", { class: "desk-sent-said" }, "Waiting");
      this.bar = make("progress", { max: "1", value: "0", "aria-label": `Sending ${file.name}` });
      this.buttons = make("span", { class: "desk-sent-buttons" });
      this.others = make("span", { class: "desk-sent-others" });
      const words = make("span", { class: "desk-sent-words" }, make("strong", {}, file.name), this.said, this.bar, this.others, this.buttons);
      this.tile = make("li", { class: "desk-sent" }, this.picture, words);
    }

    /** The file's own small picture, until the desk has the real one. */
    look(address) {
      if (!address || this.isReal) return;
      this.preview = address;
      this.picture.replaceChildren(make("img", { src: address, alt: "" }));
    }

    begin({ anyway = false } = {}) {
      this.anyway = anyway;
      const most = Number(this.about.mostBytes) || Infinity;
      if (this.file.size > most) {
        const limit = Math.floor(most / 1024 / 1024);
        return this.refused(`The file is larger than ${limit} MB. Export a smaller version of the picture.`);
      }
      this.show("waiting", "Waiting");
      this.bar.hidden = false;
      this.bar.value = 0;
      waiting.push(this);
      next();
    }

    start() {
      const data = new FormData();
      data.append("file", this.file);
      if (this.anyway) data.append("anyway", "1");
      const request = new XMLHttpRequest(); // fetch() tells nothing of how far it is
      request.open("POST", this.about.address);
      request.setRequestHeader("Accept", "application/json");
      request.setRequestHeader("X-CSRFToken", document.querySelector("[name=csrfmiddlewaretoken]").value);
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) this.bar.value = event.loaded / event.total;
        if (event.loaded === event.total) this.said.textContent = "Sent, being looked at";
      });
      request.addEventListener("load", () => this.answered(request));
      request.addEventListener("error", () => this.broken(NOT_REACHED));
      request.addEventListener("abort", () => this.broken(NOT_REACHED));
      request.addEventListener("loadend", () => {
        running.delete(this);
        next();
      });
      this.show("sending", "On its way");
      running.add(this);
      request.send(data);
    }

    answered(request) {
      let answer = null;
      try {
        answer = JSON.parse(request.responseText);
      } catch {
        return this.broken(request.status === 413 ? "The file is too large. Export a smaller version of the picture." : LOGGED_OUT);
      }
      if (answer.error) return this.broken(answer.error);
      if (answer.verdict === "new") this.taken(answer);
      else if (answer.verdict === "twin") this.offer([answer.photo], answer.said);
      else if (answer.verdict === "similar") this.offer(answer.similar, answer.said, { orBoth: true });
      else this.refused(answer.said);
    }

    taken({ photo, said }) {
      this.show("new", `In the library. ${said}`.trim());
      this.useReal(photo);
      this.buttons.replaceChildren(this.link(photo, "Open"));
      if (this.about.use) this.about.use(photo, this);
    }

    /** Photos that are here already, to be used instead of this file. */
    offer(photos, said, { orBoth = false } = {}) {
      this.show(orBoth ? "similar" : "twin", said);
      this.others.replaceChildren(...photos.map((photo) => this.other(photo)));
      if (!orBoth) return;
      const both = make("button", { type: "button", class: "desk-small" }, "Keep both");
      both.addEventListener("click", () => this.begin({ anyway: true }));
      this.buttons.replaceChildren(both);
    }

    other(photo) {
      const picture = photo.picture ? make("img", { src: photo.picture, alt: "", loading: "lazy" }) : make("span", { class: "desk-sent-none" });
      const words = make("span", { class: "desk-sent-caption" }, photo.caption, make("span", { class: "desk-quiet" }, photo.refusal || photo.credit || "No credit"));
      const button = this.about.use && !photo.refusal ? make("button", { type: "button", class: "desk-small" }, "Use this one") : this.link(photo, "Open this one");
      if (button.tagName === "BUTTON") {
        button.addEventListener("click", () => {
          this.show("new", "The one that was here already is used.");
          this.useReal(photo);
          this.about.use(photo, this);
        });
      }
      return make("span", { class: "desk-sent-other" }, picture, words, button);
    }

    link(photo, words) {
      return make("a", { href: photo.address, class: "desk-small desk-sent-link", target: "_blank", "aria-label": `${words}: ${photo.caption}` }, words);
    }

    useReal(photo) {
      if (!photo.picture) return;
      const real = new Image();
      real.alt = "";
      real.onload = () => {
        this.isReal = true;
        this.picture.replaceChildren(real);
        if (this.preview) URL.revokeObjectURL(this.preview);
      };
      real.src = photo.picture;
    }

    refused(said) {
      this.show("refused", `Not taken in. ${said}`);
    }

    broken(said) {
      this.show("broken", said);
      const again = make("button", { type: "button", class: "desk-small" }, "Send again");
      again.addEventListener("click", () => this.begin({ anyway: this.anyway }));
      this.buttons.replaceChildren(again);
    }

    show(state, said) {
      this.state = state;
      this.tile.className = `desk-sent desk-sent-${state}`;
      this.said.textContent = said;
      this.bar.hidden = !["waiting", "sending"].includes(state);
      this.others.replaceChildren();
      this.buttons.replaceChildren();
      this.about.changed?.(this);
    }
  }

  function next() {
    while (running.size < AT_ONCE && waiting.length) waiting.shift().start();
  }

  const isBusy = () => running.size > 0 || waiting.length > 0;

  /** `3 of 5 photos are in the library. 1 waits for your answer.` */
  function sum(sendings) {
    const count = (...states) => sendings.filter((one) => states.includes(one.state)).length;
    const told = [`${count("new")} of ${sendings.length} ${sendings.length === 1 ? "photo is" : "photos are"} in the library.`];
    if (count("similar", "twin")) told.push(`${count("similar", "twin")} ${count("similar", "twin") === 1 ? "is" : "are"} here already.`);
    if (count("broken")) told.push(`${count("broken")} did not arrive.`);
    if (count("refused")) told.push(`${count("refused")} could not be taken in.`);
    return told.join(" ");
  }

  /** The files of a drop or a paste; a text or a link that is dragged about brings none. */
  const filesOf = (data) => [...((data && data.files) || [])].filter((file) => file.size || file.type);
  const bringsFiles = (event) => [...((event.dataTransfer && event.dataTransfer.types) || [])].includes("Files");

  /** Make an element take files that are dropped on it. */
  function takeDrops(place, taken) {
    let inside = 0;
    const mark = () => place.classList.toggle("desk-dropping", inside > 0);
    place.addEventListener("dragenter", (event) => {
      if (!bringsFiles(event)) return;
      event.preventDefault();
      inside += 1;
      mark();
    });
    place.addEventListener("dragleave", (event) => {
      if (!bringsFiles(event)) return;
      inside = Math.max(0, inside - 1);
      mark();
    });
    place.addEventListener("dragover", (event) => {
      if (!bringsFiles(event)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
    });
    place.addEventListener("drop", (event) => {
      if (!bringsFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      inside = 0;
      mark();
      taken(filesOf(event.dataTransfer));
    });
  }

  window.addEventListener("beforeunload", (event) => {
    if (isBusy()) event.preventDefault();
  });

  /* --- The library's own page */

  function start() {
    const form = document.querySelector("[data-sending]");
    if (!form) return;
    const list = form.querySelector("[data-sendings]");
    const words = form.querySelector("[data-sending-sum]");
    const box = form.querySelector("input[type=file]");
    const sendings = [];
    const about = {
      address: form.action,
      mostBytes: form.dataset.mostBytes,
      changed: () => { words.textContent = sum(sendings); },
    };
    const send = (files) => {
      for (const file of files) {
        const sending = new Sending(file, about);
        sendings.push(sending);
        list.append(sending.tile);
        sending.begin();
      }
    };
    form.classList.add("desk-sending-scripted");
    box.addEventListener("change", () => {
      send([...box.files]);
      box.value = "";
    });
    takeDrops(document.documentElement, send);
  }

  document.addEventListener("DOMContentLoaded", start);

  return { Sending, takeDrops, sum, isBusy, make };
})();
