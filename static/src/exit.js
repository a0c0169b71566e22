import { silence } from "./listen.js";

const QUICKLY = 5000;
const TIMES = 3;
let hasLeft = false;

export const isLeaving = () => hasLeft;

// Blank first, then tell the server, then go: the page is empty at once, with or without a network. Without one the note
// in the cookie tells the server with the next request, before anything is shown again.
export function leave(away) {
  if (hasLeft) return;
  hasLeft = true;
  const exit = document.querySelector(".exit")?.href;
  silence();
  document.documentElement.replaceChildren();
  document.cookie = location.protocol === "https:" ? "__Host-left=1; path=/; samesite=lax; secure" : "left=1; path=/; samesite=lax";
  // A page of ours brings the note along by itself. Two replies at once would race for the cookie of the next visit.
  const isOurs = new URL(away, location.href).origin === location.origin;
  if (exit && !isOurs) fetch(exit, { keepalive: true, redirect: "manual", cache: "no-store" }).catch(() => {});
  location.replace(away);
}

// The visit has ended elsewhere. What stands on this page may be of somebody who has gone: a page that explains takes its
// place, also in the list of pages.
export function leaveOver() {
  if (hasLeft) return;
  hasLeft = true;
  silence();
  location.replace(document.body.dataset.over ?? "/");
}

export function watchExit() {
  const awayOf = (link) => link.dataset.away || link.href;
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".exit");
    if (!link) return;
    event.preventDefault();
    leave(awayOf(link));
  });

  let pressed = [];
  document.addEventListener("keydown", (event) => {
    if (event.repeat) return;
    pressed = event.key === "Shift" ? [...pressed, event.timeStamp].filter((at) => event.timeStamp - at < QUICKLY) : [];
    const link = document.querySelector(".exit");
    if (link && pressed.length >= TIMES) leave(awayOf(link));
  });
}
