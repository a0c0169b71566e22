// A page taken out of the browser's memory may belong to someone who has gone: blank it and ask the server.
export function watchRemembered() {
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    document.documentElement.replaceChildren();
    location.reload();
  });
}
