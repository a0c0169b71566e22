import htmx from "htmx.org/dist/htmx.esm.js";
import { startArc } from "./arc.js";
import { readCode } from "./back.js";
import { watchExit } from "./exit.js";
import { watchIdle } from "./idle.js";
import { startListening } from "./listen.js";
import { afterSwap } from "./moving.js";
import { startPictures } from "./pictures.js";
import { watchSaving, startSaving } from "./save.js";

// Back loads the page anew: a snapshot kept for it would be answers left lying about.
htmx.config.history = "reload";
document.documentElement.classList.add("js");

const start = (root) => [startArc, startSaving, startListening, startPictures].forEach((part) => part(root));

watchExit();
watchIdle();
watchSaving();
readCode();
start(document);
afterSwap(start);
