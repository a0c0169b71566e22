// The code rides behind the # of the slip's address, which no server ever sees. It goes into the field and out of the address.
// An invitation comes in the same way.
const FIELDS = { code: [10, /^(.{3})(.{3})/], invitation: [12, /^(.{4})(.{4})/] };

export function readCode() {
  const field = document.querySelector("#code, #invitation");
  if (!field) return;
  const [length, groups] = FIELDS[field.id];
  // Spaces may come as %20; the rest of such a sign is dropped with all else that is no digit.
  const code = location.hash.replace(/%20/g, " ").replace(/[^\p{Nd}]/gu, "");
  if (code.length !== length) return;
  field.value = code.replace(groups, "$1 $2 ");
  history.replaceState(history.state, "", location.pathname + location.search);
}
