// One chat as one person sees it: rows are added as messages come, never drawn anew as a whole.

import { notice, row, typingRow } from "./bubbles.js";
import { el } from "./dom.js";
import { bangkok, thaiDay } from "./thai.js";

export class Chat {
  /** `view` is `{own, sender, nameOf}` as functions of an entry, `tap(action, entry)` and `manage(entry)`. */
  constructor(view) {
    this.view = view;
    this.newest = null;
    this.rows = new Map();
    this.unread = [];
    this.day = null;
    this.list = el("div", { class: "chat-rows", role: "log", "aria-live": "polite", "aria-label": "ข้อความ" });
    this.element = el("div", { class: "chat", testid: "chat", tabIndex: 0 }, this.list);
  }

  /** Adds an entry, or draws the one entry again that was unsent or edited. */
  receive(entry) {
    const known = this.rows.get(entry.message_id);
    if (known) {
      if (isNews(known.entry, entry)) this.#replace(known, entry);
      return;
    }
    this.#markDay(entry);
    const drawn = this.#draw(entry);
    this.#joinToPrevious(drawn);
    this.list.append(drawn);
    this.rows.set(entry.message_id, { entry, drawn });
    this.newest = entry;
    this.#markRead(entry);
    if (this.view.own(entry)) this.scrollToEnd();
  }

  /** Shows or hides the three dots of somebody who is writing. */
  showTyping(typing, sender) {
    this.typing?.remove();
    this.typing = typing ? typingRow(sender) : null;
    if (typing) this.element.prepend(this.typing);
  }

  scrollToEnd() {
    this.element.scrollTop = 0;
  }

  #draw(entry) {
    const own = this.view.own(entry);
    const sender = this.view.sender(entry);
    if (entry.unsent) return notice(`${own ? "คุณ" : sender.name}ยกเลิกข้อความ`, entry);
    const drawn = row(entry, {
      own,
      sender,
      nameOf: this.view.nameOf,
      manage: this.view.manage,
      tap: (action) => this.view.tap(action, entry),
    });
    if (entry.read) drawn.classList.add("row-read");
    return drawn;
  }

  #replace(known, entry) {
    const drawn = this.#draw(entry);
    for (const name of ["row-joined", "row-followed", "row-read"]) {
      if (known.drawn.classList.contains(name)) drawn.classList.add(name);
    }
    known.drawn.replaceWith(drawn);
    this.rows.set(entry.message_id, { entry, drawn });
    if (this.newest === known.entry) this.newest = entry;
  }

  #markDay(entry) {
    const { year, month, day } = bangkok(entry.at);
    const today = `${year}-${month}-${day}`;
    if (today !== this.day) this.list.append(notice(thaiDay(entry.at)));
    this.day = today;
  }

  /** Messages of one sender within a minute share one face and one time, as in LINE. */
  #joinToPrevious(drawn) {
    const previous = this.list.lastElementChild;
    if (!drawn.dataset.minute || previous?.dataset.minute !== drawn.dataset.minute) return;
    drawn.classList.add("row-joined");
    previous.classList.add("row-followed");
  }

  /** Bots seldom mark messages as read: what the bot spoke after counts as read, too. */
  #markRead(entry) {
    if (entry.from !== "bot") {
      this.unread.push(entry.message_id);
      return;
    }
    for (const id of this.unread) this.rows.get(id).drawn.classList.add("row-read");
    this.unread = [];
  }
}

function isNews(before, now) {
  return (
    before.unsent !== now.unsent ||
    before.edited !== now.edited ||
    before.read !== now.read ||
    before.message?.text !== now.message?.text
  );
}
