// A sheet that slides up inside a phone, over its chat.

import { el, iconButton } from "./dom.js";
import { attempt } from "./notices.js";

/** Opens a sheet and closes the one before; `onClose` is told whichever way it goes. Returns `{close}`. */
export function openSheet(phone, title, testid, content, onClose = () => {}) {
  phone.sheet?.close();
  const sheet = el(
    "section",
    { class: "sheet", testid, role: "dialog", "aria-modal": "true", "aria-label": title },
    el(
      "header",
      { class: "sheet-head" },
      el("h3", {}, title),
      iconButton("x-lg", "ปิด", { class: "sheet-close", testid: "sheet-close", onclick: close }),
    ),
    el("div", { class: "sheet-body" }, content),
  );
  const shade = el("div", { class: "sheet-shade", onclick: close });
  const opener = document.activeElement;
  const behind = [...phone.screen.children].filter((part) => !part.inert);
  sheet.addEventListener("keydown", (event) => event.key === "Escape" && close());

  function close() {
    if (!sheet.isConnected) return;
    sheet.remove();
    shade.remove();
    for (const part of behind) part.inert = false;
    phone.sheet = null;
    opener?.focus?.({ preventScroll: true });
    onClose();
  }

  for (const part of behind) part.inert = true;
  phone.screen.append(shade, sheet);
  phone.sheet = { close };
  sheet.querySelector(".sheet-body button, .sheet-body input")?.focus({ preventScroll: true });
  return phone.sheet;
}

/** A click that sends something and closes the sheet it was chosen on. */
export function sending(phone, call) {
  return () => {
    phone.sheet?.close();
    return attempt(call);
  };
}
