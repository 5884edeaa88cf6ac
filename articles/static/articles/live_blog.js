// New posts in an open tab: they wait behind a button, so that nobody loses their line; what was corrected or withdrawn
// changes at once. live.js asks for the posts and says when there are some. For the desk: a box to write a post in, where
// the desk was used in this browser before (static/articles/desk/desk.js); what is typed there stays until it is out.
(() => {
  "use strict";
  const part = document.querySelector("[data-posts]");
  if (!part) return;
  const order = (post) => Number(post.dataset.order);
  const posts = (root) => [...root.querySelectorAll("#posts > [data-post]")];
  let waiting = []; // new posts, the newest first
  let isApart = false; // more came than a fragment holds: there may be posts in between

  const bar = document.createElement("div");
  bar.className = "posts-new";
  bar.hidden = true;
  const button = bar.appendChild(document.createElement("button"));
  button.type = "button";
  part.before(bar);

  part.addEventListener("live", ({ detail: { fragment } }) => {
    const here = posts(part);
    const list = fragment.querySelector("#posts");
    if (!list || !part.querySelector("#posts")) return;
    const there = posts(fragment);
    const newest = here.length ? order(here[0]) : -1;
    const oldest = there.length ? order(there.at(-1)) : Infinity;
    const known = new Set(here.map((post) => post.dataset.post));
    waiting = there.filter((post) => order(post) > newest && !known.has(post.dataset.post));
    isApart = there.length > 0 && waiting.length === there.length && here.length > 0 && !!fragment.querySelector("#posts-more a");
    for (const post of waiting) post.remove();
    const gone = new Set(fragment.firstElementChild.dataset.gone.split(" "));
    const pinned = new Set([...fragment.querySelectorAll("#posts-pinned > [data-post]")].map((post) => post.dataset.post));
    // Older posts than the fragment's stay as they are, unless they were withdrawn or pinned.
    const older = here.filter((post) => order(post) < oldest && !gone.has(post.dataset.post) && !pinned.has(post.dataset.post));
    const kept = isApart ? here.filter((post) => !gone.has(post.dataset.post) && !pinned.has(post.dataset.post)) : older;
    list.append(...kept.map((post) => post.cloneNode(true)));
    const more = part.querySelector("#posts-more");
    if (kept.length && more) fragment.querySelector("#posts-more").replaceWith(more.cloneNode(true));
    show();
  });

  function show() {
    bar.hidden = !waiting.length;
    const words = waiting.length === 1 ? part.dataset.one : part.dataset.many.replace("{n}", waiting.length);
    button.textContent = isApart ? part.dataset.reload : words;
  }

  button.addEventListener("click", () => {
    if (isApart) {
      location.reload();
      return;
    }
    const list = part.querySelector("#posts");
    const first = waiting[0];
    list.prepend(...waiting);
    waiting = [];
    show();
    first.tabIndex = -1;
    first.focus({ preventScroll: true });
    first.scrollIntoView({ block: "start" });
  });

  /* --- Writing from the page itself ---------------------------------------------------------------------------------- */

  const remembered = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  };
  const remember = (name, value) => {
    try {
      if (value) localStorage.setItem(name, value);
      else localStorage.removeItem(name);
    } catch {
      // a browser that keeps nothing
    }
  };
  if (!remembered("newsroom-desk")) return;
  const kept = `newsroom-post ${part.dataset.desk}`;
  const place = document.createElement("div");
  place.className = "posts-write";
  const open = place.appendChild(document.createElement("button"));
  open.type = "button";
  open.textContent = part.dataset.write;
  part.before(place);
  open.addEventListener("click", async () => {
    const answer = await fetch(part.dataset.desk, { headers: { Accept: "text/html" } }).catch(() => null);
    if (!answer || !answer.ok || answer.redirected) {
      location.assign(part.dataset.desk); // to log in, or to be told why not
      return;
    }
    const template = document.createElement("template");
    template.innerHTML = await answer.text();
    const form = template.content.querySelector("form[data-quick]");
    if (!form) {
      location.assign(part.dataset.desk);
      return;
    }
    place.replaceChildren(form);
    prepare(form);
  });

  function prepare(form) {
    const boxes = [...form.elements].filter((box) => box.name && box.type !== "hidden");
    const said = form.querySelector("[data-said]");
    const typed = JSON.parse(remembered(kept) || "{}");
    for (const box of boxes) {
      if (!(box.name in typed)) continue;
      if (box.type === "checkbox") box.checked = typed[box.name];
      else box.value = typed[box.name];
    }
    form.addEventListener("input", () => {
      const all = boxes.map((box) => [box.name, box.type === "checkbox" ? box.checked : box.value]);
      remember(kept, JSON.stringify(Object.fromEntries(all)));
    });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const send = form.querySelector("[type=submit]");
      send.disabled = true;
      const answer = await fetch(form.action, {
        method: "POST",
        body: new FormData(form),
        headers: { Accept: "application/json" },
      }).catch(() => null);
      send.disabled = false;
      const told = answer && !answer.redirected ? await answer.json().catch(() => null) : null;
      if (!told) {
        said.textContent = answer ? form.dataset.loggedOut : form.dataset.cutOff;
        return;
      }
      said.textContent = told.said;
      if (told.done) {
        remember(kept, "");
        form.reset();
        form.elements.sent_as.value = told.next;
        document.dispatchEvent(new Event("visibilitychange")); // live.js then asks at once
      }
    });
    boxes[0].focus();
  }
})();
