// A second tap within a moment comes from a shaking hand or a slow network: it is not sent. What saves answers sees to itself.
const MOMENT = 1000;

export function watchTwice() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.matches("form[data-save]")) return;
    if (event.timeStamp - (form.sentAt ?? -MOMENT) < MOMENT) event.preventDefault();
    else form.sentAt = event.timeStamp;
  });
}
