/* What is wrong with the links of a story, text and rows together, said while it is written. Each finding leads to its
   place and has buttons that mend it. What counts as wrong is decided by related/linter.py; saving is never held up. */

(() => {
  "use strict";

  const story = window.deskStory;
  const { make } = story;

  const LINKS = "a[href]";
  const INSERTS = "[data-related]";

  /* --- Mending. Places are counted in the text as it was sent: mend() makes sure that it still is that text. */

  const inText = (selector, change) => (fix) => {
    story.mendText((root) => {
      const found = root.querySelectorAll(selector)[fix.at.number];
      if (found) change(found, fix.value);
    });
  };
  const inRow = (change) => (fix) => {
    const row = story.numbered(fix.at.number);
    if (row) change(row, fix.value);
  };

  const MENDING = {
    unlink: inText(LINKS, (link) => link.replaceWith(...link.childNodes)),
    set_href: inText(LINKS, (link, address) => link.setAttribute("href", address)),
    remove_insert: inText(INSERTS, (insert) => insert.remove()),
    repeat_insert: inText(INSERTS, (insert) => insert.setAttribute("data-repeat", "on-purpose")),
    remove_row: inRow((row) => story.takeOut(row)),
    repeat_row: inRow((row) => story.repeat(row)),
    use_story: inRow(useStory),
  };

  const askStory = story.asker();

  async function useStory(row, id) {
    const answer = await askStory(`${story.panel().dataset.stories}?ids=${encodeURIComponent(id)}`);
    if (answer && answer.results && answer.results.length) story.choose(row, answer.results[0]);
  }

  /* --- Showing the place */

  function showInText(selector, number) {
    const editor = story.editor();
    if (!editor || editor.mode !== "wysiwyg") return;
    const found = editor.editable().$.querySelectorAll(selector)[number];
    if (!found) return;
    const element = new window.CKEDITOR.dom.element(found);
    const widget = editor.widgets && editor.widgets.getByElement(element);
    editor.focus();
    if (widget) widget.focus();
    else editor.getSelection().selectElement(element);
    found.scrollIntoView({ block: "center" });
  }

  function showRow(number) {
    const row = story.numbered(number);
    if (!row) return;
    row.scrollIntoView({ block: "center" });
    const boxes = [...row.querySelectorAll("input:not([type=hidden]), select, button")];
    const box = boxes.find((one) => one.checkVisibility() && (one.type !== "radio" || one.checked));
    if (box) box.focus({ preventScroll: true });
    row.classList.add("desk-shown");
    setTimeout(() => row.classList.remove("desk-shown"), 1600);
  }

  function show(place) {
    if (place.kind === "row") showRow(place.number);
    else showInText(place.kind === "link" ? LINKS : INSERTS, place.number);
  }

  /* --- The list */

  function start() {
    const part = story.panel().querySelector("[data-links]");
    const list = part.querySelector("[data-findings]");
    const said = part.querySelector("[data-findings-said]");
    const count = document.querySelector("[data-links-count]"); // beside the buttons, where it is seen while typing
    const ask = story.asker();
    let sent = "";
    let shown = "";

    function mend(fix) {
      if (fix.at.kind !== "row" && story.html() !== sent) { // somebody typed on: places have moved
        story.tell("The text has changed. The links are being looked through again.");
        lint();
        return;
      }
      part.querySelector("h3").focus({ preventScroll: true });
      MENDING[fix.do](fix);
      story.tell(`Done: ${fix.label}`);
      soon(100);
    }

    function item(finding) {
      const sentence = make("button", { type: "button", class: "desk-finding" }, finding.sentence);
      sentence.addEventListener("click", () => show(finding.at));
      const fixes = finding.fixes.filter((fix) => MENDING[fix.do]).map((fix) => {
        const button = make("button", { type: "button", class: "desk-small" }, fix.label);
        button.addEventListener("click", () => mend(fix));
        return button;
      });
      return make("li", { "data-code": finding.code }, sentence, make("span", { class: "desk-card-buttons" }, ...fixes));
    }

    function print(findings) {
      const now = JSON.stringify(findings);
      if (now === shown) return;
      shown = now;
      list.replaceChildren(...findings.map(item));
      if (!count) return;
      count.hidden = !findings.length;
      const words = ` ${findings.length === 1 ? "link" : "links"} to look at`;
      count.replaceChildren(String(findings.length), make("span", { class: "desk-wide" }, words));
      count.setAttribute("aria-label", findings.length + words);
    }

    function words(count, links) {
      if (count) return `${count} ${count === 1 ? "thing" : "things"} to look at. You can save all the same.`;
      return links ? "Every story is linked once, and readers can open each of them." : "";
    }

    async function lint() {
      const html = story.html();
      const rows = story.rows();
      const answer = await ask(story.panel().dataset.lint, story.question([["body", html], ["rows", JSON.stringify(rows)]]));
      if (!answer) return;
      sent = html;
      const findings = answer.findings || [];
      print(findings);
      const links = rows.length > 0 || /<a\s[^>]*href|data-related/.test(html);
      const sentence = answer.error || words(findings.length, links);
      if (said.textContent !== sentence) said.textContent = sentence;
      part.hidden = !sentence;
    }

    function showList() {
      document.querySelector('.desk-tabs a[href="#general"]').click();
      part.scrollIntoView({ block: "center" });
      part.querySelector("h3").focus({ preventScroll: true });
    }

    if (count) count.addEventListener("click", () => setTimeout(showList, 0));
    const soon = story.later(lint, 1200);
    document.addEventListener("story:typed", () => soon());
    document.addEventListener("story:rows", () => soon(300));
    lint();
  }

  document.addEventListener("story:ready", start);
})();
