// The code rides behind the # of the slip's address, which no server ever sees. It goes into the field and out of the address.
export function readCode() {
  const field = document.getElementById("code");
  if (!field) return;
  // Spaces may come as %20; the rest of such a sign is dropped with all else that is no digit.
  const code = location.hash.replace(/%20/g, " ").replace(/[^\p{Nd}]/gu, "");
  if (code.length !== 10) return;
  field.value = code.replace(/^(.{3})(.{3})/, "$1 $2 ");
  history.replaceState(history.state, "", location.pathname + location.search);
}
