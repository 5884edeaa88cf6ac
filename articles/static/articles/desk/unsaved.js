/* Nothing that was typed into the story form is lost: it is sent to the newsroom every few seconds and kept there as
   unsaved work (admin/unsaved_asking.py), and a copy stays in this browser until the newsroom has it. It also tells who
   else has the story open. Saving does not need any of this. */

(() => {
  "use strict";

  const QUIET = 3000; // after this long without a key
  const AT_MOST = 5000; // and while somebody types on and on
  const AGAIN = 10000; // when it went wrong
  const BEAT = 15000;
  const KEEPALIVE = 60000; // browsers send at most 64 KB while a page is being left
  const MOST_COPIES = 20;
  const OLDEST = 30 * 24 * 3600 * 1000;
  const COPY = "desk-unsaved:"; // in localStorage: desk-unsaved:<user>:<form>

  let desk, form, line, keptAs;
  let known = null; // what is typed, as text, when the newsroom has it or nothing was typed
  let isReady = false; // the editor has settled what it was given
  let isSaving = false;
  let sending = null;
  let waiting = 0;
  let firstTyped = 0; // since it was last sent
  let lastTyped = 0;
  let lastBeat = 0;
  let isReachable = true;
  let said = "";

  const newId = () =>
    [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  /* --- What is typed */

  /** All boxes as they would be sent by Save: {"name": ["text", …]}. Rows are numbered as they stand. */
  function boxes() {
    for (const editor of Object.values((window.CKEDITOR || {}).instances || {})) {
      if (editor.status === "ready") editor.updateElement();
    }
    const found = {};
    for (const [name, value] of new FormData(form)) {
      if (typeof value !== "string" || name === "csrfmiddlewaretoken" || name.includes("__prefix__")) continue;
      if (name === "kept_as" || name === "beside" || name.startsWith("_")) continue;
      (found[name] = found[name] || []).push(value);
    }
    for (const rows of form.querySelectorAll("[data-inline-formset]")) numberRows(rows, found);
    return found;
  }

  const rowsOf = (rows) => [...rows.querySelectorAll(":scope > .form-group:not(.empty-form)")];
  const placeOf = (row) => row.querySelector('input[name$="-position"]');

  function numberRows(rows, found) {
    const places = rowsOf(rows).filter((row) => !row.hidden).map(placeOf).filter(Boolean);
    places.forEach((place, index) => { found[place.name] = [String(index + 1)]; });
  }

  /** Kept work was sorted; a form prints new rows behind the old ones. */
  function sortRows() {
    for (const rows of form.querySelectorAll("[data-inline-formset]")) {
      const standing = rowsOf(rows).filter(placeOf);
      const blank = rows.querySelector(":scope > .empty-form");
      standing.sort((one, other) => Number(placeOf(one).value) - Number(placeOf(other).value));
      standing.forEach((row) => rows.insertBefore(row, blank));
    }
  }

  const typedText = () => JSON.stringify(boxes());

  /* --- The copy in this browser. It belongs to one person: nobody else who logs in here is shown it */

  const copyName = (name = keptAs) => `${COPY}${desk.dataset.user}:${name}`;

  function copies(prefix = copyName("")) {
    const found = [];
    try {
      for (const name of Object.keys(localStorage)) {
        if (!name.startsWith(prefix)) continue;
        const text = localStorage.getItem(name);
        try {
          found.push({ name, text, ...JSON.parse(text) });
        } catch {
          localStorage.removeItem(name); // half written
        }
      }
    } catch {
      // this browser keeps nothing
    }
    return found.sort((one, other) => one.at - other.at);
  }

  function writeCopy(text) {
    const copy = JSON.stringify({ ...names(), at: Date.now(), boxes: text });
    for (let tries = 0; tries <= MOST_COPIES; tries += 1) {
      try {
        localStorage.setItem(copyName(), copy);
        return true;
      } catch {
        const oldest = copies().find((one) => one.name !== copyName());
        if (!oldest) return false;
        localStorage.removeItem(oldest.name);
      }
    }
    return false;
  }

  function dropCopy(name, text) {
    try {
      if (text === undefined || localStorage.getItem(name) === text) localStorage.removeItem(name);
    } catch {
      // nothing is kept there
    }
  }

  function dropOldCopies() {
    const all = copies(COPY);
    const spare = copies().slice(0, -MOST_COPIES).map((one) => one.name);
    for (const one of all) {
      if (!(Date.now() - one.at < OLDEST) || spare.includes(one.name)) dropCopy(one.name);
    }
  }

  /* --- Asking the newsroom */

  const number = (text) => (text ? Number(text) : null);

  function names() {
    const version = form.querySelector("[name=opened_version]");
    return {
      user: number(desk.dataset.user),
      story: number(desk.dataset.story),
      tab: keptAs,
      version: number(version && version.value),
      beside: "beside" in desk.dataset,
    };
  }

  /** Logging in anew changes it: the form must be sent with the one that is good now. */
  function freshToken() {
    const box = form.querySelector("[name=csrfmiddlewaretoken]");
    const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    if (box && cookie) box.value = cookie[1];
    return box ? box.value : "";
  }

  /** Returns what was answered, with its status; status 0 when there was no answer, null when it was called off. */
  async function ask(address, parts, options = {}) {
    try {
      const body = typeof parts === "string" ? parts : JSON.stringify(parts);
      const answer = await fetch(address, {
        method: "POST",
        credentials: "same-origin",
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": freshToken() },
        body,
        ...options,
      });
      const isOurs = (answer.headers.get("content-type") || "").startsWith("application/json");
      return { status: answer.status, ...(isOurs ? await answer.json() : {}) };
    } catch (trouble) {
      return trouble.name === "AbortError" ? null : { status: 0 };
    }
  }

  /* --- Keeping */

  function typed(event) {
    if (!isReady && !event.isTrusted) return; // scripts that set the form up
    const now = Date.now();
    lastTyped = now;
    if (!isReady || isSaving) return;
    firstTyped = firstTyped || now;
    later(Math.max(0, Math.min(QUIET, firstTyped + AT_MOST - now)));
  }

  function later(wait) {
    clearTimeout(waiting);
    waiting = setTimeout(keep, wait);
  }

  async function keep({ isLeaving = false } = {}) {
    if (!isReady || isSaving) return;
    if (sending && !isLeaving) return; // it looks again when it is through
    clearTimeout(waiting);
    firstTyped = 0;
    const text = typedText();
    if (text === known || (sending && sending.text === text)) return;
    const isCopied = writeCopy(text);
    const body = `${JSON.stringify(names()).slice(0, -1)},"boxes":${text}}`;
    const mine = Object.assign(new AbortController(), { text });
    sending = mine;
    const keepalive = isLeaving && new Blob([body]).size < KEEPALIVE;
    const answer = await ask(desk.dataset.keep, body, { keepalive, signal: mine.signal });
    if (sending === mine) sending = null;
    if (answer === null) return;
    isReachable = answer.status === 200;
    if (isReachable) wasKept(text, answer.kept_at);
    else tellTrouble(answer, isCopied);
    if (!isReachable) later(AGAIN);
    else if (firstTyped) later(Math.max(0, Math.min(QUIET, firstTyped + AT_MOST - Date.now())));
  }

  function wasKept(text, when) {
    known = text;
    const copy = copies().find((one) => one.name === copyName());
    if (copy && copy.boxes === text) dropCopy(copyName());
    tell(`Kept ${when}`, { aloud: "" });
  }

  function tellTrouble(answer, isCopied) {
    const where = isCopied ? "kept in this browser" : "and this browser cannot keep it either. Copy your text";
    if (answer.status === 401) {
      const link = Object.assign(document.createElement("a"), { target: "_blank", rel: "noopener" });
      link.href = desk.dataset.login;
      link.textContent = "log in in another tab";
      const end = isCopied ? "; your text is kept in this browser" : ", and copy your text";
      tell("You are logged out: ", { isTrouble: true, link, end });
    } else if (answer.error) {
      tell(`${answer.error} ${isCopied ? "It is kept in this browser." : "Save soon."}`, { isTrouble: true });
    } else {
      tell(`Not reachable: ${where}`, { isTrouble: true });
    }
  }

  /** The line beside the buttons. Said aloud only when things go wrong, or are right again. */
  function tell(words, { isTrouble = false, link = null, end = "" } = {}) {
    line.replaceChildren(words, ...(link ? [link, end] : []));
    line.classList.toggle("desk-kept-trouble", isTrouble);
    const aloud = isTrouble ? line.textContent : said ? "Your text is kept again." : "";
    if (aloud !== said && (isTrouble || said)) sayAloud(aloud);
    said = isTrouble ? aloud : "";
  }

  function sayAloud(words) {
    desk.querySelector("[data-told]").textContent = words;
  }

  /* --- Coming back: what this browser held and the newsroom does not have */

  async function handIn({ isOpening = false } = {}) {
    const saved = new Set(desk.dataset.savedTabs.split(" "));
    for (const copy of copies()) {
      const isOwn = copy.tab === keptAs;
      if (isOwn && !(isOpening && "goingOn" in desk.dataset)) continue; // it goes with what is typed here
      if (saved.has(copy.tab)) {
        dropCopy(copy.name);
        continue;
      }
      const age = Math.max(0, (Date.now() - copy.at) / 1000);
      const about = { ...names(), story: copy.story, tab: copy.tab, version: copy.version, beside: false, age };
      const answer = await ask(desk.dataset.keep, `${JSON.stringify(about).slice(0, -1)},"boxes":${copy.boxes}}`);
      if (answer && (answer.status === 400 || answer.status === 413)) continue; // not to be had by the newsroom
      if (!answer || answer.status !== 200) return;
      dropCopy(copy.name, copy.text);
      if (isOwn && !lastTyped) {
        location.reload(); // this form shows less than was typed into it
        return;
      }
      if (answer.notice && copy.story === number(desk.dataset.story)) addNotice(answer.notice);
    }
  }

  function addNotice(html) {
    const made = document.createElement("div");
    made.innerHTML = html; // from our own newsroom, printed by Django
    const link = made.querySelector("a");
    const place = desk.querySelector("[data-notices]");
    const older = [...place.querySelectorAll("a")].find((one) => one.href === link.href);
    if (older) older.closest("p").replaceWith(...made.children);
    else place.prepend(...made.children);
    desk.dataset.beside = ""; // what is typed here from now on does not write over it
    keepNames();
    sayAloud(place.firstElementChild.textContent.replace(/\s+/g, " ").trim());
  }

  /* --- Who else is here */

  let who = "";

  async function beat() {
    if (document.hidden || !desk.dataset.story) return;
    const typedAgo = lastTyped > lastBeat ? (Date.now() - lastTyped) / 1000 : null;
    lastBeat = Date.now();
    const { user, story, tab, version } = names();
    const answer = await ask(desk.dataset.here, { user, story, tab, version, typed_ago: typedAgo });
    if (!answer) return;
    if (answer.status === 200) {
      print("[data-presence]", answer.others);
      print("[data-saved-meanwhile]", answer.saved ? [answer.saved] : []);
      const now = [...answer.who.map((name) => `${name} has this open.`), answer.saved].join(" ").trim();
      if (now && now !== who) sayAloud(now);
      who = now;
      if (!isReachable) keep();
    } else if (answer.status === 401) tellTrouble(answer, writeCopyIfTyped());
  }

  function print(place, lines) {
    const found = desk.querySelector(place);
    found.hidden = !lines.length;
    found.textContent = lines.join(" · ");
  }

  function writeCopyIfTyped() {
    isReachable = false;
    const text = isReady ? typedText() : known;
    return text === known || writeCopy(text);
  }

  /* --- Leaving and saving */

  function leaving() {
    if (document.hidden) keep({ isLeaving: true });
    else {
      beat();
      if (!isReachable) keep();
    }
  }

  /** Unfold asks before a page is left with changes. Not where they are kept. */
  function askUnlessKept(event) {
    if (isSaving || !isReady) return;
    const text = typedText();
    if (text === known || (isReachable && writeCopy(text))) event.stopImmediatePropagation();
  }

  function saving(event) {
    if (event.target !== form || event.defaultPrevented) return;
    if (sending) sending.abort();
    clearTimeout(waiting);
    freshToken();
    const text = typedText();
    if (text !== known) writeCopy(text); // the log-in may have run out: then this is all there is
    isSaving = true;
    setTimeout(() => { isSaving = false; }, 20000); // still here: it came to nothing
  }

  /** Back to a form that was sent: what is typed from now on is not what was saved then. */
  function cameBack(event) {
    if (!event.persisted) return;
    if (isSaving) {
      keptAs = newId();
      keepNames();
      known = null;
    }
    isSaving = false;
    beat();
  }

  /** Under which name this form keeps its work goes with Save, so that it is dropped then. */
  function keepNames() {
    for (const [name, value] of [["kept_as", keptAs], ["beside", "beside" in desk.dataset ? "1" : ""]]) {
      let box = form.querySelector(`input[name=${name}]`);
      if (!box) {
        box = Object.assign(document.createElement("input"), { type: "hidden", name });
        form.append(box);
      }
      box.value = value;
    }
  }

  /* --- Beginning */

  function editorsAreReady() {
    if (!document.querySelector("textarea[data-type=ckeditortype]")) return true;
    const found = Object.values((window.CKEDITOR || {}).instances || {});
    return found.length > 0 && found.every((editor) => editor.status === "ready");
  }

  /** What the form was opened with, once the editor has put it in its own words. */
  function settle(tries = 0) {
    if (!editorsAreReady() && tries < 100) {
      setTimeout(settle, 100, tries + 1);
      return;
    }
    const isRefused = document.querySelector(".desk-fault, .desk-note-refused, .errornote"); // it was sent, and not saved
    known = isRefused || lastTyped ? null : typedText();
    isReady = true;
    if (known === null) later(QUIET);
    handIn({ isOpening: true });
  }

  function start() {
    desk = document.querySelector("[data-unsaved]");
    form = document.getElementById("article_form");
    const tab = form && form.querySelector("[name=tab]");
    const buttons = document.querySelector(".desk-submit-inner");
    if (!desk || !tab || !buttons) return;
    keptAs = desk.dataset.keptAs || tab.value;
    line = Object.assign(document.createElement("p"), { className: "desk-kept" });
    buttons.insertBefore(line, buttons.querySelector(".desk-gap"));
    keepNames();
    dropOldCopies();
    if ("goingOn" in desk.dataset) sortRows();
    for (const event of ["input", "change", "formsetGroup:added", "desk:taken-out"]) form.addEventListener(event, typed, true);
    for (const event of ["story:rows", "story:typed", "drop"]) document.addEventListener(event, typed);
    if (window.django && window.django.jQuery) window.django.jQuery(form).on("change", "select", typed);
    form.addEventListener("submit", saving);
    document.addEventListener("visibilitychange", leaving);
    window.addEventListener("pagehide", () => keep({ isLeaving: true }));
    window.addEventListener("pageshow", cameBack);
    window.addEventListener("beforeunload", askUnlessKept, true);
    window.addEventListener("online", () => keep().then(handIn));
    setInterval(beat, BEAT);
    beat();
    settle();
  }

  window.addEventListener("load", () => setTimeout(start, 0));
})();
