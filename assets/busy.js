/* A form whose work takes long says so when it is sent, and is not sent twice. */
"use strict";
for (const form of document.querySelectorAll("form[data-busy]")) {
  const button = form.querySelector("button"), said = form.querySelector(".busy");
  const wasDisabled = button.disabled;
  form.addEventListener("submit", () => {
    said.textContent = form.dataset.busy;
    setTimeout(() => { button.disabled = true; });
  });
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    said.textContent = "";
    button.disabled = wasDisabled;
  });
}
