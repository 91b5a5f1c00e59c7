/* The button that copies a text.  Without it the text is there to be marked by hand. */
"use strict";
for (const line of document.querySelectorAll(".copy")) {
  const button = line.querySelector("button"), status = line.querySelector("[role=status]");
  const text = document.getElementById(button.getAttribute("aria-controls"));
  const mark = () => {
    const range = document.createRange();
    range.selectNodeContents(text);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  };
  // Over plain http there is no clipboard to write to: mark the text and copy that.
  const copy = async () => {
    if (navigator.clipboard) return navigator.clipboard.writeText(text.innerText);
    mark();
    if (!document.execCommand("copy")) throw new Error("refused");
  };
  const tell = (words) => {
    status.textContent = "";  // the same words again are told again
    setTimeout(() => { status.textContent = words; }, 50);
  };
  button.addEventListener("click", () => copy().then(() => tell(status.dataset.done), () => {
    mark();
    tell(status.dataset.failed);
  }));
  line.hidden = false;
}
