// Windows over the whole page: a photo, a video, the JSON behind a bubble, and plain forms and lists.

import { el, iconButton } from "./dom.js";
import { attempt, toast } from "./notices.js";

/** Opens a window with a title; it is gone once closed. Returns the dialog. */
export function openDialog(title, testid, content) {
  const dialog = el("dialog", { class: "dialog", testid, "aria-label": title });
  dialog.append(
    el(
      "header",
      { class: "dialog-head" },
      el("h2", {}, title),
      iconButton("x-lg", "ปิด", {
        class: "dialog-close",
        testid: "dialog-close",
        onclick: () => dialog.close(),
      }),
    ),
    el("div", { class: "dialog-body" }, content),
  );
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

export function openPhoto(source) {
  openDialog("รูปภาพ", "photo-viewer", el("img", { src: source, alt: "", class: "viewer-photo" }));
}

export function openVideo(source) {
  const player = el("video", { src: source, controls: true, autoplay: true, class: "viewer-photo" });
  openDialog("วิดีโอ", "video-viewer", player);
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast("คัดลอกแล้ว");
  } catch {
    toast("เบราว์เซอร์ไม่ยอมให้คัดลอก", "bad");
  }
}

/** One thing as indented JSON under a heading, with a button to copy it. */
export function jsonBlock(heading, value) {
  const text = JSON.stringify(value, null, 2);
  return el(
    "section",
    { class: "json-block" },
    el(
      "h3",
      {},
      heading,
      iconButton("clipboard", "คัดลอก", { class: "json-copy", onclick: () => copy(text) }),
    ),
    el("pre", { testid: "json" }, text),
  );
}

/** The JSON of a message as LINE saw it, and of the webhook event that carried it. */
export function openJson({ from, via, message, event }) {
  const heading = from === "bot" ? `ข้อความจากบอต (${via})` : "ข้อความ";
  const blocks = [jsonBlock(heading, message)];
  if (event) blocks.push(jsonBlock("เหตุการณ์ที่ส่งให้ webhook", event));
  openDialog("ข้อมูลดิบ (JSON)", "json-dialog", blocks);
}

/** A form in a window. `save` gets the form's data; the window closes once it succeeds. */
export function openForm(title, testid, fields, save) {
  const submit = el("button", { type: "submit", class: "primary-button", testid: "dialog-submit" }, title);
  const form = el("form", { class: "dialog-form" }, fields, submit);
  const dialog = openDialog(title, testid, form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (await attempt(() => save(new FormData(form)))) dialog.close();
  });
  form.querySelector("input").focus();
}
