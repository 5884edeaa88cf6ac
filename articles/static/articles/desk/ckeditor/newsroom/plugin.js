/* The editor's plugin for related stories, photos and results at the cursor: three buttons, and the cards that they put
   into the text. In the body a card is a mark, `<div data-related="123">Headline</div>`, `<div data-photo="45">Caption
   </div>` or `<div data-contest="6">Mayor</div>`, and nothing else (articles/html.py). What a card shows is in cards.js, the choosing in picker.js. */

(() => {
  "use strict";

  const KINDS = {
    related: {
      widget: "relatedstory",
      attribute: "data-related",
      button: "Related story",
      ask: { title: "Related story in the text", search: "Headline", none: "No story has these words.", empty: "There is no other story yet." },
      words: (card) => card.headline,
    },
    photo: {
      widget: "storyphoto",
      attribute: "data-photo",
      button: "Photo",
      ask: { title: "Photo in the text", search: "Caption, credit, photographer, keyword or file name", none: "No photo has these words.", empty: "There is no photo in the library yet." },
      words: (card) => card.caption || card.credit,
    },
    contest: {
      widget: "contestresults",
      attribute: "data-contest",
      button: "Results",
      ask: { title: "Results in the text", search: "Contest, place or coverage", none: "No contest has these words.", empty: "There is no contest yet." },
      words: (card) => card.headline,
    },
  };
  const ADDRESSES = { related: "stories", photo: "photos", contest: "contests" };
  const LONGEST_LABEL = 300;

  CKEDITOR.plugins.add("newsroom", {
    requires: "widget,newsroomcards,newsroompicker",
    init(editor) {
      for (const [kind, about] of Object.entries(KINDS)) {
        editor.widgets.add(about.widget, widgetOf(editor, kind, about));
        editor.ui.addButton(about.widget, {
          label: about.button,
          command: about.widget,
          toolbar: "insert",
          icon: `${this.path}icons/${about.widget}.svg`,
        });
      }
    },
  });

  function widgetOf(editor, kind, about) {
    return {
      requiredContent: `div[${about.attribute}]`,
      upcast: (element) => isMark(element, about) && freed(element),
      downcast: (element) => unfilled(element),
      init() {
        draw(this, kind, about);
      },
      insert() {
        const place = placeIn(editor);
        pick(editor, kind, (card) => put(editor, kind, card, place));
      },
      edit(event) {
        event.cancel();
        pick(editor, kind, (card) => replace(editor, this, kind, card));
      },
      getLabel() {
        return `${about.button}: ${this.element.getText()}`;
      },
    };
  }

  const isMark = (element, about) => element.name === "div" && /^\d{1,18}$/.test(element.attributes[about.attribute] || "");

  /** A mark that was not closed in the source view holds the rest of the story: that comes out again. */
  function freed(mark) {
    const first = mark.children.findIndex((child) => child.name && CKEDITOR.dtd.$block[child.name]);
    const text = first < 0 ? [] : mark.children.slice(first);
    for (const child of text.reverse()) {
      child.remove();
      child.insertAfter(mark);
    }
    return mark;
  }

  /** The editor fills what is empty with a space that cannot break; a mark without a label stays as it was. */
  function unfilled(mark) {
    const [only, more] = mark.children;
    if (only && !more && only.value && !only.value.replace(/&nbsp;|\s/g, "")) only.remove();
    return mark;
  }

  function draw(widget, kind, about) {
    CKEDITOR.plugins.get("newsroomcards").draw(widget.editor, kind, {
      element: widget.element.$,
      id: widget.element.getAttribute(about.attribute),
      label: widget.element.getText(),
    });
  }

  /* --- Choosing */

  function pick(editor, kind, take) {
    const { addresses, ask } = { addresses: editor.config.newsroom, ask: KINDS[kind].ask };
    CKEDITOR.plugins.get("newsroompicker").open({
      ...ask,
      kind,
      address: addresses[ADDRESSES[kind]],
      refusal: (card) => refusalOf(editor, kind, card),
      take,
      closed: () => editor.focus(),
    });
  }

  /** Why this cannot be put into the text once more. Stories can: the linter tells, and "repeat on purpose" is a choice. */
  function refusalOf(editor, kind, card) {
    if (kind === "related") return "";
    if (card.refusal) return card.refusal;
    if (kind === "photo" && document.getElementById("id_lead_photo")?.value === String(card.id)) return "Lead photo: stands above the text already";
    return editor.editable().findOne(`[${KINDS[kind].attribute}="${card.id}"]`) ? "In the text already" : "";
  }

  /* --- Putting it into the text: between paragraphs, never into one */

  /** Where a block goes for the present cursor: before the paragraph when it stands at its beginning, else behind. */
  function placeIn(editor) {
    const range = editor.getSelection()?.getRanges()[0];
    const path = editor.elementPath();
    const block = path && path.elements.length > 1 ? path.elements[path.elements.length - 2] : null;
    if (!range || !block) return { block: editor.editable().getLast(isElement), where: "behind" };
    if (isEmpty(block)) return { block, where: "instead" };
    const atStart = range.collapsed && !isCard(block) && range.checkBoundaryOfElement(block, CKEDITOR.START);
    return { block, where: atStart ? "before" : "behind" };
  }

  const isElement = (node) => node.type === CKEDITOR.NODE_ELEMENT;
  const isCard = (node) => Boolean(node && node.hasAttribute && node.hasAttribute("data-cke-widget-wrapper"));
  const isEmpty = (block) => block.is("p") && !block.getText().replace(/[\s\u200b]/g, "");

  function put(editor, kind, card, place) {
    const about = KINDS[kind];
    const element = editor.document.createElement("div");
    element.setAttribute(about.attribute, String(card.id));
    element.setText(labelOf(kind, card));
    editor.focus();
    editor.fire("saveSnapshot");
    const wrapper = editor.widgets.wrapElement(element, about.widget);
    if (!place.block || !editor.editable().contains(place.block)) editor.editable().append(wrapper);
    else if (place.where === "before") wrapper.insertBefore(place.block);
    else wrapper.insertAfter(place.block);
    if (place.where === "instead") place.block.remove();
    const widget = editor.widgets.initOn(element, about.widget);
    goOnBehind(editor, widget);
    editor.fire("saveSnapshot");
  }

  function replace(editor, widget, kind, card) {
    editor.fire("saveSnapshot");
    widget.element.setAttribute(KINDS[kind].attribute, String(card.id));
    widget.element.setText(labelOf(kind, card));
    draw(widget, kind, KINDS[kind]);
    widget.focus();
    editor.fire("saveSnapshot");
  }

  const labelOf = (kind, card) => KINDS[kind].words(card).replace(/\s+/g, " ").trim().slice(0, LONGEST_LABEL) || `${KINDS[kind].button} ${card.id}`;

  /** The cursor goes where one writes on. */
  function goOnBehind(editor, widget) {
    let next = widget.wrapper.getNext(isElement);
    if (isCard(next)) {
      widget.focus();
      return;
    }
    if (!next) {
      next = editor.document.createElement("p");
      next.appendBogus();
      next.insertAfter(widget.wrapper);
    }
    const range = editor.createRange();
    range.moveToElementEditStart(next);
    range.select();
    range.scrollIntoView();
  }
})();
