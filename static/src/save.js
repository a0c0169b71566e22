import { isLeaving, leaveOver } from "./exit.js";

// Each answer is sent as it is given: one at a time, in order, again and again until the server has answered. An answer that
// may have arrived is repeated unchanged under the same save_id, so that it counts once.
const TYPING_PAUSE = 1200;
const LONGEST_WAIT = 30000;
const NO_REPLY_AFTER = 20000;

let waiting = null;
let sending = null;
let held = null;

const newId = () =>
  crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, "0")).join("");
// Only what the app itself says counts: a hotel's page to sign in to its Wi-Fi comes with a 200 as well.
const OURS = "#saved, main.page";
const read = (text) => new DOMParser().parseFromString(text, "text/html");
export const isBusy = () => Boolean(waiting || sending);
const line = () => document.getElementById("saved");
const backoff = (tries) => Math.min(LONGEST_WAIT, 1000 * 2 ** tries) * (0.75 + Math.random() / 2);
const pause = (time) =>
  new Promise((done) => {
    const timer = setTimeout(done, time);
    addEventListener("online", () => (clearTimeout(timer), done()), { once: true });
  });

function tell(words, isWaiting = false) {
  const saved = line();
  if (!saved) return;
  saved.classList.remove("not-saved", "clash");
  saved.classList.toggle("is-waiting", isWaiting);
  if (saved.textContent !== words) saved.textContent = words;
}

function contents(form) {
  const fields = new URLSearchParams(new FormData(form));
  fields.delete("save_id");
  return fields;
}

// What the server knows is the content without what changes by itself with every save.
function fingerprint(form) {
  const fields = contents(form);
  for (const name of ["seq", "csrf_token"]) fields.delete(name);
  return fields.toString();
}

const isChanged = (form) => form.dataset.kept !== fingerprint(form);

function queue(form) {
  clearTimeout(form.typing);
  if (!isChanged(form)) return;
  form.elements.save_id.value = newId();
  form.dataset.kept = fingerprint(form);
  waiting = { form, id: form.elements.save_id.value, body: contents(form) };
  tell(line()?.dataset.saving ?? "");
  if (!sending) drain();
}

async function drain() {
  while (waiting) {
    sending = waiting;
    waiting = null;
    sending.body.set("seq", sending.form.elements.seq.value);
    sending.body.set("save_id", sending.id);
    sending.body.set("go", "save");
    await deliver(sending);
    sending = null;
  }
  if (held) goOn();
}

async function deliver({ form, body }) {
  for (let tries = 0; ; tries += 1) {
    const reply = await send(form.action, body);
    if (isLeaving()) return;
    if (reply && reply.status < 500 && reply.status !== 429 && (reply.saved || reply.status === 401)) {
      heard(form, reply);
      return;
    }
    tell(line()?.dataset.waiting ?? "", true);
    await pause(backoff(tries));
  }
}

async function send(address, body) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), NO_REPLY_AFTER);
  try {
    const reply = await fetch(address, { method: "POST", body, headers: { "X-Save": "1" }, keepalive: true, signal: stop.signal });
    return { status: reply.status, saved: read(await reply.text()).getElementById("saved") };
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}

function heard(form, { status, saved }) {
  if (status === 401) {
    held = waiting = null;
    leaveOver();
    return;
  }
  if (saved.dataset.seq) form.elements.seq.value = saved.dataset.seq;
  if (status === 200) form.isUnsaved = false;
  else {
    // A press on the way on that met a mistake goes on all the same: the page that comes back has it at its field.
    if (status !== 422) held = null;
    delete form.dataset.kept;
  }
  // What was tapped before the other page's answer was seen does not go over it.
  if (status === 409) waiting = null;
  show(saved, status !== 200);
}

function show(reply, isTrouble) {
  if (reply.matches(".clash") && line()) {
    line().replaceWith(reply);
    reply.tabIndex = -1;
    reply.focus();
  } else if (!waiting) {
    tell("", isTrouble);
    // With its link, where there is one.
    line()?.replaceChildren(...reply.childNodes);
  }
}

function goOn() {
  const { form, submitter } = held;
  held = null;
  if (form.isConnected) form.requestSubmit(submitter?.isConnected ? submitter : undefined);
}

// The way on waits for the answer. Then it posts the same content under the same save_id, which changes nothing twice.
function whenSubmitted(event) {
  const form = event.target;
  if (!form.matches?.("form[data-save]")) return;
  clearTimeout(form.typing);
  if (isBusy()) {
    event.preventDefault();
    event.stopImmediatePropagation();
    held = { form, submitter: event.submitter };
    if (waiting || isChanged(form)) queue(form);
  } else if (isChanged(form)) {
    form.elements.save_id.value = newId();
    form.dataset.kept = fingerprint(form);
    form.isUnsaved = true;
  }
}

// The network went while moving on: the answer waits on the screen and the move is tried again. Where the app itself says
// no, its words come in the line and the form stays.
function whenMoveFails(event) {
  const ctx = event.detail.ctx;
  const form = ctx?.sourceElement;
  if (!form?.matches?.("form[data-save]")) return;
  const status = ctx.response?.status ?? 0;
  if (status === 401) return; // moving.js leaves the page.
  const reply = read(ctx.text ?? "");
  if (status && status < 500 && status !== 429 && reply.querySelector(OURS)) {
    if (reply.querySelector("main.page")) return;
    event.preventDefault();
    show(reply.getElementById("saved"), true);
    return;
  }
  event.preventDefault();
  form.moves = (form.moves ?? 0) + 1;
  tell(line()?.dataset[form.isUnsaved ? "waiting" : "moving"] ?? "", true);
  const { submitter } = ctx.request;
  pause(backoff(form.moves - 1)).then(() => {
    if (form.isConnected && !held) form.requestSubmit(submitter?.isConnected ? submitter : undefined);
  });
}

export function watchSaving() {
  document.addEventListener("submit", whenSubmitted, { capture: true });
  document.addEventListener("htmx:error", whenMoveFails);
  document.addEventListener("htmx:before:swap", whenMoveFails);
  addEventListener("beforeunload", (event) => {
    if (isBusy() && !isLeaving()) event.preventDefault();
  });
}

export function startSaving(root) {
  for (const form of root.querySelectorAll("form[data-save]")) {
    form.dataset.kept = fingerprint(form);
    form.addEventListener("wheel:answered", () => queue(form));
    form.addEventListener("change", () => queueMicrotask(() => queue(form)));
    form.addEventListener("input", ({ target }) => {
      if (target.type === "radio") return;
      clearTimeout(form.typing);
      form.typing = setTimeout(() => queue(form), TYPING_PAUSE);
    });
  }
}
