// Short notices at the bottom of the page, and calls whose failure ends as one.

import { el } from "./dom.js";

const SHOWN_MILLISECONDS = 4000;

/** Shows a notice for a few seconds; `kind` is `note` or `bad`. */
export function toast(text, kind = "note") {
  const place = document.getElementById("toasts");
  const notice = el("div", { class: `toast toast-${kind}`, testid: "toast" }, text);
  place.append(notice);
  // Shown again each time, so that notices lie over a window that was opened since.
  place.hidePopover();
  place.showPopover();
  setTimeout(() => notice.remove(), SHOWN_MILLISECONDS);
}

/** Makes a call; says what went wrong instead of failing. Resolves to whether it went well. */
export async function attempt(call) {
  try {
    await call();
    return true;
  } catch (error) {
    toast(error.message, "bad");
    return false;
  }
}
