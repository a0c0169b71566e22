// The addresses of what can be heard on this screen, without the names of other languages, and the main buttons and
// questions that nothing says aloud.
() => {
  const seen = (selector) => [...document.querySelectorAll(`main ${selector}`)].filter((one) => one.checkVisibility());
  const ears = seen(".listen").filter((one) => !one.closest(".by-ear"));
  const buttons = seen(".button:not(.button--second, .button--quiet, .button--back)");
  const mute = (one) => !one.querySelector(":scope > .listen")?.checkVisibility();
  return [
    ears.map((one) => one.getAttribute("href") ?? `the voice of the device: ${one.dataset.say}`),
    [
      ...buttons.filter((one) => !one.nextElementSibling?.matches(".listen")),
      ...seen(".asked").filter(mute).map((one) => one.querySelector("legend")),
    ].map((one) => one.textContent.trim()),
  ];
};
