import { isLeaving, leaveOver } from "./exit.js";

// Each answer is sent as it is given: one at a time, in order, again and again until the server has answered. An answer that
// may have arrived is repeated unchanged under the same save_id, so that it counts once.
// What is saved as one is a form, or one line of a page of lines: a fieldset whose fields end in a point and its key. The form
// around lines, form[data-waits], is sent when all of them are saved.
const TYPING_PAUSE = 1200;
const LONGEST_WAIT = 30000;
const NO_REPLY_AFTER = 20000;

const waiting = new Map();
let sending = null;
let held = null;
let whenOver = leaveOver;

const newId = () =>
  crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint8Array(16))].map((one) => one.toString(16).padStart(2, "0")).join("");
// Only what the app itself says counts: a hotel's page to sign in to its Wi-Fi comes with a 200 as well.
const OURS = "#saved, main.page";
const read = (text) => new DOMParser().parseFromString(text, "text/html");
export const isBusy = () => Boolean(waiting.size || sending);
const formOf = (part) => part.form ?? part;
const nameIn = (part, name) => (part.dataset.line ? `${name}.${part.dataset.line}` : name);
const fieldIn = (part, name) => part.elements[nameIn(part, name)];
const line = (part) => part.querySelector("[data-saved]") ?? document.getElementById("saved");
const linesOf = (form) => [...form.querySelectorAll("fieldset[data-save]")];
const backoff = (tries) => Math.min(LONGEST_WAIT, 1000 * 2 ** tries) * (0.75 + Math.random() / 2);
const pause = (time) =>
  new Promise((done) => {
    const timer = setTimeout(done, time);
    addEventListener("online", () => (clearTimeout(timer), done()), { once: true });
  });

function tell(part, words, isWaiting = false) {
  const saved = line(part);
  if (!saved) return;
  saved.classList.remove("not-saved", "clash");
  saved.classList.toggle("is-waiting", isWaiting);
  if (saved.textContent !== words) saved.textContent = words;
}

function contents(part) {
  const fields = new URLSearchParams(new FormData(formOf(part)));
  const { line: key } = part.dataset;
  if (key) {
    // The line’s own fields, and those that belong to none.
    for (const name of [...fields.keys()]) if (name.includes(".") && !name.endsWith(`.${key}`)) fields.delete(name);
    fields.set("line", key);
  }
  fields.delete(nameIn(part, "save_id"));
  return fields;
}

// What the server knows is the content without what changes by itself with every save.
function fingerprint(part) {
  const fields = contents(part);
  for (const name of [nameIn(part, "seq"), "csrf_token"]) fields.delete(name);
  return fields.toString();
}

const isChanged = (part) => part.dataset.kept !== fingerprint(part);

function queue(part) {
  clearTimeout(part.typing);
  if (!isChanged(part)) return;
  const id = newId();
  fieldIn(part, "save_id").value = id;
  part.dataset.kept = fingerprint(part);
  waiting.set(part, { part, id, body: contents(part) });
  tell(part, line(part)?.dataset.saving ?? "");
  if (!sending) drain();
}

async function drain() {
  while (waiting.size) {
    [sending] = waiting.values();
    const { part, id } = sending;
    waiting.delete(part);
    sending.body.set(nameIn(part, "seq"), fieldIn(part, "seq").value);
    sending.body.set(nameIn(part, "save_id"), id);
    sending.body.set("go", "save");
    await deliver(sending);
    sending = null;
  }
  if (held) goOn();
}

async function deliver({ part, body }) {
  for (let tries = 0; ; tries += 1) {
    const reply = await send(formOf(part).action, body);
    if (isLeaving()) return;
    if (reply && reply.status < 500 && reply.status !== 429 && (reply.saved || reply.status === 401)) {
      heard(part, reply);
      return;
    }
    tell(part, line(part)?.dataset.waiting ?? "", true);
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

function heard(part, { status, saved }) {
  if (status === 401) {
    held = null;
    waiting.clear();
    whenOver(formOf(part));
    return;
  }
  if (saved.dataset.seq) fieldIn(part, "seq").value = saved.dataset.seq;
  if (status === 200) part.isUnsaved = false;
  else {
    // A press on the way on that met a mistake goes on all the same: the page that comes back has it at its field.
    if (status !== 422) held = null;
    delete part.dataset.kept;
  }
  // What was tapped before the other page's answer was seen does not go over it.
  if (status === 409) waiting.delete(part);
  show(part, saved, status !== 200);
}

function show(part, reply, isTrouble) {
  const saved = line(part);
  if (reply.matches(".clash") && saved) {
    // It goes on saying what becomes of the next save.
    Object.assign(reply.dataset, saved.dataset);
    reply.id = saved.id;
    saved.replaceWith(reply);
    reply.tabIndex = -1;
    reply.focus();
  } else if (!waiting.has(part)) {
    tell(part, "", isTrouble);
    // With its link, where there is one.
    saved?.replaceChildren(...reply.childNodes);
  }
}

function goOn() {
  const { form, submitter } = held;
  held = null;
  if (!form.isConnected) return;
  form.isGoingOn = true;
  form.requestSubmit(submitter?.isConnected ? submitter : undefined);
  form.isGoingOn = false;
}

// The way on waits for the answer. Then it posts the same content under the same save_id, which changes nothing twice.
function whenSubmitted(event) {
  const form = event.target;
  if (form.matches?.("form[data-waits]")) whenLinesAreSent(event, form);
  if (!form.matches?.("form[data-save]")) return;
  clearTimeout(form.typing);
  if (isBusy()) {
    event.preventDefault();
    event.stopImmediatePropagation();
    held = { form, submitter: event.submitter };
    if (waiting.size || isChanged(form)) queue(form);
  } else if (isChanged(form)) {
    form.elements.save_id.value = newId();
    form.dataset.kept = fingerprint(form);
    form.isUnsaved = true;
  }
}

// Each line that says something new is saved first. The whole form is sent all the same: it says where to go, and a line that
// could not be taken comes back on the page.
function whenLinesAreSent(event, form) {
  if (form.isGoingOn) return;
  linesOf(form).forEach(queue);
  if (!isBusy()) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  held = { form, submitter: event.submitter };
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
    show(form, reply.getElementById("saved"), true);
    return;
  }
  event.preventDefault();
  form.moves = (form.moves ?? 0) + 1;
  tell(form, line(form)?.dataset[form.isUnsaved ? "waiting" : "moving"] ?? "", true);
  const { submitter } = ctx.request;
  pause(backoff(form.moves - 1)).then(() => {
    if (form.isConnected && !held) form.requestSubmit(submitter?.isConnected ? submitter : undefined);
  });
}

// `over` is told the form whose visit has ended; without it the page is left.
export function watchSaving(over = leaveOver) {
  whenOver = over;
  document.addEventListener("submit", whenSubmitted, { capture: true });
  document.addEventListener("htmx:error", whenMoveFails);
  document.addEventListener("htmx:before:swap", whenMoveFails);
  addEventListener("beforeunload", (event) => {
    if (isBusy() && !isLeaving()) event.preventDefault();
  });
}

export function startSaving(root) {
  for (const part of root.querySelectorAll("form[data-save], fieldset[data-save]")) {
    // A line that came back with both answers or a mistake is not kept yet.
    if (!part.matches("[data-unsaved]")) part.dataset.kept = fingerprint(part);
    part.addEventListener("wheel:answered", () => queue(part));
    part.addEventListener("change", () => queueMicrotask(() => queue(part)));
    part.addEventListener("input", ({ target }) => {
      if (target.type === "radio") return;
      clearTimeout(part.typing);
      part.typing = setTimeout(() => queue(part), TYPING_PAUSE);
    });
  }
}
