// On every page: light or dark and the size of a story's text as the reader chose, kept in this browser and told to
// nobody; times in the reader's own zone; small menus that close as menus do; copying a story's address; whole addresses
// behind links on paper. Pages are whole without it. Its words stand in templates/articles/_settings.html.
(() => {
  "use strict";
  const root = document.documentElement;

  /* --- What the reader chose: <html data-theme data-size>, read by site.css ------------------------------------- */

  const CHOICES = { theme: ["light", "dark"], size: ["large", "largest"] };
  const GROUNDS = { light: "#ffffff", dark: "#121212" };

  function kept(name) {
    try {
      const value = localStorage.getItem(`reading-${name}`);
      return CHOICES[name].includes(value) ? value : "";
    } catch {
      return ""; // a browser that keeps nothing
    }
  }

  function keep(name, value) {
    try {
      if (value) localStorage.setItem(`reading-${name}`, value);
      else localStorage.removeItem(`reading-${name}`);
    } catch {
      // It holds for this page then.
    }
  }

  function wear(name, value) {
    if (value) root.dataset[name] = value;
    else delete root.dataset[name];
    for (const box of document.querySelectorAll(`.settings input[name="${name}"]`)) box.checked = box.value === value;
    if (name === "theme") paintBrowser(value);
  }

  /** The bar of a phone's browser follows the page. */
  function paintBrowser(theme) {
    for (const meta of document.querySelectorAll('meta[name="theme-color"]')) {
      meta.content = GROUNDS[theme] || (meta.media.includes("dark") ? GROUNDS.dark : GROUNDS.light);
    }
  }

  function wearAll() {
    for (const name of Object.keys(CHOICES)) wear(name, kept(name));
  }

  wearAll();

  const settings = document.querySelector(".settings");
  const words = settings ? settings.dataset : {};
  if (settings) {
    settings.hidden = false;
    settings.addEventListener("change", ({ target }) => {
      keep(target.name, target.value);
      wear(target.name, target.value);
    });
  }

  // Chosen in another tab, or on another page before the reader came back to this one.
  addEventListener("storage", wearAll);
  addEventListener("pageshow", (event) => event.persisted && wearAll());

  /* --- Small menus ------------------------------------------------------------------------------------------------ */

  function closeAllBut(inside) {
    for (const menu of document.querySelectorAll("details[data-popup][open]")) {
      if (!menu.contains(inside)) menu.open = false;
    }
  }

  document.addEventListener("click", (event) => closeAllBut(event.target));
  document.addEventListener("focusin", (event) => closeAllBut(event.target));
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.querySelector("details[data-popup][open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  /* --- The reader's own time ---------------------------------------------------------------------------------------- */

  const OFFSET = /T.*(?:([+-])(\d\d):(\d\d)|Z)$/; // of the newsroom, at that moment
  const style = { dateStyle: "full", timeStyle: "short" };

  /** The title of a <time>: nothing for a day without a time, or where the reader's clock shows what is printed. */
  function ownTime(time) {
    const found = OFFSET.exec(time.dateTime);
    const moment = new Date(time.dateTime);
    if (!found || Number.isNaN(moment.valueOf())) return "";
    const ours = (found[1] === "-" ? -1 : 1) * (Number(found[2] || 0) * 60 + Number(found[3] || 0));
    if (ours === -moment.getTimezoneOffset()) return "";
    return `${new Intl.DateTimeFormat(root.lang, style).format(moment)} (${words.yourTime})`;
  }

  function tell(time) {
    if (!settings || time.title) return;
    time.title = ownTime(time);
    if (!time.title) time.removeAttribute("title");
  }

  document.addEventListener("pointerover", (event) => {
    const time = event.target.closest("time");
    if (time) tell(time);
  });
  // A story's own times can be reached with the keyboard too; site.css shows the title then.
  for (const time of document.querySelectorAll(".times time")) {
    tell(time);
    if (time.title) time.tabIndex = 0;
  }

  /* --- Sharing: the links beside it are plain links -------------------------------------------------------------- */

  const tools = document.querySelector("[data-share]");
  if (tools && settings) {
    const address = document.querySelector("link[rel=canonical]").href;
    const status = tools.querySelector("[role=status]");
    const copy = tools.querySelector("button");

    /** True when the address is in the clipboard. Without https, browsers have only the old way. */
    async function copied() {
      try {
        await navigator.clipboard.writeText(address);
        return true;
      } catch {
        const box = document.createElement("textarea");
        box.value = address;
        tools.append(box);
        box.select();
        const done = document.execCommand("copy");
        box.remove();
        return done;
      }
    }

    let timer = null;
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      status.textContent = ""; // said anew each time: a text that does not change is not read out again
      status.textContent = (await copied()) ? words.linkCopied : `${words.theLink} ${address}`;
      copy.focus();
      clearTimeout(timer);
      timer = setTimeout(() => (status.textContent = ""), 6000);
    });

    if (navigator.share) {
      const more = document.createElement("button");
      more.type = "button";
      more.textContent = words.moreWays;
      more.addEventListener("click", () => {
        // That the reader closes the machine's menu again is no failure.
        navigator.share({ title: document.title, url: address }).catch(() => {});
      });
      const line = document.createElement("li");
      line.append(more);
      tools.querySelector("ul").append(line);
    }
  }

  /* --- Paper --------------------------------------------------------------------------------------------------------- */

  addEventListener("beforeprint", () => {
    for (const link of document.querySelectorAll(".story-body a[href]")) link.dataset.address = link.href;
  });
})();
