/* What the desk's forms do while somebody types: count, grow, keep the primary button's words true, show what was
   refused, and give the editor the page's light or dark. Rows are in rows.js. Nothing here is needed for saving. */

(() => {
  "use strict";

  const words = (text) => (text.match(/[\p{L}\p{N}][\p{L}\p{N}'’.,-]*/gu) || []).length;
  const number = (count) => count.toLocaleString("en-US");

  /* --- Characters, against what is advised */

  function count(box) {
    const advised = Number(box.dataset.advised);
    const counter = document.createElement("span");
    counter.className = "desk-counter";
    counter.setAttribute("aria-live", "off");
    box.insertAdjacentElement("afterend", counter);
    const show = () => {
      const length = [...box.value.trim()].length;
      counter.textContent = `${number(length)} of ${advised}`;
      counter.classList.toggle("over", length > advised);
      counter.title = length > advised ? "Longer than advised" : "Characters, and how many are advised";
    };
    box.addEventListener("input", show);
    show();
  }

  /* --- A headline is one line of text, however many lines it takes on the screen */

  function oneLine(box) {
    const grow = () => {
      if (CSS.supports("field-sizing", "content")) return;
      box.style.height = "auto";
      box.style.height = `${box.scrollHeight}px`;
    };
    box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.isComposing) event.preventDefault();
    });
    box.addEventListener("input", () => {
      if (/[\r\n]/.test(box.value)) box.value = box.value.replace(/\s*[\r\n]+\s*/g, " ");
      grow();
    });
    grow();
  }

  /* --- The primary button says what it will do: "Publish now" or "Schedule for 6:00 AM ET" */

  const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

  /** Minutes since 1970 as the newsroom's clock shows them, or null for a time not typed yet. */
  function typedTime(name) {
    const day = document.getElementById(`id_${name}_0`);
    const time = document.getElementById(`id_${name}_1`);
    const date = day && day.value.match(/^(\d{4})-(\d{2})-(\d{2})$/);
    const clock = time && time.value.match(/^(\d{1,2}):(\d{2})/);
    if (!date || !clock) return null;
    return Date.UTC(+date[1], date[2] - 1, +date[3], +clock[1], +clock[2]) / 60000;
  }

  function clockWords(minutes) {
    const there = new Date(minutes * 60000);
    const hour = there.getUTCHours();
    return `${hour % 12 || 12}:${String(there.getUTCMinutes()).padStart(2, "0")} ${hour < 12 ? "AM" : "PM"}`;
  }

  function keepButtonTrue(row) {
    const button = row.querySelector('[name^="_publish"]');
    if (!button || !row.dataset.publishLabel) return;
    const show = () => {
      const offset = Number(document.body.dataset.adminUtcOffset || 0) / 60;
      const now = Date.now() / 60000 + offset;
      const when = Math.max(typedTime("publish_at") ?? 0, typedTime("embargo_until") ?? 0);
      if (when <= now) {
        button.textContent = row.dataset.publishLabel;
        return;
      }
      const there = new Date(when * 60000);
      const sameDay = Math.floor(when / 1440) === Math.floor(now / 1440);
      const sameYear = there.getUTCFullYear() === new Date(now * 60000).getUTCFullYear();
      const year = sameYear ? "" : `, ${there.getUTCFullYear()}`;
      const day = sameDay ? "" : `${MONTHS[there.getUTCMonth()]} ${there.getUTCDate()}${year}, `;
      button.textContent = `Schedule for ${day}${clockWords(when)} ${row.dataset.zone}`;
    };
    for (const name of ["publish_at", "embargo_until"]) {
      for (const part of [0, 1]) {
        const box = document.getElementById(`id_${name}_${part}`);
        if (!box) continue;
        for (const event of ["input", "change", "focus", "blur"]) box.addEventListener(event, show);
      }
    }
    document.addEventListener("click", () => setTimeout(show, 0)); // the calendar sets its box without an event
  }

  /* --- The editor: words, and light or dark */

  function dressEditor(editor) {
    const dark = () => {
      const page = editor.document && editor.document.$;
      if (page) page.documentElement.classList.toggle("dark", document.documentElement.classList.contains("dark"));
    };
    const note = document.createElement("div");
    note.className = "desk-words";
    editor.container.$.insertAdjacentElement("afterend", note);
    const show = () => {
      const page = new DOMParser().parseFromString(editor.getData().replace(/<\/(p|h\d|li|td|th)>/g, " $&"), "text/html");
      page.querySelectorAll("[data-related], [data-photo], [data-contest]").forEach((mark) => mark.remove()); // their labels are not text
      const total = words(page.body.textContent);
      note.textContent = `${number(total)} ${total === 1 ? "word" : "words"}${total > 120 ? ` · ${Math.round(total / 230) || 1} min to read` : ""}`;
      document.dispatchEvent(new CustomEvent("desk:words", { detail: note.textContent })); // writing.js prints it too
    };
    let waiting = 0;
    editor.on("change", () => {
      editor.element.$.dispatchEvent(new Event("input")); // so that leaving the page unsaved is asked about
      clearTimeout(waiting);
      waiting = setTimeout(show, 400);
    });
    editor.on("contentDom", dark); // the frame is written anew after "Source"
    new MutationObserver(dark).observe(document.documentElement, { attributes: true, attributeFilter: ["class"] });
    dark();
    show();
    setTimeout(showFault, 300); // the editor has grown to its text and pushed what is below it down
  }

  function waitForEditor() {
    if (!document.querySelector("textarea[data-type=ckeditortype]")) return;
    if (!window.CKEDITOR) {
      setTimeout(waitForEditor, 100);
      return;
    }
    window.CKEDITOR.on("instanceReady", (event) => dressEditor(event.editor));
    for (const editor of Object.values(window.CKEDITOR.instances)) {
      if (editor.status === "ready") dressEditor(editor);
    }
  }

  /* --- The boxes of long lists (topics, photos, our stories) do not know the labels that stand above them */

  const boxed = ".desk-box, .desk-cell, .field-line"; // our own, and Unfold's

  function nameLists() {
    for (const list of document.querySelectorAll(`:is(${boxed}) .select2-selection`)) {
      const label = list.closest(boxed).querySelector("label");
      if (!label) continue;
      const search = list.querySelector(".select2-search__field");
      if (search) search.setAttribute("aria-label", label.textContent.trim());
      const chosen = list.querySelector(".select2-selection__rendered[role=textbox]");
      if (!chosen) continue;
      label.id = `${chosen.id}-label`;
      chosen.setAttribute("aria-labelledby", label.id);
      list.setAttribute("aria-labelledby", `${label.id} ${chosen.id}`);
    }
  }

  /* --- What was refused comes into view: on a long form it may stand far below the buttons */

  function showFault() {
    const fault = document.querySelector(".desk-fault:not(:empty)");
    if (fault && fault.checkVisibility()) fault.scrollIntoView({ block: "center" });
  }

  // Unfold's script prints the chosen file's name in a box of its own, which our file box does not have or need.
  document.addEventListener("change", (event) => {
    if (event.target.matches(".desk-file")) event.stopImmediatePropagation();
  }, true);

  // Whoever has logged in anew meanwhile, in another tab, has a new token: with the old one what was typed is refused.
  document.addEventListener("submit", (event) => {
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    const box = event.target.querySelector("[name=csrfmiddlewaretoken]");
    if (box && token) box.value = token[1];
  }, true);

  // Live blogs then offer to write a post from the readers' page itself (static/articles/live_blog.js).
  try {
    if (!document.querySelector("[type=password]")) localStorage.setItem("newsroom-desk", "1");
  } catch {
    // a browser that keeps nothing
  }

  for (const wait of [0, 500]) window.addEventListener("load", () => setTimeout(nameLists, wait)); // Django makes them late
  document.addEventListener("focusin", nameLists); // rows are added, and the box is made anew when a topic is chosen

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll("[data-advised]").forEach(count);
    document.querySelectorAll("[data-one-line]").forEach(oneLine);
    document.querySelectorAll(".desk-submit").forEach(keepButtonTrue);
    waitForEditor();
    setTimeout(showFault, 0); // when Unfold has opened the tab that the fault is in
  });
})();
