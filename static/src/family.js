import htmx from "htmx.org/dist/htmx.esm.js";
import { startArc } from "./arc.js";
import { readCode } from "./back.js";
import { leaveOver, watchExit } from "./exit.js";
import { watchIdle } from "./idle.js";
import { startListening } from "./listen.js";
import { startMost } from "./most.js";
import { afterSwap } from "./moving.js";
import { startPictures } from "./pictures.js";
import { startPrinting } from "./printing.js";
import { watchRemembered } from "./remembered.js";
import { watchSaving, startSaving } from "./save.js";
import { tellTabs, whenTabsTell } from "./tabs.js";
import { watchTwice } from "./twice.js";

// Back loads the page anew: a snapshot kept for it would be answers left lying about.
htmx.config.history = "reload";
// Nothing here moves between two pages; without this htmx would carry old classes over to the new one for a moment.
htmx.config.defaultSettleDelay = 0;
document.documentElement.classList.add("js");

const start = (root) => [startArc, startSaving, startListening, startMost, startPictures, startPrinting].forEach((part) => part(root));

watchExit();
watchRemembered();
watchIdle();
watchSaving();
watchTwice();
tellTabs("family");
whenTabsTell("staff", () => document.body.dataset.idleMinutes && leaveOver());
readCode();
start(document);
afterSwap(start);
