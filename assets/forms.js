/* A form of the back office: its mistakes first, and nobody leaves what is not saved by accident.
   Without this script the form works the same; the browser then leaves without asking. */
"use strict";
(() => {
  const form = document.querySelector(".change-form #content-main > form");
  if (!form) return;
  document.getElementById("error-summary")?.focus();

  const state = () => new URLSearchParams(new FormData(form)).toString();
  const isTyped = document.querySelector(".error-summary, .conflict") !== null;
  const start = state();
  let isSent = false;

  form.addEventListener("submit", () => { isSent = true; });
  addEventListener("pageshow", () => { isSent = false; });
  addEventListener("beforeunload", (event) => {
    if (!isSent && (isTyped || state() !== start)) event.preventDefault();
  });
})();
