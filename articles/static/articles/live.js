// Keeps parts of an open page fresh: <div data-live="/live/banner/" data-live-tag='"…"'> holds what the server printed
// there, and is asked for again every five seconds while its tab is in view. The first element inside says until when
// (data-live-until; empty: always) and what to read out when that text changes (data-live-say). Elements with data-ends
// vanish at that time, by the server's clock. data-live-fixed: the part keeps its height, so that nothing moves.
// When the server has not been heard of for a minute, the page says so and does not call itself live any more.
// Whoever wants to put news in by itself listens for "live" on the part and prevents the default; detail.fragment is it.
(() => {
  "use strict";
  const EVERY = 5000;
  const EMPTY = 60_000; // there is nothing now; something may come
  const SLOWEST = 120_000;
  const LONGEST_TIMER = 2 ** 30;
  const SPOKEN_EVERY = 15_000;
  const LOST_AFTER = 60_000;
  const words = document.currentScript.dataset;
  const away = () => document.visibilityState === "hidden" || document.prerendering;
  const about = (time) => time * (0.9 + Math.random() * 0.2); // tabs that were opened together do not ask together

  let ahead = null; // of this machine's clock is the server's, in milliseconds; not known before the first answer
  const now = () => Date.now() + (ahead || 0);
  const moment = (text) => Date.parse(text) || Infinity;

  /* --- Old nodes become new ones in place: what is focused, selected or unfolded stays so ------------------------ */

  function become(old, fresh) {
    const named = new Map([...old.children].filter((child) => child.id).map((child) => [child.id, child]));
    let place = old.firstChild;
    for (const wanted of [...fresh.childNodes]) {
      while (wanted.nodeType === Node.ELEMENT_NODE && place?.nodeType === Node.TEXT_NODE) place = without(place);
      const same = place && !place.id && !wanted.id && place.nodeName === wanted.nodeName ? place : null;
      const kept = (wanted.id && named.get(wanted.id)) || same;
      if (kept && kept === place) place = place.nextSibling;
      else old.insertBefore(kept || wanted, place);
      if (kept) adapt(kept, wanted);
    }
    while (place) place = without(place);
  }

  function without(node) {
    const next = node.nextSibling;
    node.remove();
    return next;
  }

  function adapt(old, fresh) {
    if (old.isEqualNode(fresh)) return;
    if (old.nodeType !== Node.ELEMENT_NODE) {
      old.data = fresh.data;
      return;
    }
    for (const { name } of [...old.attributes]) {
      const isReaders = name === "open" || (name === "tabindex" && old === document.activeElement);
      if (!isReaders && !fresh.hasAttribute(name)) old.removeAttribute(name);
    }
    for (const { name, value } of fresh.attributes) {
      if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    }
    become(old, fresh);
  }

  /** Changes the page without moving the line that is read. Most browsers do that by themselves; Safari does not. */
  function keepPlace(change) {
    const read = CSS.supports("overflow-anchor", "auto") ? null : lineInSight();
    const before = read?.getBoundingClientRect().top;
    change();
    if (read?.isConnected) scrollBy({ top: read.getBoundingClientRect().top - before, behavior: "instant" });
  }

  function lineInSight() {
    for (let y = innerHeight * 0.15; scrollY > 0 && y < innerHeight; y += innerHeight * 0.1) {
      const found = document.elementFromPoint(innerWidth / 2, y)?.closest("p, li, tr, h1, h2, h3, h4, figure");
      if (found && !found.closest(".coverage-place")) return found;
    }
    return null;
  }

  /* --- Reading out, seldom ------------------------------------------------------------------------------------------ */

  let region = null;
  let waiting = null;
  let toSay = "";

  function say(text) {
    toSay = text;
    if (waiting) return; // the newest of what came meanwhile is said then
    region.textContent = toSay;
    toSay = "";
    waiting = setTimeout(() => {
      waiting = null;
      if (toSay) say(toSay);
    }, SPOKEN_EVERY);
  }

  /* --- Cut off: what stands there goes on looking fresh, and is not ------------------------------------------------- */

  const note = document.createElement("p");
  note.className = "cut-off";
  note.hidden = true;
  note.textContent = words.cutOff;
  let heard = Date.now();

  function hear(something) {
    if (something) heard = Date.now();
    const isLost = Date.now() - heard > LOST_AFTER;
    if (isLost !== note.hidden) return;
    note.hidden = !isLost;
    document.documentElement.classList.toggle("is-cut-off", isLost);
    if (isLost) say(note.textContent);
  }

  /* --- A part of the page ------------------------------------------------------------------------------------------- */

  class Part {
    constructor(element) {
      this.element = element;
      this.tag = element.dataset.liveTag || "";
      this.failed = 0;
      this.told = this.tell();
    }

    /** What the part says of itself; kept when what said so has ended. */
    tell() {
      return { ...this.element.dataset, ...this.element.firstElementChild?.dataset };
    }

    get isOver() {
      return this.gone || moment(this.told.liveUntil) <= now();
    }

    look(wait = 0) {
      clearTimeout(this.timer);
      if (ahead !== null) this.end();
      if (!away()) this.plan(wait);
    }

    plan(wait) {
      clearTimeout(this.timer);
      if (!this.isOver || ahead === null) this.timer = setTimeout(() => this.ask(), wait);
    }

    async ask() {
      if (this.asking || away()) return;
      this.asking = true;
      let wait = 0;
      try {
        wait = about(await this.answer());
        this.failed = 0;
        hear(true);
      } catch (error) {
        this.failed += 1;
        hear(false);
        const longer = Math.min(SLOWEST, EVERY * 2 ** this.failed) * (0.5 + Math.random() / 2);
        wait = Math.max(longer, error.wait || 0);
        ahead ??= 0; // cut off: then this machine's clock has to do
      }
      this.asking = false;
      this.end();
      if (!away()) this.plan(wait);
    }

    /** Asks and takes what is new; how long to wait then. Throws when there was no good answer. */
    async answer() {
      const headers = this.tag ? { "If-None-Match": this.tag } : {};
      const signal = AbortSignal.timeout?.(10_000);
      const answer = await fetch(this.element.dataset.live, { headers, signal, cache: "no-store", credentials: "omit" });
      if (answer.redirected) this.element.dataset.live = new URL(answer.url).pathname; // it has another address now
      const there = Date.parse(answer.headers.get("Date"));
      ahead = there ? there + 500 - Date.now() : ahead || 0; // it is told in whole seconds
      if (answer.status === 404 || answer.status === 410) this.gone = true;
      else if (answer.ok) {
        const html = await answer.text();
        this.tag = answer.headers.get("ETag") || "";
        this.take(html);
      } else if (answer.status !== 304) {
        throw Object.assign(new Error(answer.status), { wait: answer.headers.get("Retry-After") * 1000 });
      }
      return this.element.firstElementChild ? EVERY : EMPTY;
    }

    take(html) {
      const template = document.createElement("template");
      template.innerHTML = html;
      const fragment = template.content;
      const { element } = this;
      if (!element.dispatchEvent(new CustomEvent("live", { cancelable: true, detail: { fragment } }))) return;
      const said = this.told.liveSay;
      const focused = document.activeElement;
      this.hold();
      keepPlace(() => become(element, fragment));
      if (focused.isConnected && focused !== document.activeElement) focused.focus({ preventScroll: true });
      this.told = this.tell();
      const news = this.told.liveSay;
      if (news && news !== said) say(news);
    }

    /** What has ended goes, and the next end is waited for: in hidden tabs too, and when the server is out of reach. */
    end() {
      clearTimeout(this.ending);
      let next = Infinity;
      for (const each of this.element.querySelectorAll("[data-ends]")) {
        const left = moment(each.dataset.ends) - now();
        if (left > 0) {
          next = Math.min(next, left);
        } else {
          this.hold();
          each.remove();
          if (!away()) this.plan(Math.random() * 3000); // for what takes its place
        }
      }
      if (next < Infinity) this.ending = setTimeout(() => this.end(), Math.min(next, LONGEST_TIMER));
    }

    hold() {
      const { element } = this;
      if ("liveFixed" in element.dataset) element.style.blockSize = `${element.offsetHeight}px`;
    }
  }

  const parts = [...document.querySelectorAll("[data-live]")].map((element) => new Part(element));
  if (!parts.length) return;
  region = document.createElement("div");
  region.className = "unseen";
  region.setAttribute("role", "status");
  document.body.append(region, note);

  const lookAll = () => parts.forEach((part) => part.look());
  document.addEventListener("visibilitychange", lookAll);
  document.addEventListener("prerenderingchange", lookAll);
  addEventListener("online", lookAll);
  addEventListener("pageshow", (event) => event.persisted && lookAll());
  addEventListener("resize", () => parts.forEach(({ element }) => (element.style.blockSize = "")));
  for (const part of parts) part.look(500 + Math.random() * 1500); // the page may come from a cache
})();
