/* The photos of the story form: dropped or chosen, and what the story says of each beside what the library says. The
   boxes work without this; the rules are those of admin/photo_uses.py. Marking a part of a picture is in cropping.js. */

(() => {
  "use strict";

  const { make } = window.deskSending;
  const { known, learn } = window.deskPhotos;
  const folded = (text) => text.replace(/\s+/g, " ").trim().toLowerCase().replace(/\.+$/, "");
  const REPEATS = "This repeats the caption, so it is not read out. Say what the picture shows, or leave it empty.";

  const page = () => document.querySelector("[data-photo-desk]");
  const group = () => document.getElementById("photos-group");
  const rows = () => [...group().querySelectorAll(".formset > .form-group:not(.empty-form)")];
  const standing = () => rows().filter((row) => !row.hidden && !row.querySelector(".delete:checked"));

  /** A use of a photo: its boxes, wherever they stand. */
  function lead() {
    const box = (name) => document.getElementById(`id_lead_${name}`);
    return { root: document.querySelector(".desk-page"), photo: box("photo"), caption: box("caption"), alt: box("alt_text"), decorative: box("alt_decision"), crop: box("crop"), shown: document.querySelector(".desk-lead") };
  }

  function useOf(row) {
    const box = (name) => row.querySelector(`[name$="-${name}"]`);
    return { root: row, photo: box("photo"), caption: box("caption"), alt: box("alt_text"), decorative: box("alt_decision"), crop: box("crop"), shown: row.querySelector(".field-picture") };
  }

  const uses = () => [lead(), ...standing().map(useOf)].filter((use) => use.photo && use.alt);

  /* --- What the library says */

  function show(use) {
    const photo = known.get(use.photo.value);
    if (!use.photo.value) use.shown.replaceChildren();
    if (!photo) return;
    if (use.shown.querySelector("[data-inherits]")?.dataset.inherits !== use.photo.value) use.shown.replaceChildren(thumbnail(use, photo), inherits(photo));
    use.caption.placeholder = photo.caption.slice(0, 160);
    use.alt.placeholder = photo.alt.slice(0, 160);
    window.deskCropping.draw(use, photo);
    check(use, photo);
  }

  function thumbnail(use, photo) {
    const kind = use.root.matches(".desk-page") ? "desk-thumb desk-thumb-large" : "desk-thumb";
    return photo.picture ? make("img", { class: kind, src: photo.picture, alt: "" }) : make("span", { class: `${kind} desk-thumb-missing` }, "Picture missing");
  }

  /** As inherited() in admin/photo_uses.py prints it. */
  function inherits(photo) {
    return make(
      "span", { class: "desk-inherits", "data-inherits": photo.id },
      make("span", { class: `desk-inherits-credit${photo.credit ? "" : " desk-todo"}` }, photo.credit ? `Credit: ${photo.credit}` : "No credit"),
      make("span", {}, `Caption: ${photo.caption ? `“${photo.caption}”` : "none"}`),
      make("span", {}, `Read out: ${photo.read}`),
      make("span", { class: photo.refusal ? "desk-todo" : "desk-inherits-rights" }, photo.refusal || photo.rights),
      make("a", { href: photo.address, target: "_blank" }, "Open the photo")
    );
  }

  /** A description that only says the caption again is pointed out while it is typed. */
  function check(use, photo) {
    const alt = use.alt.value.trim() || photo.alt;
    const caption = use.caption.value.trim() || photo.caption;
    const repeats = !use.decorative.checked && folded(alt) && folded(alt) === folded(caption);
    let said = use.alt.parentElement.querySelector(".desk-use-said");
    if (!said) {
      said = make("p", { class: "desk-use-said", role: "status" });
      use.alt.insertAdjacentElement("afterend", said);
    }
    const words = repeats ? REPEATS : "";
    if (said.textContent !== words) said.textContent = words;
  }

  function showAll() {
    learn(uses().map((use) => use.photo.value), showAll);
    uses().forEach(show);
  }

  /* --- Choosing */

  function choose(use, photo) {
    if (![...use.photo.options].some((option) => option.value === String(photo.id))) use.photo.append(new Option(photo.caption, photo.id, true, true));
    use.photo.value = String(photo.id);
    window.django.jQuery(use.photo).trigger("change");
    use.photo.dispatchEvent(new Event("input", { bubbles: true })); // so that leaving the page unsaved is asked about
  }

  const isHere = (photo) => uses().some((use) => use.photo.value === String(photo.id));

  function freshRow() {
    const spare = rows().find((row) => row.hidden && !row.classList.contains("original"));
    if (spare) {
      spare.parentElement.insertBefore(spare, spare.parentElement.querySelector(":scope > .empty-form"));
      spare.hidden = false;
      return spare;
    }
    const before = rows().length;
    group().querySelector(".add-row").click();
    return rows().length > before ? rows().at(-1) : null;
  }

  /** One more photo in the text, or in the gallery; false when there is none to be had. */
  function add(photo, { gallery = false } = {}) {
    const row = freshRow();
    if (!row) return false;
    const use = useOf(row);
    row.querySelector('[name$="-in_gallery"]').checked = gallery;
    choose(use, photo);
    return true;
  }

  /** The window that the editor's own button opens too. The editor brings it along, a moment after the page. */
  function pick(title, take, tries = 0) {
    const picker = window.CKEDITOR?.plugins.get("newsroompicker");
    if (!picker && tries < 50) setTimeout(pick, 100, title, take, tries + 1);
    picker?.open({
      kind: "photo",
      title,
      search: "Caption, credit, photographer, keyword or file name",
      none: "No photo has these words.",
      empty: "There is no photo in the library yet.",
      address: page().dataset.pick,
      refusal: (card) => card.refusal || (isHere(card) ? "In the story already" : ""),
      take,
      closed: () => {},
    });
  }

  /* --- Dropping: a photo on top, photos into the text or the gallery */

  function dropZone(place, { words, several, take, title }) {
    const box = make("input", { type: "file", accept: "image/*,.tif,.tiff,.heic,.avif", ...(several ? { multiple: "" } : {}) });
    const label = make("label", { class: "desk-story-drop" }, make("span", { class: "desk-drop-dropped" }, words), make("span", { class: "desk-drop-choose" }, several ? "choose files" : "choose a file"), box);
    const library = make("button", { type: "button", class: "desk-small" }, "Choose from the library");
    const told = make("p", { class: "desk-sending-sum", role: "status" });
    const list = make("ol", { class: "desk-sendings" });
    const may = page().dataset.send;
    const zone = make("div", { class: "desk-story-sending" }, ...(may ? [label] : []), library, told, list);
    place.append(zone);
    library.addEventListener("click", () => pick(title, (card) => take(card, { many: false })));
    if (!may) return;
    const sendings = [];
    const send = (files) => {
      files.forEach((file, index) => {
        const about = {
          address: page().dataset.send,
          mostBytes: page().dataset.mostBytes,
          changed: () => { told.textContent = sendings.length > 1 ? window.deskSending.sum(sendings) : ""; },
          use: (photo, sending) => {
            if (isHere(photo)) sending.said.textContent = "It is in this story already.";
            else if (take(photo, { many: files.length > 1, index })) sending.tile.remove();
            else sending.said.textContent = "In the library. The form takes no more photos.";
          },
        };
        const sending = new window.deskSending.Sending(file, about);
        sendings.push(sending);
        list.append(sending.tile);
        sending.begin();
      });
    };
    box.addEventListener("change", (event) => {
      event.stopPropagation();
      send([...box.files]);
      box.value = "";
    });
    box.addEventListener("input", (event) => event.stopPropagation());
    place.classList.add("desk-drop-here");
    window.deskSending.takeDrops(place, send);
  }

  function takeLead(photo, { many, index = 0 }) {
    if (index > 0) return add(photo, { gallery: many });
    choose(lead(), photo);
    return true;
  }

  function start() {
    if (!page() || !group() || !lead().alt) return;
    const form = group().closest("form");
    dropZone(document.querySelector(".desk-box.field-lead_photo"), { words: "Drop a photo here, or ", several: true, take: takeLead, title: "Lead photo" });
    dropZone(group(), {
      words: "Drop photos here (one goes into the text, several into the gallery), or ",
      several: true,
      take: (photo, { many }) => add(photo, { gallery: many }),
      title: "Photo in the text",
    });
    for (const event of ["input", "change"]) form.addEventListener(event, () => uses().forEach(show), true);
    window.django.jQuery(form).on("change", "select.admin-autocomplete", (event) => {
      const use = uses().find((one) => one.photo === event.target);
      if (use && use.crop.value) use.crop.value = ""; // it was a part of another picture
      showAll();
    });
    document.addEventListener("formsetGroup:added", showAll);
    document.addEventListener("photos:known", () => uses().forEach(show));
    // Files that miss their place do not replace the page.
    for (const event of ["dragover", "drop"]) {
      window.addEventListener(event, (dropped) => {
        if ([...((dropped.dataTransfer && dropped.dataTransfer.types) || [])].includes("Files")) dropped.preventDefault();
      });
    }
    showAll();
  }

  window.addEventListener("load", () => setTimeout(start, 0)); // when Unfold has made its rows work
})();
