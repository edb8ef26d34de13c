// Small behaviours of parts, all by delegation, so that swapped content has them too.
const closest = (event, selector) => event.target.closest?.(selector);

document.addEventListener("click", async (event) => {
  closest(event, "[data-dismiss]")?.closest("[data-dismissable]")?.remove();

  const opener = closest(event, "[data-dialog]");
  if (opener) document.getElementById(opener.dataset.dialog)?.showModal();
  closest(event, "[data-close]")?.closest("dialog")?.close();
  if (event.target instanceof HTMLDialogElement) event.target.close(); // the backdrop

  const copy = closest(event, "[data-copy]");
  if (copy) await copyText(copy);

  const fill = closest(event, "[data-fill]");
  if (fill) fillForm(fill);

  closeMenus(closest(event, "details.dg-menu"));
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.querySelector("details.dg-menu[open]");
  closeMenus(null);
  open?.querySelector("summary").focus();
});

// A select or date marked data-submit sends its form at once; without script the form's button does.
document.addEventListener("change", (event) => closest(event, "[data-submit]")?.form?.requestSubmit());

// Files over the limit are said so beside the field, before anything is sent.
document.addEventListener("change", (event) => {
  const input = event.target;
  if (input.type !== "file") return;
  const most = Number(document.body.dataset.maxUpload);
  const sent = [...input.files].reduce((sum, file) => sum + file.size, 0);
  const words = `Up to ${Math.round(most / 1048576)} MB can be sent at once; this is ${Math.round(sent / 1048576)} MB.`;
  input.setCustomValidity(most && sent > most ? words : "");
  input.reportValidity();
});

function closeMenus(except) {
  document.querySelectorAll("details.dg-menu[open]").forEach((menu) => {
    if (menu !== except) menu.open = false;
  });
}

async function copyText(button) {
  await navigator.clipboard.writeText(button.dataset.copy);
  const word = button.querySelector("[data-copied]");
  if (word) word.textContent = "copied";
}

// data-fill="login=ada@example.org;password=…" writes fields of the page's form and goes to its button.
function fillForm(button) {
  const form = document.querySelector(button.dataset.fillForm);
  for (const pair of button.dataset.fill.split(";")) {
    const [name, ...value] = pair.split("=");
    form.elements[name].value = value.join("=");
  }
  form.querySelector("button[type=submit]").focus();
}

function offer(part) {
  part.querySelectorAll("[data-needs-script]").forEach((node) => (node.hidden = false));
}
offer(document);
document.addEventListener("htmx:load", ({ detail }) => offer(detail.elt));
