// Single keys: / search, J K rows, ? help. Enter opens a row because the row's link has the focus.
// A person can switch them off in the profile; they never fire while someone types.
const typing = "input, textarea, select, [contenteditable=true]";
const rows = () => [...document.querySelectorAll("main .dg-table a.cell, main [data-key-row]")]
  .filter((link) => link.checkVisibility());

function step(by) {
  const links = rows();
  const here = links.findIndex((link) => link.closest("tr, li")?.contains(document.activeElement));
  const next = links[here < 0 ? (by > 0 ? 0 : links.length - 1) : here + by];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

const acts = {
  "/": () => document.getElementById("search")?.select(),
  j: () => step(1),
  k: () => step(-1),
  "?": () => document.getElementById("keys")?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (document.body.dataset.shortcuts === "off" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest(typing) || document.querySelector("dialog[open]")) return;
  const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!act) return;
  event.preventDefault();
  act();
});
