// The arc to touch, the nudges, the number and the bands: five ways to set one mark, kept in step with each other.
const PALM = 90;
const STEPS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 };

const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");

class Arc {
  constructor(box) {
    this.box = box;
    this.form = box.closest("form");
    const { low, high, x, y, radius } = box.dataset;
    Object.assign(this, { low: +low, high: +high, x: +x, y: +y, radius: +radius });
    this.isRtl = getComputedStyle(box).direction === "rtl";
    this.field = this.form.elements.score;
    this.how = this.form.elements.how;
    this.bands = [...this.form.querySelectorAll("input[name=band]")];
    this.picture = box.querySelector("svg");
    this.hit = box.querySelector(".arc__hit");
    this.slider = box.querySelector("[data-slider]");
    this.words = box.querySelector("#score-shown");
    this.thumb = box.querySelector(".arc__thumb");
    this.filling = box.querySelector(".arc__fill");
    this.nudges = [...box.querySelectorAll(".nudge")];
    this.bandWords = new Map(this.bands.map((band) => [band, band.labels[0]?.textContent.trim() ?? ""]));
    this.finger = null;
    this.prepareSlider();
    this.watchFinger();
    this.watchFields();
    this.show(this.read());
  }

  read() {
    const typed = this.field.value.trim().replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => digit.charCodeAt(0) & 15);
    const number = /^\d+$/.test(typed) ? Number(typed) : NaN;
    return number >= this.low && number <= this.high ? number : null;
  }

  prepareSlider() {
    const { slider } = this;
    slider.addEventListener("keydown", (event) => this.pressed(event));
    slider.addEventListener("keyup", (event) => this.isKey(event) && this.commit());
    slider.addEventListener("blur", () => this.commit());
  }

  isKey(event) {
    return event.key in STEPS || event.key === "Home" || event.key === "End";
  }

  pressed(event) {
    if (!this.isKey(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const mirrored = this.isRtl && /Left|Right/.test(event.key) ? -1 : 1;
    const from = this.read();
    if (from === null) return;
    if (event.key === "Home") this.set(this.low, "arc");
    else if (event.key === "End") this.set(this.high, "arc");
    else this.set(from + mirrored * STEPS[event.key], "arc");
  }

  watchFinger() {
    const { hit } = this;
    hit.addEventListener("pointerdown", (event) => this.down(event));
    hit.addEventListener("pointermove", (event) => event.pointerId === this.finger && this.follow(event));
    hit.addEventListener("pointerup", (event) => event.pointerId === this.finger && this.up());
    hit.addEventListener("pointercancel", (event) => event.pointerId === this.finger && this.cancel());
    // Older Safari knows no touch-action on a part of a picture.
    hit.addEventListener("touchstart", (event) => event.cancelable && event.preventDefault(), { passive: false });
  }

  down(event) {
    const isPalm = event.pointerType === "touch" && Math.max(event.width, event.height) > PALM;
    if (this.finger !== null || event.button || !event.isPrimary || isPalm) return;
    this.finger = event.pointerId;
    this.before = { score: this.field.value, how: this.how.value, left: this.leftOut(), band: this.band()?.value };
    try {
      this.hit.setPointerCapture(event.pointerId);
    } catch {
      // A pointer that is gone already cannot be held; the mark still counts.
    }
    this.follow(event);
  }

  follow(event) {
    const score = this.scoreAt(event.clientX, event.clientY);
    if (score !== this.read()) this.set(score, "arc");
  }

  // Where the finger is, as a share of the half ring. Below its ends the nearer end counts.
  scoreAt(clientX, clientY) {
    const spot = new DOMPoint(clientX, clientY).matrixTransform(this.picture.getScreenCTM().inverse());
    const across = (spot.x - this.x) * (this.isRtl ? -1 : 1);
    const up = Math.max(0, this.y - spot.y);
    const share = up || across ? 1 - Math.atan2(up, across) / Math.PI : 0;
    return Math.round(this.low + share * (this.high - this.low));
  }

  up() {
    this.finger = null;
    this.slider.focus({ preventScroll: true, focusVisible: false });
    this.commit();
  }

  cancel() {
    const { score, how, left, band } = this.before;
    this.finger = null;
    this.field.value = score;
    this.how.value = how;
    this.tick("left_out", left);
    this.tick("band", band);
    this.show(this.read());
  }

  watchFields() {
    this.form.addEventListener("change", (event) => this.changed(event));
    this.field.addEventListener("input", () => {
      const score = this.read();
      if (score !== null) this.set(score, "number", false);
      else this.tick("band");
      this.showField();
    });
    this.form.addEventListener("click", (event) => {
      const nudge = event.target.closest(".nudge");
      if (!nudge || this.read() === null) return;
      this.set(this.read() + Number(nudge.dataset.by), "number");
      this.commit();
    });
  }

  changed({ target }) {
    if (target.name === "band") this.set(Number(target.dataset.middle), "band");
    else if (target.name === "left_out" && target.value) this.clear();
    else if (target === this.field && !target.value.trim()) this.clear();
  }

  leftOut() {
    return this.form.elements.left_out?.value ?? "";
  }

  band() {
    return this.bands.find((band) => band.checked);
  }

  tick(name, value = null) {
    for (const radio of this.form.querySelectorAll(`input[name="${name}"]`)) radio.checked = radio.value === value;
  }

  set(score, how, writes = true) {
    const kept = Math.min(this.high, Math.max(this.low, score));
    if (writes || kept !== score) this.field.value = kept;
    this.how.value = how;
    if (this.leftOut()) this.tick("left_out", "");
    this.show(kept);
  }

  clear() {
    this.field.value = this.how.value = "";
    this.show(null);
  }

  // A finger or a held key moves many times: only where it comes to rest is an answer.
  commit() {
    this.form.dispatchEvent(new Event("wheel:answered"));
  }

  show(score) {
    const band = this.bands.find((one) => score >= +one.dataset.low && score <= +one.dataset.high);
    const words = this.bandWords.get(band) ?? "";
    for (const one of this.bands) one.checked = one === band;
    this.box.classList.toggle("has-mark", score !== null);
    for (const nudge of this.nudges) nudge.hidden = score === null;
    this.showField();
    if (score !== null) this.draw(score);
    if (this.words.textContent !== words) this.words.textContent = words;
    this.say(score, words);
  }

  showField() {
    this.box.classList.toggle("has-number", this.field.value.trim() !== "");
  }

  // A slider always stands somewhere, and where it stands first, answers gather. So there is none before the first mark:
  // by keys that comes from a line or a number.
  say(score, words) {
    const { slider, low, high } = this;
    const { name, none, words: whole } = this.box.dataset;
    const isMarked = score !== null;
    const said = isMarked
      ? { role: "slider", tabindex: 0, "aria-label": name, "aria-valuemin": low, "aria-valuemax": high, "aria-valuenow": score, "aria-valuetext": fill(whole, { number: score, most: high, words }) }
      : { role: "img", "aria-label": `${name}. ${none}` };
    for (const attribute of slider.getAttributeNames()) if (/^(role|tabindex|aria-)/.test(attribute) && !(attribute in said)) slider.removeAttribute(attribute);
    for (const [attribute, value] of Object.entries(said)) slider.setAttribute(attribute, value);
  }

  draw(score) {
    const share = (score - this.low) / (this.high - this.low);
    const way = this.isRtl ? 1 : -1;
    this.thumb.setAttribute("cx", this.x + way * this.radius * Math.cos(Math.PI * share));
    this.thumb.setAttribute("cy", this.y - this.radius * Math.sin(Math.PI * share));
    this.filling.setAttribute("stroke-dasharray", `${score - this.low} 200`);
  }
}

export function startArc(root) {
  for (const box of root.querySelectorAll("[data-arc]")) new Arc(box);
}
