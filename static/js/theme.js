// Runs before the first paint: the choice made in this browser wins, else the profile's, else the system's.
const page = document.documentElement;
const dark = matchMedia("(prefers-color-scheme: dark)");

function apply() {
  const profile = page.dataset.theme;
  const chosen = localStorage.getItem("dg-theme") || profile;
  page.dataset.bsTheme = ["light", "dark"].includes(chosen) ? chosen : dark.matches ? "dark" : "light";
}

apply();
dark.addEventListener("change", apply);

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-theme-switch]")) return;
  localStorage.setItem("dg-theme", page.dataset.bsTheme === "dark" ? "light" : "dark");
  apply();
});

// A theme saved in the profile speaks for every browser again.
document.addEventListener("submit", (event) => {
  if (event.target.querySelector("select[name=theme], input[name=theme]")) localStorage.removeItem("dg-theme");
});
