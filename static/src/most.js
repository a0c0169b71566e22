// Where up to so many may be ticked, the others rest once that many are.
export function startMost(root) {
  for (const form of root.querySelectorAll("form[data-most]")) {
    const boxes = [...form.querySelectorAll("input[type=checkbox]")];
    const rest = () => {
      const isFull = boxes.filter((box) => box.checked).length >= Number(form.dataset.most);
      for (const box of boxes) box.disabled = isFull && !box.checked;
    };
    form.addEventListener("change", rest);
    rest();
  }
}
