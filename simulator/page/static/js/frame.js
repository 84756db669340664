// The elements that a phone is made of: caption, frame, status bar, header of the chat, cover.

import { avatar } from "./bubbles.js";
import { button, el, icon, iconButton } from "./dom.js";

/** The header of the open chat; `onBack` opens the list of chats, `onOptions` what can be done with the phone. */
export function chatHead({ onBack, onOptions }) {
  const name = el("strong", { class: "chat-name", testid: "chat-name" });
  const unseen = el("span", { class: "unseen", testid: "unseen", hidden: true });
  const back = iconButton("chevron-left", "รายการแชต", { testid: "chat-back", onclick: onBack });
  back.append(unseen);
  const options = iconButton("list", "ตัวเลือกของเครื่องนี้", { testid: "phone-options", onclick: onOptions });
  const official = icon("shield-fill-check");
  const element = el("div", { class: "chat-head" }, back, official, name, icon("search"), options);
  return { element, name, official, unseen };
}

/** The line at the very top of a screen, with the time in it. */
export function statusBar() {
  const time = el("span");
  const signs = el("span", {}, icon("reception-4"), icon("wifi"), icon("battery-full"));
  return { element: el("div", { class: "status-bar", "aria-hidden": "true" }, time, signs), time };
}

/** What lies over the chat of somebody who is no friend of the bot. */
export function friendCover(botName, onFollow) {
  const words = el("p");
  const befriend = button({ class: "primary-button", testid: "follow", onclick: onFollow });
  const element = el(
    "div",
    { class: "cover", testid: "cover", hidden: true },
    avatar({ name: botName, bot: true }, "avatar-large"),
    el("strong", {}, botName),
    words,
    befriend,
  );
  const show = (blocked) => {
    words.textContent = blocked ? "คุณบล็อกบัญชีนี้อยู่" : "เพิ่มเพื่อนเพื่อเริ่มคุย";
    befriend.replaceChildren(icon("person-plus-fill"), blocked ? " เลิกบล็อก" : " เพิ่มเพื่อน");
  };
  return { element, show };
}

/** A phone around its screen, with its owner's name above it. */
export function phoneFrame(user, screen) {
  const state = el("span", { class: "phone-state", testid: "phone-state" });
  const caption = el(
    "header",
    { class: "phone-caption" },
    avatar({ name: user.name }, "avatar-small"),
    el("h2", {}, user.name),
    state,
  );
  const element = el(
    "article",
    {
      class: "phone",
      testid: `phone-${user.id}`,
      "aria-label": `โทรศัพท์ของ ${user.name}`,
      data: { userId: user.id, name: user.name },
    },
    caption,
    el("div", { class: "phone-frame" }, screen),
  );
  return { element, state };
}
