// A row and its element in the drawing carry the same data-uid: pointing at one marks the other.
const same = (uid) => document.querySelectorAll(`[data-uid="${CSS.escape(uid)}"]`);

function mark(uid) {
  document.querySelectorAll(".is-linked").forEach((one) => one.classList.remove("is-linked"));
  if (uid) same(uid).forEach((one) => one.classList.add("is-linked"));
}

const uidOf = (node) => node?.closest?.("[data-uid]")?.dataset.uid;

document.addEventListener("pointerover", (event) => mark(uidOf(event.target) || uidOf(document.activeElement)));
document.addEventListener("focusin", (event) => mark(uidOf(event.target)));
document.addEventListener("focusout", () => mark(null));

// A link to a row that unfolds, as from a mark of a chart, opens it too.
function unfold() {
  const row = location.hash.startsWith("#c-") && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const formula = row && row.nextElementSibling?.querySelector("details");
  if (formula) formula.open = true;
}

window.addEventListener("hashchange", unfold);
unfold();

// Paper has no folds: everything is opened for printing, and what was shut is shut again.
const shut = [];
window.addEventListener("beforeprint", () => {
  document.querySelectorAll("main details:not([open]):not(.dg-menu)").forEach((one) => shut.push(one));
  shut.forEach((one) => (one.open = true));
});
window.addEventListener("afterprint", () => shut.splice(0).forEach((one) => (one.open = false)));
