/* A form of the back office: its mistakes first, and nobody leaves what is not saved by accident.
   Without this script the form works the same; the browser then leaves without asking. */
"use strict";
(() => {
  const form = document.querySelector(".change-form #content-main > form, form[data-typed]");
  if (!form) return;
  document.getElementById("error-summary")?.focus();

  /* What Django's own scripts leave without a name. */
  for (const empty of form.querySelectorAll("th.original")) {
    empty.replaceWith(document.createElement("td"));
  }
  function nameLists() {
    for (const box of form.querySelectorAll(".select2-container")) {
      const name = box.previousElementSibling?.labels?.[0]?.textContent.trim();
      const parts = box.querySelectorAll("[role=combobox], [role=textbox], [role=searchbox], textarea");
      for (const part of name ? parts : []) {
        part.removeAttribute("aria-labelledby");
        part.setAttribute("aria-label", name.replace(/:$/, ""));
      }
    }
  }
  new MutationObserver(nameLists).observe(form, { childList: true, subtree: true });
  nameLists();

  const state = () => new URLSearchParams(new FormData(form)).toString();
  const isTyped = document.querySelector(".error-summary, .conflict, .errorlist, .messagelist .error") !== null;
  const start = state();
  let isSent = false;

  form.addEventListener("submit", () => { isSent = true; });
  addEventListener("pageshow", () => { isSent = false; });
  addEventListener("beforeunload", (event) => {
    if (!isSent && (isTyped || state() !== start)) event.preventDefault();
  });
})();
