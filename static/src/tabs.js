// A browser has one visit: when a device changes hands, what lies in its other tabs hears of it.
const line = window.BroadcastChannel && new BroadcastChannel("hands");

export const tellTabs = (whose) => line?.postMessage(whose);

export function whenTabsTell(whose, then) {
  line?.addEventListener("message", (event) => event.data === whose && then());
}
