// Says which contests of an open page have news: each card carries it in words (data-live-news), without figures, and
// what differs from before is read out by live.js, which has put in the new part by then.
(() => {
  "use strict";
  const MOST = 3; // more at once would be a speech

  addEventListener("live", ({ target, detail }) => {
    const first = detail.fragment.firstElementChild;
    if (!first) return;
    const before = new Map([...target.querySelectorAll("[data-live-news]")].map((card) => [card.dataset.contest, card.dataset.liveNews]));
    const news = [...detail.fragment.querySelectorAll("[data-live-news]")].map((card) => card.dataset).filter(({ contest, liveNews }) => liveNews && before.has(contest) && before.get(contest) !== liveNews);
    if (news.length) first.dataset.liveSay = news.slice(0, MOST).map(({ liveNews }) => liveNews).join(" ");
  }, true); // on its way down, since it does not come up
})();
