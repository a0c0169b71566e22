import htmx from "htmx.org/dist/htmx.esm.js";
import { startCopying } from "./copying.js";
import { startKeys, watchSignal } from "./keys.js";
import { startMost } from "./most.js";
import { afterSwap } from "./moving.js";
import { startPrinting } from "./printing.js";
import { watchRemembered } from "./remembered.js";
import { startSaving, watchSaving } from "./save.js";
import { watchTime } from "./time.js";
import { watchTwice } from "./twice.js";

// Back loads the page anew: a snapshot kept for it would be a family's record left lying about.
htmx.config.history = "reload";
htmx.config.defaultSettleDelay = 0;
document.documentElement.classList.add("js");

const start = (root) => [startCopying, startKeys, startMost, startPrinting, startSaving].forEach((part) => part(root));

watchRemembered();
watchSignal();
// The form is sent as it stands: the page to sign in takes its place and carries what was sent.
watchSaving((form) => HTMLFormElement.prototype.submit.call(form));
watchTwice();
watchTime();
start(document);
afterSwap(start);
