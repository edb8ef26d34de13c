// Runs before the first paint. The profile's theme is law; where it says “as the system”, or nobody is signed
// in, the system's counts, and for strangers the one last chosen in this browser.
const page = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");
const named = (word) => ["light", "dark"].includes(word);

function apply() {
  const wished = page.dataset.theme || localStorage.getItem("dg-theme");
  page.dataset.bsTheme = named(wished) ? wished : dark.matches ? "dark" : "light";
}

apply();
dark.addEventListener("change", apply);

// The switch is a form that works without script; with it, the page stays and the choice goes in the background.
document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-theme-switch]");
  if (!form) return;
  event.preventDefault();
  const chosen = page.dataset.bsTheme === "dark" ? "light" : "dark";
  const body = new FormData(form);
  body.set("theme", chosen);
  page.dataset.theme = chosen;
  localStorage.setItem("dg-theme", chosen);
  apply();
  fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" } });
});
