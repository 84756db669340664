// Sheets about a phone and what stands on it: its chats, its options, one's own message.

import { api } from "./api.js";
import { avatar } from "./bubbles.js";
import { button, el, icon } from "./dom.js";
import { attempt } from "./notices.js";
import { openSheet, sending } from "./sheet.js";

/** The list of chats: with the bot, and the groups that the person is in. */
export function openChatList(phone) {
  const item = (id, name, face) => {
    const open = () => phone.open(id);
    const props = { class: "chat-item", testid: "chat-item", data: { chat: id }, onclick: open };
    return button(props, avatar(face), el("span", {}, name));
  };
  openSheet(
    phone,
    "แชต",
    "chat-list",
    [
      item(phone.user.id, phone.botName, phone.bot),
      phone.groups.map(({ id, name, members }) => item(id, `${name} (${members.length})`, { name })),
    ].flat(),
  );
}

/** What can be done with the phone as a whole. */
export function openOptions(phone) {
  const option = (iconName, label, testid, act) => {
    const choose = () => {
      phone.sheet.close();
      act();
    };
    return button({ class: "option", testid, onclick: choose }, icon(iconName), ` ${label}`);
  };
  const block = () => attempt(() => api.unfollow(phone.user.id));
  openSheet(phone, phone.user.name, "options-sheet", [
    el("p", { class: "option-id" }, phone.user.id),
    phone.user.follows && option("slash-circle", "บล็อกบอต", "block", block),
    option("eye-slash", "ซ่อนเครื่องนี้", "hide-phone", phone.hide),
  ]);
}

/** What people can do with their own message: edit words, take anything back. */
export function openManageSheet(phone, { message, message_id: id }) {
  const unsend = sending(phone, () => api.unsend(phone.user.id, id));
  openSheet(phone, "จัดการข้อความ", "manage-sheet", [
    message.type === "text" && editForm(phone, message, id),
    button({ class: "danger-button", testid: "unsend", onclick: unsend }, icon("trash"), " ยกเลิกข้อความ"),
  ]);
}

function editForm(phone, message, id) {
  const field = el("textarea", {
    rows: 3,
    "aria-label": "ข้อความใหม่",
    testid: "edit-text",
    value: message.text,
  });
  const save = sending(phone, () => api.edit(phone.user.id, id, field.value));
  return el(
    "div",
    { class: "manage-edit" },
    field,
    button({ class: "primary-button", testid: "edit-save", onclick: save }, "บันทึกที่แก้"),
  );
}
