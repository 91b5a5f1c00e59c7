/* Warns five minutes before a session ends; one key begins it anew.  Without this script nothing
   is lost either: a form that comes too late is carried through the sign-in. */
"use strict";
(() => {
  const WARNING = 300; // seconds
  const PAUSE = 15; // seconds between two looks at the clock: a computer may have slept
  const box = document.getElementById("session-end");
  let end = Date.now() + box.dataset.left * 1000;
  let isTold = false;

  const left = () => (end - Date.now()) / 1000;

  /* Ask the server, where another page may have begun the session anew. */
  async function ask(method) {
    const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
    const answer = await fetch(box.dataset.address, { method, headers: { "X-CSRFToken": token } });
    if (answer.ok) end = Date.now() + (await answer.json()).left * 1000;
  }

  function show() {
    const isOver = left() <= 0;
    const title = document.getElementById("session-end-title");
    if (isOver) title.textContent = title.dataset.over;
    for (const part of box.querySelectorAll(".soon")) part.hidden = isOver;
    for (const part of box.querySelectorAll(".over")) part.hidden = !isOver;
    if (!box.open) box.showModal();
  }

  async function look() {
    if (left() > WARNING) return;
    if (left() > 0 && !isTold) {
      await ask("GET").catch(() => {});
      if (left() > WARNING) return;
      isTold = true;
      show();
    } else if (left() <= 0) {
      clearInterval(clock);
      show();
    }
  }

  box.addEventListener("close", async () => {
    if (left() <= 0) return;
    await ask("POST").catch(() => {});
    isTold = left() <= WARNING;
  });
  const clock = setInterval(look, PAUSE * 1000);
  look();
})();
