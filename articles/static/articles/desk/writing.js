/* The publication checklist and the previews of a search result and a shared card, kept true while somebody types. The
   page brings both as they were when it was opened; the rules are those of admin/checklist.py and admin/looks.py. */

(() => {
  "use strict";

  const TITLE = 60;
  const DESCRIPTION = 155;
  const MOST_LINKS = 100;

  const boxOf = (name) => document.getElementById(`id_${name}`);
  const typed = (name) => (boxOf(name) ? boxOf(name).value.trim() : "");
  const folded = (text) => text.replace(/\s+/g, " ").trim();

  function slugified(text) {
    const plain = text.normalize("NFKD").replace(/[^\x20-\x7e]/g, "").toLowerCase();
    return plain.replace(/[^\w\s-]/g, "").replace(/[-\s]+/g, "-").replace(/^[-_]+|[-_]+$/g, "").slice(0, 120);
  }

  function cut(text, most) {
    const whole = folded(text);
    if (whole.length <= most) return whole;
    const head = whole.slice(0, most - 1);
    const space = head.lastIndexOf(" ");
    return `${(space < 0 ? head : head.slice(0, space)).replace(/[ ,;:.|–—-]+$/, "")} …`;
  }

  /* --- What stands in the form */

  function text() {
    const page = new DOMParser().parseFromString(
      (window.deskStory ? window.deskStory.html() : typed("body")).replace(/<\/(p|h\d|li|td|th|blockquote)>/g, " $&"), "text/html"
    );
    const marks = (kind) => [...page.querySelectorAll(`[data-${kind}]`)].map((mark) => mark.getAttribute(`data-${kind}`));
    const [photos, related] = [marks("photo"), marks("related")];
    page.querySelectorAll("[data-photo], [data-related], [data-contest]").forEach((mark) => mark.remove());
    return { words: folded(page.body.textContent), photos, related };
  }

  /** The rows of a group that will be saved. */
  function rows(group) {
    const all = document.querySelectorAll(`#${group}-group .formset > .form-group:not(.empty-form)`);
    return [...all].filter((row) => !row.hidden && !row.querySelector(".delete:checked"));
  }

  function chosen(group, name) {
    return rows(group).map((row) => row.querySelector(`[name$="-${name}"]`)).filter((box) => box && box.value.trim());
  }

  /* --- Photos */

  const { known, learn } = window.deskPhotos;

  const decorative = (use) => use && use.decorative && use.decorative.checked;

  /** The boxes of a photo's first use in the form. */
  function useOf(id) {
    if (typed("lead_photo") === id) return { alt: boxOf("lead_alt_text"), caption: boxOf("lead_caption"), decorative: boxOf("lead_alt_decision") };
    const box = chosen("photos", "photo").find((one) => one.value === id);
    const of = (name) => box.closest(".form-group").querySelector(`[name$="-${name}"]`);
    return box ? { alt: of("alt_text"), caption: of("caption"), decorative: of("alt_decision") } : null;
  }

  function isDescribed(id) {
    const use = useOf(id);
    return Boolean(use && use.alt && (use.alt.value.trim() || decorative(use)));
  }

  /** The description of a use, if it only says the caption again. */
  function repeated(id) {
    const [photo, use] = [known.get(id), useOf(id)];
    if (!photo || decorative(use)) return "";
    const said = (box, own) => (box && box.value.trim()) || own;
    const alt = said(use && use.alt, photo.alt);
    const plain = (text) => folded(text).toLowerCase().replace(/\.+$/, "");
    return alt && plain(alt) === plain(said(use && use.caption, photo.caption)) ? alt : "";
  }

  function lacking(photo) {
    return [photo.hasCredit ? "" : "no credit", photo.isDescribed || isDescribed(String(photo.id)) ? "" : "no description"].filter(Boolean).join(" and ");
  }

  /* --- The checklist */

  function tick(key, done, todo) {
    const item = document.querySelector(`[data-check="${key}"]`);
    if (!item) return;
    item.classList.toggle("done", done);
    const said = `: ${done ? "done" : item.classList.contains("must") ? "missing" : "advised"}`;
    const words = item.querySelector("[data-said]");
    if (words.textContent !== said) words.textContent = said;
    if (todo !== undefined) item.querySelector("[data-todo]").textContent = todo;
  }

  function sum() {
    const missing = document.querySelectorAll("[data-check].must:not(.done)").length;
    const words = missing ? `${missing} ${missing === 1 ? "thing is" : "things are"} missing before it can go out.` : "Nothing is missing.";
    const place = document.querySelector("[data-missing]");
    if (place.textContent !== words) place.textContent = words; // read aloud only when it changes
  }

  function checkAll(found) {
    tick("headline", Boolean(typed("headline")));
    tick("section", Boolean(typed("section")));
    tick("text", Boolean(found.words));
    tick("address", Boolean(typed("slug") || slugified(typed("headline"))));
    const photos = [...new Set([typed("lead_photo"), ...chosen("photos", "photo").map((box) => box.value), ...found.photos])];
    const faulty = photos.map((id) => known.get(id)).filter((photo) => photo && lacking(photo));
    tick("photos", !faulty.length, faulty.map((photo) => `“${photo.title}”: ${lacking(photo)}.`).join(" "));
    const repeats = photos.map(repeated).filter(Boolean);
    tick("alts", !repeats.length, repeats.map((alt) => `“${alt.slice(0, 60)}” only repeats the caption.`).join(" "));
    const links = new Set([...chosen("related_links", "target"), ...chosen("related_links", "url")].map((box) => box.closest(".form-group")));
    tick("links", links.size + found.related.length <= MOST_LINKS);
    tick("names", chosen("bylines", "contributor").length > 0);
    tick("dek", Boolean(typed("dek")));
    tick("lead", Boolean(typed("lead_photo")));
    sum();
    return photos.filter(Boolean);
  }

  /* --- The previews */

  function preview(found) {
    const place = document.querySelector("[data-looks]");
    if (!place) return;
    const about = place.dataset;
    const headline = typed("seo_title") || typed("headline") || "Story without a headline";
    const said = typed("seo_description") || typed("dek");
    const slug = typed("slug") || slugified(typed("headline"));
    const pictured = ["share_photo", "lead_photo"].map((name) => known.get(typed(name))).find((photo) => photo && photo.picture);
    const looks = {
      title: cut(`${headline} | ${about.site}`, TITLE),
      trail: [about.host, section(place), about.story ? `${slug}-${about.story}` : slug].filter(Boolean).join(" › "),
      description: cut(said || found.words.slice(0, 400), DESCRIPTION),
      headline: folded(typed("share_title") || headline),
      dek: folded(said),
    };
    for (const [name, words] of Object.entries(looks)) place.querySelector(`[data-look="${name}"]`).textContent = words;
    const picture = place.querySelector('[data-look="picture"]');
    const address = (pictured && pictured.picture) || about.picture;
    if (picture.getAttribute("src") !== address) picture.src = address;
  }

  /** The address of the section; of one chosen just now only the name is known, and its address is nearly always that. */
  function section(place) {
    const box = boxOf("section");
    if (!box || !box.value) return "";
    if (box.value === place.dataset.sectionId) return place.dataset.section;
    return slugified(box.selectedOptions.length ? box.selectedOptions[0].textContent : "");
  }

  /* --- When */

  function show() {
    const found = text();
    learn([...checkAll(found), typed("share_photo")], show);
    preview(found);
  }

  function start() {
    const list = document.querySelector("[data-checklist]");
    if (!list) return;
    let waiting = 0;
    const soon = () => {
      clearTimeout(waiting);
      waiting = setTimeout(show, 250);
    };
    const form = list.closest("form");
    form.addEventListener("input", soon, true);
    form.addEventListener("change", soon, true);
    form.addEventListener("click", soon); // rows are taken out by a click
    window.django.jQuery(form).on("change", "select.admin-autocomplete", soon);
    for (const word of ["story:typed", "story:rows", "desk:taken-out", "formsetGroup:added"]) document.addEventListener(word, soon);
    document.addEventListener("desk:words", (event) => {
      document.querySelector("[data-length]").textContent = event.detail;
      soon();
    });
    const count = document.querySelector("[data-links-count]");
    if (!count) return;
    const linted = () => tick("linted", count.hidden, count.hidden ? "" : `${count.getAttribute("aria-label")}.`);
    new MutationObserver(linted).observe(count, { attributes: true });
    linted();
  }

  document.addEventListener("DOMContentLoaded", start);
})();
