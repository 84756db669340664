// One message in a chat: its bubble, time, read mark, and the small tools beside it.

import { imagemap } from "./areas.js";
import { button, el, icon, iconButton, picture } from "./dom.js";
import { flexCard } from "./flex.js";
import { file, photo, place, sound, sticker, video } from "./media.js";
import { templateCard } from "./templates.js";
import { words } from "./text.js";
import { thaiTime } from "./thai.js";
import { openJson } from "./viewer.js";

const speech = (entry, { nameOf }) => el("div", { class: "speech" }, words(entry.message, nameOf));

const KINDS = {
  text: speech,
  textV2: speech,
  image: photo,
  video,
  audio: sound,
  file,
  sticker,
  location: place,
  imagemap: (entry, { tap }) => imagemap(entry, tap),
  template: (entry, { tap }) => templateCard(entry.message, tap),
  flex: (entry, { tap }) => flexCard(entry.message, tap),
};
const WIDE = new Set(["template", "flex", "imagemap"]);

function body(entry, view) {
  const { type, altText = "" } = entry.message;
  if (!KINDS[type]) return el("div", { class: "speech" }, `(${type}) ${altText}`);
  try {
    return KINDS[type](entry, view);
  } catch (error) {
    // A bot may send what this page cannot draw; the other bubbles must still show.
    return el("div", { class: "speech speech-broken" }, `แสดงข้อความนี้ไม่ได้: ${error.message}`);
  }
}

/** A line across the chat: a date, or what became of an unsent message. */
export function notice(text, entry) {
  const words = el("span", {}, text);
  return el("div", { class: "notice", testid: "notice" }, words, entry && rawButton(entry));
}

function rawButton(entry) {
  return button(
    {
      class: "raw-button",
      testid: "raw-json",
      title: "ดูข้อมูลดิบ (JSON)",
      "aria-label": "ดูข้อมูลดิบ",
      onclick: () => openJson(entry),
    },
    "{ }",
  );
}

function manageButton(entry, manage) {
  return iconButton("three-dots", "จัดการข้อความนี้", { testid: "manage-message", onclick: () => manage(entry) });
}

function meta(entry, view) {
  return el(
    "div",
    { class: "meta" },
    el("span", { class: "tools" }, rawButton(entry), view.own && manageButton(entry, view.manage)),
    el("span", { class: "read-mark", testid: "read-mark" }, "อ่านแล้ว"),
    entry.edited && el("span", { class: "edited" }, "แก้ไขแล้ว"),
    el("time", { class: "time", testid: "time", dateTime: entry.at }, entry.silent ? `🔕 ${thaiTime(entry.at)}` : thaiTime(entry.at)),
  );
}

/**
 * The row of one message. `view` says how it is seen: `own` (whether the phone's owner wrote it), `sender`
 * `{name, iconUrl, bot}`, `nameOf(userId)`, `tap(action)`, and `manage(entry)` for the owner's own messages.
 */
export function row(entry, view) {
  const { type } = entry.message;
  const bubble = el(
    "div",
    { class: "bubble", testid: "bubble", data: { from: entry.from, kind: type } },
    body(entry, view),
  );
  const line = el("div", { class: "bubble-line" }, bubble, meta(entry, view));
  const name = view.own ? null : el("div", { class: "sender" }, view.sender.name);
  const classes = ["row", view.own ? "row-own" : "row-other", WIDE.has(type) ? "row-wide" : ""];
  const data = {
    messageId: entry.message_id,
    minute: `${entry.user ?? entry.from} ${view.sender.name} ${thaiTime(entry.at)}`,
  };
  return el(
    "div",
    { class: classes.join(" ").trim(), testid: "row", data },
    !view.own && avatar(view.sender),
    el("div", { class: "row-main" }, name, line),
  );
}

/** Three dots, while the bot lets its loading animation run. */
export function typingRow(sender) {
  const dots = [el("i"), el("i"), el("i")];
  const bubble = el("div", { class: "speech typing", role: "img", "aria-label": "กำลังพิมพ์" }, dots);
  return el("div", { class: "row row-other row-typing", testid: "typing" }, avatar(sender), bubble);
}

/** A round picture of somebody: their own, the first letter of their name, or the bot's mark. */
export function avatar({ name, iconUrl, bot }, className = "") {
  const inside = iconUrl ? picture(iconUrl) : bot ? icon("chat-heart-fill") : [...name][0];
  const hue = [...name].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % 360;
  const style = bot || iconUrl ? {} : { backgroundColor: `hsl(${hue} 45% 42%)` };
  return el(
    "span",
    { class: `avatar ${bot ? "avatar-bot" : ""} ${className}`, style, "aria-hidden": "true" },
    inside,
  );
}
