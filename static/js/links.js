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
