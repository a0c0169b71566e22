// Everything to tap that is smaller than a fingertip. A link inside a line of text is as high as its line, and what is
// only there for a screen reader has no size.
(least) => {
  const named = (one) =>
    `${one.tagName.toLowerCase()}#${one.id || one.name || one.className} “${one.textContent.trim().slice(0, 30)}”`;
  const isChoice = (one) => one.matches("input[type=radio], input[type=checkbox]");
  const target = (one) => (isChoice(one) && document.querySelector(`label[for="${one.id}"]`)) || one;
  const isInLine = (one) =>
    one.tagName === "A" &&
    getComputedStyle(one).display === "inline" &&
    [...one.parentElement.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  return [...document.querySelectorAll("a[href], button, input:not([type=hidden]), textarea, select, summary")]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }))
    .filter((one) => !one.matches('.skip:not(:focus), [tabindex="-1"][aria-hidden=true]') && !isInLine(one))
    .map((one) => [named(one), target(one).getBoundingClientRect()])
    .filter(([, box]) => box.width < least - 0.5 || box.height < least - 0.5)
    .map(([name, box]) => `target of ${box.width.toFixed(0)}×${box.height.toFixed(0)} px: ${name}`);
};
