const copy = document.getElementById("copy");
copy.hidden = false;
copy.addEventListener("click", async () => {
  const manifest = document.getElementById("manifest");
  const copied = document.getElementById("copied");
  manifest.select();
  try {
    await navigator.clipboard.writeText(manifest.value);
    copied.textContent = "Copied.";
  } catch {
    copied.textContent = "The manifest is selected. Copy it with Ctrl+C or ⌘C.";
  }
});
