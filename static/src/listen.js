// Reads aloud: the area's recording where there is one, else a voice that lives on this device. A voice from the network
// would send the words elsewhere, so it is not used.
const audio = new Audio();
let playing = null;
let beat = 0;

const voices = () => globalThis.speechSynthesis?.getVoices() ?? [];
const base = (code) => code.toLowerCase().split(/[-_]/)[0];
const voiceFor = (code) => voices().find((voice) => voice.localService && base(voice.lang) === base(code));

export function silence() {
  audio.pause();
  globalThis.speechSynthesis?.cancel();
  clearInterval(beat);
  playing?.classList.remove("is-playing");
  playing?.removeAttribute("aria-pressed");
  playing = null;
}

function begin(control) {
  silence();
  playing = control;
  control.classList.add("is-playing");
  control.setAttribute("aria-pressed", "true");
  // Someone who listens is there, though nothing is touched.
  beat = setInterval(() => dispatchEvent(new Event("wheel:listening")), 5000);
}

const end = (control) => () => playing === control && silence();

function say(control) {
  const words = new SpeechSynthesisUtterance(control.dataset.say);
  words.lang = control.dataset.lang;
  words.voice = voiceFor(words.lang);
  words.onend = words.onerror = end(control);
  begin(control);
  speechSynthesis.speak(words);
}

function play(control) {
  begin(control);
  audio.src = control.href;
  audio.onended = audio.onerror = end(control);
  audio.play().catch(end(control));
}

function showSpoken(root = document) {
  for (const control of root.querySelectorAll("[data-say]")) control.hidden = !voiceFor(control.dataset.lang);
}

document.addEventListener("click", (event) => {
  const control = event.target.closest?.("[data-say], [data-listen]");
  if (!control) return;
  event.preventDefault();
  if (playing === control) silence();
  else if (control.matches("[data-say]")) say(control);
  else play(control);
});
globalThis.speechSynthesis?.addEventListener?.("voiceschanged", () => showSpoken());
addEventListener("pagehide", silence);

export function startListening(root) {
  for (const link of root.querySelectorAll("a[data-listen]")) link.setAttribute("role", "button");
  showSpoken(root);
}
