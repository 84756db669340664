// The rich menu of a phone: its picture below the chat, and the bar that opens and closes it.

import { richMenuPicture } from "./areas.js";
import { button, el, icon } from "./dom.js";

export class RichMenu {
  /** `tap(action)` is called when a person uses an area. */
  constructor(tap) {
    this.tap = tap;
    this.id = null;
    this.chatBarText = "";
    this.frame = el("div", { class: "menu-frame", hidden: true });
    this.bar = button({ class: "menu-bar", testid: "menu-bar", hidden: true, onclick: () => this.toggle() });
  }

  /** Takes on another menu, or none (`id` null). A menu that the person had opened stays open. */
  change(id, menu) {
    if (id === this.id) return;
    const wasOpen = this.id && !this.frame.hidden;
    this.id = id;
    this.bar.hidden = !id;
    this.frame.replaceChildren();
    if (id) {
      this.chatBarText = menu.menu.chatBarText;
      this.frame.append(richMenuPicture(menu, this.tap));
    }
    this.show(Boolean(id) && (wasOpen || menu.menu.selected));
  }

  toggle() {
    this.show(this.frame.hidden);
  }

  show(open) {
    this.frame.hidden = !open || !this.id;
    this.bar.replaceChildren(
      `${this.chatBarText} `,
      icon(this.frame.hidden ? "caret-up-fill" : "caret-down-fill"),
    );
    this.bar.setAttribute("aria-expanded", String(!this.frame.hidden));
  }
}
