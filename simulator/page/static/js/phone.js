// One person's phone: the chats on it, the rich menu, and everything that is done with it.

import { perform } from "./actions.js";
import { api } from "./api.js";
import { Chat } from "./chat.js";
import { Composer } from "./composer.js";
import { el } from "./dom.js";
import { chatHead, friendCover, phoneFrame, statusBar } from "./frame.js";
import { attempt } from "./notices.js";
import { openChatList, openManageSheet, openOptions } from "./phone_sheets.js";
import { RichMenu } from "./richmenu.js";
import { thaiTime } from "./thai.js";

export class Phone {
  /** `user` is a person of the store; `hide` puts the phone away. */
  constructor(user, store, botName, hide) {
    Object.assign(this, { user, store, botName, hide });
    this.chats = new Map();
    // Up to which change the chats are seen that are not open; what was there before counts as seen.
    this.seen = new Map();
    this.seenAtFirst = store.seq;
    this.sheet = null;
    this.#build();
    this.open(user.id);
    this.update();
  }

  #build() {
    this.status = statusBar();
    this.head = chatHead({ onBack: () => openChatList(this), onOptions: () => openOptions(this) });
    this.room = el("div", { class: "room" });
    this.menu = new RichMenu((action) => this.perform(action));
    this.composer = new Composer(this);
    this.cover = friendCover(this.botName, () => attempt(() => api.follow(this.user.id)));
    const parts = [this.status.element, this.head.element, this.room, this.composer.element];
    this.screen = el("div", { class: "screen" }, parts, this.cover.element, this.menu.bar, this.menu.frame);
    const { element, state } = phoneFrame(this.user, this.screen);
    Object.assign(this, { element, state });
  }

  /** The id of the group whose chat is open, or undefined in the chat with the bot. */
  get group() {
    return this.openId === this.user.id ? undefined : this.openId;
  }

  /** The bot as the sender of a message. */
  get bot() {
    return { name: this.botName, bot: true };
  }

  get groups() {
    return this.store.state.groups.filter(({ members }) => members.includes(this.user.id));
  }

  /** Shows the chat of an id: the person's own with the bot, or a group's. */
  open(id) {
    this.seen.set(this.openId, this.store.seq);
    this.openId = id;
    this.sheet?.close();
    const chat = this.#chat(id);
    this.room.replaceChildren(chat.element);
    chat.scrollToEnd();
    this.head.name.textContent = this.group ? this.store.group(id).name : this.botName;
    this.head.official.hidden = Boolean(this.group);
    this.update();
  }

  #chat(id) {
    if (!this.chats.has(id)) {
      const chat = new Chat({
        own: (entry) => entry.from === "user" && entry.user === this.user.id,
        sender: (entry) => this.#senderOf(entry),
        nameOf: (userId) => this.store.user(userId)?.name ?? userId,
        tap: (action, entry) => this.perform(action, entry),
        manage: (entry) => openManageSheet(this, entry),
      });
      this.chats.set(id, chat);
    }
    return this.chats.get(id);
  }

  #senderOf({ from, user, message }) {
    if (from === "user") return { name: this.store.user(user)?.name ?? "สมาชิก" };
    return { ...this.bot, ...message.sender };
  }

  /** Takes in one entry as it comes; those of chats that the person is not in pass by. */
  receive(entry) {
    this.chats.get(entry.chat)?.receive(entry);
    if (entry.chat === this.openId) this.#showChips();
    else this.#showUnseen();
  }

  /** Takes in what may have changed about the person: follow, groups, rich menu, entries that were missed. */
  update() {
    this.user = this.store.user(this.user.id);
    for (const [id, chat] of this.chats) for (const entry of this.store.entries(id)) chat.receive(entry);
    this.#showChips();
    this.#showUnseen();
    this.#showFollow();
    const menuId = this.group ? null : this.user.rich_menu_id;
    this.menu.change(menuId, this.store.state.rich_menus[menuId]);
    this.tick();
  }

  #showChips() {
    this.composer.showChips(this.#chat(this.openId).newest);
  }

  /** Counts what others wrote in the chats that are not open. */
  #showUnseen() {
    const elsewhere = [this.user, ...this.groups].filter(({ id }) => id !== this.openId);
    const news = elsewhere.flatMap(({ id }) => {
      const seen = this.seen.get(id) ?? this.seenAtFirst;
      return this.store.entries(id).filter(({ seq, user }) => seq > seen && user !== this.user.id);
    });
    this.head.unseen.hidden = news.length === 0;
    this.head.unseen.textContent = String(news.length);
  }

  #showFollow() {
    const { follows, blocked } = this.user;
    this.state.textContent = blocked ? "บล็อกบอตอยู่" : follows ? "" : "ยังไม่เป็นเพื่อน";
    this.cover.element.hidden = Boolean(this.group) || follows;
    this.cover.show(blocked);
    this.room.inert = this.composer.element.inert = !this.cover.element.hidden;
  }

  /** Shows the time, and whether the bot lets its loading animation run. */
  tick() {
    const now = this.store.now();
    this.status.time.textContent = thaiTime(now).replace(" น.", "");
    const typing = new Date(this.user.loading_until ?? 0).getTime() > now;
    if (typing !== this.typing) this.#chat(this.user.id).showTyping(typing, this.bot);
    this.typing = typing;
  }

  /** A request body for the chat that is open. */
  addressed(body) {
    return this.group ? { ...body, group: this.group } : body;
  }

  say(text) {
    return attempt(() => api.text(this.user.id, this.addressed({ text })));
  }

  /** Does what an action says; `entry` is the message that holds it, none for the rich menu. */
  perform(action, entry) {
    return attempt(() => perform(action, this, entry));
  }
}
