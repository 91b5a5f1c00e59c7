/* The yearly table by the keyboard, with the change and the checks of a number while it is typed.
   Without this script the table is a plain form: Tab goes on, Enter saves. */
"use strict";
(() => {
  const form = document.getElementById("grid");
  const limits = form.querySelector("table.grid").dataset;
  const fields = [...form.querySelectorAll("table.grid input")];
  const isReason = (field) => field.name.startsWith("why-");
  const columns = [fields.filter((f) => !isReason(f)), fields.filter(isReason)];
  const status = form.querySelector(".unsaved");
  const save = form.querySelector("button.default");
  const PLACE = "grid"; // in the memory of the tab: where the hands were
  let isSent = false;
  let last = "";

  const saved = (field) => field.dataset.saved ?? field.defaultValue;
  const unsaved = () => fields.filter((field) => field.value.trim() !== saved(field));

  /* The number in a field, or null: the server reads more strictly and has the last word. */
  function read(field) {
    const digits = field.value.replace(/\s/g, "");
    return /^\d{1,9}$/.test(digits) ? Number(digits) : null;
  }

  function move(field, step) {
    const column = columns[isReason(field) ? 1 : 0];
    const next = column[column.indexOf(field) + step] ?? (step > 0 ? save : field);
    next.focus();
    if (next.select) next.select();
  }

  const shown = (number) => number.toLocaleString(document.documentElement.lang);
  const signed = (n) => (n > 0 ? "+" : n < 0 ? "\u2212" : "") + shown(Math.abs(n));

  function doubts(now, before, isMembers) {
    const isOdd = isMembers && (now < Number(limits.least) || now > Number(limits.most));
    const gap = before === null ? 0 : Math.abs(now - before);
    const isFar = gap >= Number(limits.gap) && 100 * gap > Number(limits.percent) * before;
    return [isOdd ? limits.size : "", isFar ? limits.jump : ""].filter(Boolean);
  }

  function update(field) {
    if (isReason(field)) return;
    const row = field.closest("tr");
    const told = row.querySelector("[data-before]");
    const [now, before] = [read(field), told ? Number(told.dataset.before) : null];
    const isKnown = now !== null && before !== null;
    row.querySelector(".change").textContent = isKnown ? signed(now - before) : "";
    const said = now === null ? [] : doubts(now, before, field.name[0] === "m");
    document.getElementById(`d-${field.name}`).replaceChildren(
      ...said.map((text) => Object.assign(document.createElement("b"), { textContent: `${text} ` }))
    );
    total(row.closest("tbody"));
  }

  function total(body) {
    const row = body.querySelector(".total");
    const all = [...body.querySelectorAll("input")].filter((field) => !isReason(field));
    const summed = all.filter((field) => field.name[0] === all[all.length - 1].name[0]);
    const sum = summed.reduce((n, field) => n + (read(field) ?? 0), Number(row.dataset.rest));
    row.querySelector(".now").textContent = shown(sum);
  }

  function tell() {
    const number = unsaved().length;
    status.textContent = number ? `${status.dataset.text}: ${number}` : "";
  }

  form.addEventListener("keydown", (event) => {
    const field = event.target;
    if (!fields.includes(field) || event.isComposing) return;
    const isDown = event.key === "ArrowDown" || (event.key === "Enter" && !event.shiftKey);
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit(save);
    else if (isDown) move(field, 1);
    else if (event.key === "ArrowUp" || event.key === "Enter") move(field, -1);
    else if (event.key === "Escape") {
      field.value = saved(field);
      field.select();
      update(field);
      tell();
    } else return;
    event.preventDefault();
  });

  form.addEventListener("input", (event) => {
    update(event.target);
    tell();
  });

  /* The browser's own suggestions would take the arrows away.  They are off only while somebody
     types: a field that is marked for good would stay empty when one goes back to the page. */
  form.addEventListener("focusin", ({ target }) => {
    if (!fields.includes(target)) return;
    target.setAttribute("autocomplete", "off");
    last = target.name;
  });
  form.addEventListener("focusout", ({ target }) => target.removeAttribute("autocomplete"));

  form.addEventListener("submit", (event) => {
    if (isSent) event.preventDefault();
    isSent = true;
    sessionStorage.setItem(PLACE, last);
    for (const field of fields) field.removeAttribute("autocomplete");
  });
  window.addEventListener("beforeunload", (event) => {
    if (!isSent && unsaved().length) event.preventDefault();
  });
  window.addEventListener("pageshow", () => {
    isSent = false;
    for (const field of unsaved()) {
      if (!field.hasAttribute("aria-invalid")) update(field); // what is wrong stays said
    }
    tell();
    go(document.getElementById("refused"), sessionStorage.getItem(PLACE));
    sessionStorage.removeItem(PLACE);
  });

  /* After a save: to what is wrong, or on from the field where the hands were. */
  function go(refused, name) {
    const field = fields.find((one) => one.name === name) ?? columns[0][0];
    if (refused) refused.focus();
    else if (name) move(field, 0);
  }
})();
