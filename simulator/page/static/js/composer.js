// The bar below a chat: words to send, things to attach, and the quick replies above it.

import { opensSomething } from "./actions.js";
import { openAttachSheet, openPhotoSheet, openStickerSheet } from "./attachments.js";
import { button, el, icon, iconButton, picture } from "./dom.js";

export class Composer {
  constructor(phone) {
    this.phone = phone;
    this.chips = el("div", {
      class: "chips",
      testid: "chips",
      role: "group",
      "aria-label": "คำตอบด่วน",
      hidden: true,
    });
    // A mouse wheel turns only up and down.
    this.chips.addEventListener("wheel", ({ deltaY }) => this.chips.scrollBy(deltaY, 0), { passive: true });
    this.input = el("textarea", {
      class: "composer-input",
      testid: "input",
      rows: 1,
      placeholder: "Aa",
      "aria-label": `ข้อความจาก ${phone.user.name}`,
      enterKeyHint: "send",
      oninput: () => this.#allowSend(),
      onfocus: () => phone.menu.show(false),
      onkeydown: (event) => this.#key(event),
    });
    this.sendButton = el(
      "button",
      { type: "submit", class: "composer-send", testid: "send", "aria-label": "ส่ง", title: "ส่ง" },
      icon("send-fill"),
    );
    this.form = el(
      "form",
      { class: "composer", onsubmit: (event) => this.#submit(event) },
      iconButton("plus-lg", "แนบ", {
        class: "composer-tool",
        testid: "attach",
        onclick: () => openAttachSheet(phone),
      }),
      iconButton("camera", "รูปภาพ", {
        class: "composer-tool",
        testid: "camera",
        onclick: () => openPhotoSheet(phone),
      }),
      el(
        "div",
        { class: "composer-field" },
        this.input,
        iconButton("emoji-smile", "สติกเกอร์", {
          class: "composer-sticker",
          testid: "stickers",
          onclick: () => openStickerSheet(phone),
        }),
      ),
      this.sendButton,
    );
    this.element = el("div", { class: "composer-frame" }, this.chips, this.form);
    this.#allowSend();
  }

  /** Puts words into the input for the person to finish. */
  fill(text) {
    this.input.value = text;
    this.#allowSend();
    this.input.focus();
  }

  /** Shows the quick replies of the newest entry, if it has any; all others are gone. */
  showChips(entry) {
    const spent = !entry || entry.from !== "bot" || entry.message_id === this.spentChips;
    const source = spent ? null : entry.message_id;
    if (source === this.chipSource) return;
    this.chipSource = source;
    const items = spent ? [] : (entry.message.quickReply?.items ?? []);
    this.chips.replaceChildren(...items.map((item) => this.#chip(item, entry)));
    this.chips.hidden = items.length === 0;
    this.chips.scrollLeft = 0;
  }

  #chip({ action, imageUrl }, entry) {
    const tap = () => {
      if (!opensSomething(action)) this.#spend(entry);
      this.phone.perform(action, entry);
    };
    return button(
      { class: "chip", testid: "chip", onclick: tap },
      imageUrl && picture(imageUrl, { class: "chip-image" }),
      CHIP_ICONS[action.type] && icon(CHIP_ICONS[action.type]),
      action.label ?? "",
    );
  }

  /** Quick replies are gone once one of them was used. */
  #spend(entry) {
    this.spentChips = entry.message_id;
    this.showChips(entry);
  }

  #key(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.form.requestSubmit();
  }

  async #submit(event) {
    event.preventDefault();
    const text = this.input.value.trim();
    if (!text) return;
    this.input.value = "";
    this.#allowSend();
    if (!(await this.phone.say(text))) this.fill(text);
  }

  #allowSend() {
    this.sendButton.disabled = !this.input.value.trim();
  }
}

const CHIP_ICONS = {
  camera: "camera",
  cameraRoll: "images",
  location: "geo-alt",
  datetimepicker: "calendar-event",
  uri: "box-arrow-up-right",
  clipboard: "clipboard",
};
