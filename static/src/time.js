import { tellTabs, whenTabsTell } from "./tabs.js";

// A visit of staff ends unused after a quarter of an hour. The server alone knows when: other pages of the same visit count too.
const WARN_SECONDS = 120;
const LOOK_EVERY = 1000;
const PATIENCE = 4000;

const dialog = (name) => document.getElementById(`time-${name}`);
const secondsTo = (moment) => (moment - Date.now()) / 1000;

let endsAt = 0;
let asking = null;
let written = null;

// What it says is how many seconds are left; 401 means that none are, and 404 that this browser is in a family's hands.
async function ask(address, request) {
  const answer = await fetch(address, { ...request, headers: { "X-Save": "1", ...request.headers } });
  if (answer.ok) return Number(await answer.text());
  if ([401, 404].includes(answer.status)) return 0;
  throw new Error(answer.status);
}

function take(left) {
  endsAt = Date.now() + left * 1000;
  if (left > WARN_SECONDS) dialog("soon").close();
  else if (left > 0) show("soon");
  else show("over");
}

function show(name) {
  if (name === "over") dialog("soon").close();
  if (!dialog(name).open) dialog(name).showModal();
}

function look() {
  if (secondsTo(endsAt) <= (dialog("soon").open ? 0 : WARN_SECONDS)) askServer();
}

function askServer() {
  asking ??= askOnce().finally(() => (asking = null));
  return asking;
}

async function askOnce() {
  if (dialog("over").open) return;
  try {
    take(await ask(dialog("soon").dataset.left, { headers: { "X-Automatic": "1" } }));
  } catch {
    // Without a network nobody can tell. What is on the screen is covered when its time is over by this clock.
    take(Math.max(0, secondsTo(endsAt)));
  }
}

// While this page was out of sight another one may have signed out, or handed the device over: blank until the server says,
// or keeps us waiting as where there is hardly a network.
async function whenSeen() {
  document.documentElement.classList.add("is-unseen");
  if (document.hidden) return;
  await Promise.race([askServer(), new Promise((goOn) => setTimeout(goOn, PATIENCE))]);
  if (!document.hidden) document.documentElement.classList.remove("is-unseen");
}

async function stay() {
  const form = dialog("soon").querySelector("form");
  try {
    take(await ask(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) }));
  } catch {
    form.submit();
  }
}

// A form that was being filled in goes with its words: the server gives the page to sign in, and then offers it again; at once
// to whoever has signed in again on another page.
function signIn(event) {
  if (!written?.isConnected || written.method !== "post") return;
  event.preventDefault();
  const whose = document.createElement("input");
  Object.assign(whose, { type: "hidden", name: "typed_by", value: dialog("soon").dataset.who });
  written.append(whose);
  HTMLFormElement.prototype.submit.call(written);
}

// A page that asks by itself and is not there any more stands in a tab of its own while the device is in a family's hands.
const isOver = ({ response, sourceElement }) =>
  response?.status === 401 || (response?.status === 404 && sourceElement.closest("[data-automatic]") !== null);

export function watchTime() {
  if (!dialog("soon")) return;
  endsAt = Date.now() + Number(dialog("soon").dataset.seconds) * 1000;
  addEventListener("input", (event) => (written = event.target.form), true);
  dialog("soon").addEventListener("submit", (event) => {
    event.preventDefault();
    stay();
  });
  dialog("soon").addEventListener("cancel", stay);
  dialog("over").addEventListener("cancel", (event) => event.preventDefault());
  dialog("over").querySelector("a").addEventListener("click", signIn);
  document.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
    if (ctx.sourceElement.closest("[data-automatic]")) ctx.request.headers["X-Automatic"] = "1";
  });
  // A piece that was asked for after the end: the page stays, with what was typed on it, and leads to signing in.
  document.addEventListener("htmx:before:swap", (event) => {
    if (!isOver(event.detail.ctx)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    show("over");
  });
  tellTabs("staff");
  whenTabsTell("family", askServer);
  document.addEventListener("visibilitychange", whenSeen);
  setInterval(look, LOOK_EVERY);
}
