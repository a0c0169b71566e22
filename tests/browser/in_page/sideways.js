// What makes the page scroll sideways, is cut off, or stands past the edge.
() => {
  const unseen = ".visually-hidden, .govuk-visually-hidden, .skip";
  const named = (one) => `${one.tagName.toLowerCase()}.${one.className} “${one.textContent.trim().slice(0, 40)}”`;
  const cuts = (one) => ["hidden", "clip"].includes(getComputedStyle(one).overflowX);
  const isPast = ({ left, right }) => right > innerWidth + 1 || left < -1;
  const wide = document.scrollingElement.scrollWidth - innerWidth;
  const seen = [...document.querySelectorAll("header *, main *, footer *")].filter((one) => one.checkVisibility());
  const cut = seen.filter(
    (one) => !one.closest(`svg, input, ${unseen}`) && one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 2 && cuts(one),
  );
  const past = seen.filter((one) => !one.closest(`svg, .scroll, ${unseen}`) && isPast(one.getBoundingClientRect()));
  return [
    ...(wide > 1 ? [`the page scrolls sideways by ${wide} px`] : []),
    ...cut.map((one) => `cut off: ${named(one)}`),
    ...past.slice(0, 3).map((one) => `past the edge: ${named(one)}`),
  ];
};
