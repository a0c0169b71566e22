// Choosing the pictures to remember without a round trip for each. The form's plain buttons stay the way without a script.
const WAY_ON = ".actions .button:not(.button--second, .button--quiet)";
const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

class Chooser {
  constructor(form) {
    this.form = form;
    this.words = form.querySelector("[data-slots]").dataset;
    this.most = Number(this.words.many);
    this.field = form.querySelector("input[name=picked]");
    this.said = form.querySelector("[data-slots-said]");
    this.buttons = [...form.querySelectorAll("button[name=pick]")];
    form.addEventListener("click", (event) => this.clicked(event));
    this.show();
  }

  get picked() {
    return this.field.value ? this.field.value.split(",") : [];
  }

  clicked(event) {
    const button = event.target.closest("button[name=pick], [data-undo]");
    if (!button) return;
    event.preventDefault();
    const isUndo = button.matches("[data-undo]");
    const next = isUndo ? this.picked.slice(0, -1) : [...this.picked, button.value].slice(0, this.most);
    this.field.value = next.join(",");
    this.show();
    this.say(isUndo ? this.words.takenBack : this.words.said);
    if (next.length === this.most) this.form.querySelector(WAY_ON)?.focus({ preventScroll: true });
    else if (isUndo ? !next.length : document.activeElement === document.body) this.buttons.find((one) => !one.disabled)?.focus();
  }

  buttonOf(name) {
    return this.buttons.find((button) => button.value === name);
  }

  show() {
    const { picked, most } = this;
    this.form.querySelectorAll(".slot").forEach((slot, place) => this.showSlot(slot, place, this.buttonOf(picked[place])));
    for (const button of this.buttons) button.disabled = picked.length >= most || picked.includes(button.value);
    this.form.querySelector("[data-undo]").disabled = !picked.length;
    for (const button of this.form.querySelectorAll(WAY_ON)) button.disabled = picked.length < most;
  }

  showSlot(slot, place, button) {
    const holder = slot.firstElementChild;
    const name = button?.dataset.label;
    slot.classList.toggle("is-full", Boolean(button));
    holder.replaceChildren(...(button ? [button.querySelector("svg").cloneNode(true)] : []));
    holder.setAttribute("aria-label", fill(name ? this.words.full : this.words.empty, { number: place + 1, name }));
  }

  say(words) {
    const count = this.picked.length;
    const name = this.buttonOf(this.picked.at(-1))?.dataset.label;
    this.said.textContent = fill(words, { number: count, name, count, most: this.most });
  }
}

export function startPictures(root) {
  for (const form of root.querySelectorAll("form[data-pictures]")) new Chooser(form);
}
