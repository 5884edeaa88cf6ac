/* While a time is typed: when that is, in words, in the newsroom's zone; and whether clocks show it twice or never.
   The server says the same when the form comes back (admin/moments.py): nothing here is needed for saving. */

(() => {
  "use strict";

  const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
  const MINUTE = 60000;

  /** What the newsroom's clock shows at an instant, as if it were UTC; both in milliseconds. */
  function shownAt(instant, zone) {
    const parts = {};
    const format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric",
    });
    for (const part of format.formatToParts(instant)) parts[part.type] = Number(part.value);
    return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute);
  }

  /** The instants at which the clock shows this: one, two where clocks are put back, none where they are put forward. */
  function instantsOf(shown, zone) {
    const offsets = new Set([-36, 36].map((hours) => {
      const near = shown + hours * 60 * MINUTE;
      return shownAt(near, zone) - near;
    }));
    return [...offsets].map((offset) => shown - offset).filter((instant) => shownAt(instant, zone) === shown).sort((a, b) => a - b);
  }

  function nameOf(instant, zone) {
    const parts = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "short" }).formatToParts(instant);
    return parts.find((part) => part.type === "timeZoneName").value;
  }

  function typed(day, time) {
    const date = day.match(/^\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*$/);
    const clock = time.match(/^\s*(\d{1,2})(?::(\d{2}))?(?::\d{2})?\s*([ap]m)?\s*$/i);
    if (!date || !clock || (!clock[2] && !clock[3])) return null;
    let hour = Number(clock[1]);
    if (clock[3]) hour = (hour % 12) + (clock[3].toLowerCase() === "pm" ? 12 : 0);
    const shown = Date.UTC(+date[1], date[2] - 1, +date[3], hour, Number(clock[2] || 0));
    return hour > 23 || new Date(shown).getUTCDate() !== +date[3] ? null : shown;
  }

  function span(minutes) {
    if (minutes < 1) return "less than a minute";
    const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60];
    if (days >= 10) return `${days.toLocaleString("en-US")} days`;
    if (days) return `${days} ${days === 1 ? "day" : "days"}${hours ? ` ${hours} h` : ""}`;
    return [hours ? `${hours} h` : "", rest ? `${rest} min` : ""].filter(Boolean).join(" ");
  }

  function clockWords(shown) {
    const there = new Date(shown);
    return `${there.getUTCHours() % 12 || 12}:${String(there.getUTCMinutes()).padStart(2, "0")} ${there.getUTCHours() < 12 ? "AM" : "PM"}`;
  }

  function words(shown, instant, zone, name) {
    const [there, today] = [new Date(shown), new Date(shownAt(Date.now(), zone))];
    const year = there.getUTCFullYear() === today.getUTCFullYear() ? "" : `, ${there.getUTCFullYear()}`;
    const sameDay = there.toISOString().slice(0, 10) === today.toISOString().slice(0, 10);
    const day = sameDay ? "" : `${MONTHS[there.getUTCMonth()]} ${there.getUTCDate()}${year}, `;
    const gone = Date.now() - instant;
    const wait = gone < 0 ? `in ${span(Math.ceil(-gone / MINUTE))}` : gone < MINUTE ? "just now" : `${span(Math.floor(gone / MINUTE))} ago`;
    return `${day}${clockWords(shown)} ${name}, ${wait}`;
  }

  function keepTold(box) {
    const [day, time, which] = ["0", "1", "2"].map((part) => box.querySelector(`[name$="_${part}"]`));
    const told = box.querySelector("[data-moment-told]");
    const { zone, zoneName } = box.dataset;
    if (!day || !time || !which || !told) return;
    let before = null;

    const ask = (instants) => {
      box.querySelector(".desk-moment-which").hidden = instants.length < 2;
      if (instants.length < 2) {
        which.replaceChildren(new Option("", "", true, true));
        return;
      }
      const chosen = which.value;
      const choices = ["first", "second"].map((each, place) => new Option(`the ${each} (${nameOf(instants[place], zone)})`, each));
      which.replaceChildren(new Option("Which of the two?", ""), ...choices);
      which.value = chosen;
    };

    const show = () => {
      const shown = typed(day.value, time.value);
      const instants = shown === null ? [] : instantsOf(shown, zone);
      const state = `${day.value} ${time.value}`;
      if (state !== before) ask(instants);
      before = state;
      if (shown === null) told.textContent = "";
      else if (!instants.length) told.textContent = `${clockWords(shown)} does not exist on this day: clocks are put forward.`;
      else if (instants.length > 1 && !which.value) told.textContent = `${clockWords(shown)} comes twice on this day.`;
      else told.textContent = words(shown, instants[which.value === "second" ? 1 : 0], zone, zoneName);
    };

    for (const event of ["input", "change", "focusin", "focusout"]) box.addEventListener(event, show);
    document.addEventListener("click", () => setTimeout(show, 0)); // the calendar sets its box without an event
    setInterval(show, 30000);
    show();
  }

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-moment]").forEach(keepTold));
})();
