// The code rides behind the # of the slip's address, which no server ever sees. It goes into the field and out of the address.
export function readCode() {
  const field = document.getElementById("code");
  const code = decodeURIComponent(location.hash.slice(1)).replace(/[^\p{Nd}]/gu, "");
  if (!field || code.length !== 10) return;
  field.value = code.replace(/^(.{3})(.{3})/, "$1 $2 ");
  history.replaceState(history.state, "", location.pathname + location.search);
}
