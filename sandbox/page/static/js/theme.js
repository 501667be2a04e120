// Light or dark: as the system says, until the reader chooses. Runs before the page is drawn, so that nothing flashes.

(() => {
  const KEPT = "baton-sandbox-theme";
  const system = matchMedia("(prefers-color-scheme: dark)");
  const chosen = () => localStorage.getItem(KEPT) ?? (system.matches ? "dark" : "light");

  function apply() {
    document.documentElement.dataset.theme = chosen();
    document.getElementById("theme")?.setAttribute("aria-pressed", String(chosen() === "dark"));
  }

  function change() {
    localStorage.setItem(KEPT, chosen() === "dark" ? "light" : "dark");
    apply();
  }

  apply();
  system.addEventListener("change", apply);
  addEventListener("DOMContentLoaded", () => {
    document.getElementById("theme").addEventListener("click", change);
    apply();
  });
})();
