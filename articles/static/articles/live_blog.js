// New posts in an open tab: they wait behind a button, so that nobody loses their line; what was corrected or withdrawn
// changes at once. live.js asks for the posts and says when there are some. For the desk: a box to write a post in, where
// the desk was used in this browser before (static/articles/desk/desk.js); what is typed there stays until it is out.
(() => {
  "use strict";
  const part = document.querySelector("[data-posts]");
  if (!part) return;
  const order = (post) => Number(post.dataset.order);
  const posts = (root) => [...root.querySelectorAll("#posts > [data-post]")];
  const pinned = (root) => [...root.querySelectorAll("#posts-pinned > [data-post]")];
  const number = (post) => post.dataset.post;
  let waiting = []; // new posts, as the page will have them from its top
  let told = new Set(); // numbers of those that were read out
  let isApart = false; // more came than a fragment holds: there may be posts in between
  let top = null; // what stands over the posts once the new ones are shown: key moments, and pinned posts

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
    const known = new Set([...here, ...pinned(part)].map(number));
    const gone = new Set(fragment.firstElementChild.dataset.gone.split(" "));
    const onTop = pinned(fragment);
    const fresh = there.filter((post) => order(post) > newest && !known.has(number(post)));
    isApart = there.length > 0 && fresh.length === there.length && here.length > 0 && !!fragment.querySelector("#posts-more a");
    waiting = [...onTop.filter((post) => !known.has(number(post))), ...fresh];
    keepBack(fragment);
    // Older posts than the fragment's stay as they are, unless they were withdrawn or pinned.
    const elsewhere = new Set([...gone, ...onTop.map(number)]);
    const kept = here.filter((post) => (isApart || order(post) < oldest) && !elsewhere.has(number(post)));
    list.append(...kept.map((post) => post.cloneNode(true)));
    const more = part.querySelector("#posts-more");
    if (kept.length && more) fragment.querySelector("#posts-more").replaceWith(more.cloneNode(true));
    // Only a new post is read out; not the one before it, when a post was withdrawn, and not a headline that was mended.
    if (waiting.every((post) => told.has(number(post)))) delete fragment.firstElementChild.dataset.liveSay;
    for (const post of waiting) told.add(number(post));
    show();
  });

  /** Takes the new posts out of what goes onto the page now, and out of the key moments over it. */
  function keepBack(fragment) {
    const moments = fragment.querySelector(".moments");
    top = { moments: moments?.cloneNode(true), pinned: fragment.querySelector("#posts-pinned").cloneNode(true) };
    for (const post of waiting) {
      const path = post.querySelector(".post-line a").getAttribute("href");
      moments?.querySelector(`a[href="${path}"]`)?.closest("li").remove();
      post.remove();
    }
    if (moments && !moments.querySelector("li")) moments.remove();
  }

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
    const isOnTop = new Set(pinned(top.pinned).map(number));
    part.querySelector("#posts").prepend(...waiting.filter((post) => !isOnTop.has(number(post))));
    part.querySelector("#posts-pinned").replaceWith(top.pinned);
    part.querySelector(".moments")?.remove();
    if (top.moments) part.querySelector("#live-blog").after(top.moments);
    const first = part.querySelector(`#post-${number(waiting[0])}`);
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
    for (const box of form.querySelectorAll("[data-desk-only]")) box.remove(); // needs the scripts of the desk
    place.replaceChildren(form);
    prepare(form);
  });

  function prepare(form) {
    const boxes = [...form.elements].filter((box) => box.name && !["hidden", "submit"].includes(box.type));
    const buttons = form.querySelectorAll("[type=submit]");
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
      // Whoever has logged in anew meanwhile, in another tab, has a new token.
      const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
      if (token) form.elements.csrfmiddlewaretoken.value = token[1];
      const body = new FormData(form, event.submitter); // with the button: a draft is kept by one of its own
      for (const button of buttons) button.disabled = true;
      const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } }).catch(() => null);
      for (const button of buttons) button.disabled = false;
      const told = answer && !answer.redirected ? await answer.json().catch(() => null) : null;
      if (!told) {
        const why = !answer ? "cutOff" : answer.redirected || answer.status === 403 ? "loggedOut" : "failed";
        said.textContent = form.dataset[why];
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
