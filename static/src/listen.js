// Reads aloud: the area's recording where there is one, else a voice that lives on this device. A voice from the network
// would send the words elsewhere, so it is not used.
const BEAT = 5000;

const audio = new Audio();
let turn = null;
let beat = 0;

const line = Object.assign(document.createElement("p"), { id: "heard", className: "visually-hidden" });
line.setAttribute("role", "status");

const speech = () => globalThis.speechSynthesis;
const base = (code) => code.toLowerCase().split(/[-_]/)[0];
const isOfHere = ({ lang }) => navigator.languages.includes(lang.replace("_", "-"));

// A device names dozens of voices for some languages, from the sober to the singing: its own choice is the one to take.
function voiceFor(code) {
  const voices = (speech()?.getVoices() ?? []).filter((voice) => voice.localService && base(voice.lang) === base(code));
  return voices.find((voice) => voice.default) ?? voices.find(isOfHere) ?? voices[0];
}

const voiceOf = (control) => control.dataset.say && voiceFor(control.dataset.lang);

function mark(control, is) {
  control.classList.toggle("is-playing", is);
  if (is) control.setAttribute("aria-pressed", "true");
  else control.removeAttribute("aria-pressed");
}

export function silence() {
  if (!turn) return;
  const { control, words } = turn;
  turn = null;
  clearInterval(beat);
  audio.pause();
  if (words) speech().cancel();
  mark(control, false);
}

const isSounding = () => (turn.words ? speech().speaking || speech().pending : !audio.paused);
const isStuck = () => !turn.words && audio.readyState < HTMLMediaElement.HAVE_FUTURE_DATA;

// Someone who listens is there, though nothing is touched. What was stopped from outside has ended, and what is stuck is
// not listened to: such a page is covered as ever.
function listened() {
  if (!isSounding()) silence();
  else if (!isStuck()) dispatchEvent(new Event("wheel:listening"));
}

function begin(control) {
  silence();
  tellSilence(control, false);
  turn = { control };
  mark(control, true);
  beat = setInterval(listened, BEAT);
  return turn;
}

// What ends late, after something else was begun, ends nothing.
const end = (mine) => () => mine === turn && silence();

function say(control) {
  const mine = begin(control);
  const words = new SpeechSynthesisUtterance(control.dataset.say);
  words.lang = control.dataset.lang;
  words.voice = voiceOf(control);
  words.onend = words.onerror = end(mine);
  // Kept, since some browsers forget an utterance that nobody holds, and then never tell that it has ended.
  mine.words = words;
  speech().speak(words);
}

function play(control) {
  const mine = begin(control);
  const failed = () => {
    if (mine !== turn) return;
    silence();
    if (voiceOf(control)) say(control);
    else tellSilence(control, true);
  };
  audio.src = control.href;
  audio.onended = end(mine);
  audio.onerror = failed;
  audio.play().catch(failed);
}

function tellSilence(control, is) {
  control.classList.toggle("is-silent", is);
  line.textContent = is ? document.body.dataset.silent : "";
}

function showSpoken(root = document) {
  for (const control of root.querySelectorAll("button[data-say]")) control.hidden = !voiceOf(control);
}

document.addEventListener("click", (event) => {
  const control = event.target.closest?.(".listen");
  if (!control) return;
  event.preventDefault();
  if (turn?.control === control) silence();
  else if (control.matches("[data-listen]")) play(control);
  else say(control);
});
// What is told to be a button is pressed like one.
document.addEventListener("keydown", (event) => {
  if (event.key !== " " || !event.target.matches?.("a[data-listen]")) return;
  event.preventDefault();
  event.target.click();
});
speech()?.addEventListener?.("voiceschanged", () => showSpoken());
addEventListener("pagehide", silence);

export function startListening(root) {
  for (const link of root.querySelectorAll("a[data-listen]")) link.setAttribute("role", "button");
  showSpoken(root);
  // Only a line that was there before its words is read out.
  document.body.append(line);
}
