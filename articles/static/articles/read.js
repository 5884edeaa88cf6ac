// Says once that a story was read: when it has been in view for five seconds, and without a cookie or any name.
// The tag in the article template tells where: <script src="read.js" defer data-read="/read/123/"></script>
(() => {
  "use strict";
  const NEEDED = 5000; // milliseconds in view; a page in a background tab or fetched ahead does not read itself
  const address = document.currentScript && document.currentScript.dataset.read;
  const asksNot = navigator.globalPrivacyControl || navigator.doNotTrack === "1" || window.doNotTrack === "1";
  if (!address || asksNot || navigator.webdriver || !navigator.sendBeacon) return;

  let inView = 0;
  let since = null;
  let timer = null;

  function look() {
    const visible = document.visibilityState === "visible" && !document.prerendering;
    if (visible && since === null) {
      since = performance.now();
      timer = setTimeout(say, NEEDED - inView);
    } else if (!visible && since !== null) {
      clearTimeout(timer);
      inView += performance.now() - since;
      since = null;
    }
  }

  function say() {
    document.removeEventListener("visibilitychange", look);
    document.removeEventListener("prerenderingchange", look);
    navigator.sendBeacon(address);
  }

  document.addEventListener("visibilitychange", look);
  document.addEventListener("prerenderingchange", look);
  look();
})();
