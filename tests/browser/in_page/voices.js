// A device that can speak: the voices and the engine that a machine for tests lacks, with the manners of the real ones.
// What was said is in `spoken`; `finishSpeaking` lets the words in hand come to their end.
(voices) => {
  let now = null;
  const engine = new EventTarget();
  // The end of what was called off is told later, as browsers do, and not by a timer: those may stand still.
  const later = (tell) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      tell();
      window.toldLate += 1;
    };
    port2.postMessage(null);
  };
  const stop = (how) => {
    const words = now;
    now = null;
    later(() => words?.[how]?.(new Event(how.slice(2))));
  };
  Object.assign(engine, {
    getVoices: () => voices,
    cancel: () => stop("onerror"),
    speak(words) {
      now = words;
      window.spoken.push({ text: words.text, lang: words.lang, voice: words.voice?.name });
    },
  });
  Object.defineProperty(engine, "speaking", { get: () => Boolean(now) });
  Object.defineProperty(engine, "pending", { value: false });
  window.spoken = [];
  window.toldLate = 0;
  window.finishSpeaking = () => stop("onend");
  // Some engines stop and never say so.
  window.stopUnheard = () => (now = null);
  window.comeToVoice = (further) => {
    voices.push(...further);
    engine.dispatchEvent(new Event("voiceschanged"));
  };
  Object.defineProperty(window, "speechSynthesis", { value: engine });
  window.SpeechSynthesisUtterance = class {
    constructor(text) {
      Object.assign(this, { text, lang: "", voice: null });
    }
  };
};
