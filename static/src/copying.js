// One tap copies a text, by the browser's own way or else by choosing all of it; what came of it is said aloud.
export function startCopying(root) {
  for (const button of root.querySelectorAll("[data-copy]")) {
    const text = document.getElementById(button.dataset.copy);
    const said = button.parentElement.querySelector("[role=status]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      said.textContent = (await copied(text)) ? button.dataset.done : button.dataset.failed;
    });
  }
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text.textContent);
    return true;
  } catch {
    getSelection().selectAllChildren(text);
    return document.execCommand("copy");
  }
}
