import { leaveOver } from "./exit.js";
import { silence } from "./listen.js";

// After htmx has put a new page in place: its parts wake up, its heading (or what asks to be looked at) gets the focus, and it starts at its top.
export function afterSwap(start) {
  document.addEventListener("htmx:after:swap", (event) => {
    const main = document.getElementById("main");
    const { swap, sourceElement } = event.detail.ctx;
    // What a page asks by itself moves nobody from where they are.
    if (!main || swap === "none" || sourceElement.closest?.("[data-automatic]")) return;
    silence();
    start(main);
    const first = main.querySelector("#errors, .clash, h1") ?? main;
    if (!first.hasAttribute("tabindex")) first.tabIndex = -1;
    first.focus({ preventScroll: true });
    scrollTo({ top: 0, behavior: "instant" });
  });
  document.addEventListener("htmx:before:swap", (event) => {
    if (event.detail.ctx.response?.status !== 401) return;
    event.preventDefault();
    leaveOver();
  });
}
