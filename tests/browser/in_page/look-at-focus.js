// Whether the focus shows, is hidden by nothing, and moved on in the order of the page. What shows it is the element
// itself or, for a field that is drawn over its label, the label.
() => {
  const here = document.activeElement;
  if (!here || here === document.body) return "";
  const name = `${here.tagName} ${here.id || here.name || here.className} “${here.textContent.trim().slice(0, 30)}”`;
  const label = here.id ? document.querySelector(`label[for="${here.id}"]`) : null;
  const shows = (one) => {
    const style = getComputedStyle(one);
    return style.opacity !== "0" && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  const seen = [here, label].find((one) => one && shows(one));
  if (!seen) return `${name}: the focus does not show`;
  const { x, y, width, height } = seen.getBoundingClientRect();
  if (width < 2 || height < 2) return `${name}: what has the focus has no size`;
  const top = document.elementFromPoint(x + width / 2, y + height / 2);
  // What lets touches through is found behind its neighbours.
  const parts = [seen, here, label, getComputedStyle(here).pointerEvents === "none" && here.parentElement];
  const isSame = top && parts.some((one) => one && (one.contains(top) || top.contains(one)));
  if (!isSame) return `${name}: hidden by ${top ? `${top.tagName}.${top.className}` : "the edge of the window"}`;
  const before = window.lastFocus?.isConnected ? window.lastFocus : null;
  window.lastFocus = here;
  const goesOn = !before || before === here || before.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING;
  return goesOn || here.classList.contains("exit") ? "" : `${name}: comes out of order after ${before.outerHTML.slice(0, 60)}`;
};
