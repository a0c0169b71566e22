// Tells, from the press that leaves onwards, how much is on the page after each change and how many milliseconds passed.
(() => {
  let pressed = 0;
  const size = () => document.documentElement?.innerHTML.length ?? 0;
  for (const kind of ["click", "keydown"]) addEventListener(kind, (event) => (pressed = event.timeStamp), true);
  new MutationObserver(() => {
    if (pressed) window.saySize(size(), performance.now() - pressed);
  }).observe(document, { childList: true, subtree: true });
})();
