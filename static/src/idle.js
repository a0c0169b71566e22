import { leave } from "./exit.js";
import { isBusy } from "./save.js";

const MINUTE = 60000;
const LOOK_EVERY = 1000;
const SIGNS = ["pointerdown", "pointermove", "keydown", "input", "scroll", "wheel:listening"];

let touchedAt = Date.now();
let hiddenAt = 0;
let lookedAt = null;

const settings = () => document.body?.dataset ?? {};
const cover = () => document.getElementById("cover");

function setCovered(is, waitsForTap = is) {
  const sheet = cover();
  const main = document.getElementById("main");
  if (!sheet || !main) return;
  sheet.hidden = !is;
  if (main.inert === waitsForTap) return;
  const wasAt = main.contains(document.activeElement) ? document.activeElement : main.querySelector("h1");
  main.inert = waitsForTap;
  if (waitsForTap) {
    shut();
    lookedAt = wasAt;
    sheet.querySelector("[data-uncover]").focus();
  } else if (lookedAt?.isConnected) lookedAt.focus({ preventScroll: true });
}

// What is asked in private is asked about again after the cover: the question stands in the place of its page.
const question = () => document.querySelector("[data-asked-first]")?.dataset.askedFirst;

function shut() {
  if (question() && !isBusy()) fetch(question(), { cache: "no-store" }).catch(() => {});
}

function uncover() {
  if (question()) location.replace(question());
  else setCovered(false);
}

function look() {
  const { idleMinutes, idleAway, coverSeconds } = settings();
  if (!idleMinutes) return;
  const still = Date.now() - touchedAt;
  if (still >= idleMinutes * MINUTE) leave(idleAway);
  else if (coverSeconds && still >= coverSeconds * 1000) setCovered(true);
}

// What the app switcher photographs is the cover. A short look elsewhere uncovers itself, a long one waits for a tap.
function whenSeen() {
  if (document.hidden) {
    hiddenAt = Date.now();
    if (settings().idleMinutes && cover()?.hidden) setCovered(true, false);
    return;
  }
  look();
  const wasShort = Date.now() - hiddenAt < (settings().coverSeconds ?? 60) * 1000;
  if (document.getElementById("main")?.inert === false) setCovered(!wasShort);
}

export function watchIdle() {
  const touched = () => {
    if (cover()?.hidden !== false) touchedAt = Date.now();
  };
  for (const sign of SIGNS) addEventListener(sign, touched, { capture: true, passive: true });
  document.addEventListener("visibilitychange", whenSeen);
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-uncover]")) return;
    touchedAt = Date.now();
    uncover();
  });
  setInterval(look, LOOK_EVERY);
}
