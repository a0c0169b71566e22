// Typing a strip in by keyboard alone. In a row of boxes a whole answer moves on by itself; a gap or Enter moves on in any case.
const MOVES = { ArrowDown: 1, ArrowUp: -1, Enter: 1, " ": 1 };
const isWhole = (kind, text) => (kind === "number" ? /^([a-enr]|100)$/i.test(text) : text.length > 0);

export function startKeys(root) {
  for (const form of root.querySelectorAll("form[data-first]")) {
    (form.querySelector("[aria-invalid=true]") ?? form.elements[form.dataset.first])?.focus();
  }
  for (const list of root.querySelectorAll("[data-rows]")) list.addEventListener("keydown", nextRow);
  for (const group of root.querySelectorAll("[data-keys]")) {
    const boxes = [...group.querySelectorAll("input")];
    const move = (box, by) => {
      const next = boxes[boxes.indexOf(box) + by];
      if (next) next.focus();
      else if (by > 0) after(group)?.focus();
      next?.select();
    };
    group.addEventListener("input", ({ target, isComposing }) => {
      if (!isComposing && isWhole(group.dataset.keys, target.value)) move(target, 1);
    });
    group.addEventListener("keydown", (event) => {
      const { target, key } = event;
      if (key === "Backspace" && !target.value) move(target, -1);
      else if (MOVES[key] && !event.isComposing) move(target, MOVES[key]);
      else return;
      event.preventDefault();
    });
  }
}

// Many rows are sent at once by the button: Enter goes to the next row, and behind the last one to the button.
function nextRow(event) {
  if (event.key !== "Enter" || event.isComposing || !event.target.matches("input[type=text]")) return;
  event.preventDefault();
  const row = event.target.closest("li").nextElementSibling;
  (row?.querySelector("input") ?? event.target.form.querySelector("button[type=submit]")).focus();
}

// What comes behind the boxes: a tick, a text, or the button.
function after(group) {
  const all = [...group.closest("form").elements];
  const last = all.indexOf([...group.querySelectorAll("input")].at(-1));
  return all.slice(last + 1).find((one) => one.type !== "hidden");
}

// A form is sent only when somebody answers: without a signal the browser would leave the page, and what was typed with it.
const PATIENCE = 5000;

export function watchSignal() {
  document.addEventListener(
    "submit",
    (event) => {
      const form = event.target;
      if (!form.matches?.("form[data-guarded]") || form.isHeard) return;
      event.preventDefault();
      if (!form.isAsking) ask(form, event.submitter);
    },
    { capture: true },
  );
}

async function ask(form, submitter) {
  const line = form.querySelector("[data-no-network]");
  form.isAsking = true;
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    await fetch(new URL("/health", location.href), { cache: "no-store", signal: stop.signal });
    line.hidden = form.isHeard = true;
    form.requestSubmit(submitter);
  } catch {
    line.hidden = false;
    line.tabIndex = -1;
    line.focus();
  } finally {
    clearTimeout(timer);
    form.isAsking = form.isHeard = false;
  }
}
