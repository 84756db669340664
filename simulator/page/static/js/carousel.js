// A row of cards that scrolls sideways, with arrows for those who have no finger to swipe with.

import { el, iconButton } from "./dom.js";

/** The cards in a scrolling row. */
export function carousel(cards, kind) {
  const row = el(
    "div",
    { class: "carousel-row", tabIndex: 0, role: "group", "aria-label": "การ์ดเลื่อนดูได้" },
    cards,
  );
  const move = (direction) => {
    const step = cards[0].getBoundingClientRect().width + 8;
    row.scrollBy({ left: direction * step, behavior: "smooth" });
  };
  const back = iconButton("chevron-left", "การ์ดก่อนหน้า", {
    class: "carousel-arrow carousel-back",
    testid: "carousel-back",
    hidden: true,
    onclick: () => move(-1),
  });
  const next = iconButton("chevron-right", "การ์ดถัดไป", {
    class: "carousel-arrow carousel-next",
    testid: "carousel-next",
    hidden: cards.length < 2,
    onclick: () => move(1),
  });
  row.addEventListener(
    "scroll",
    () => {
      back.hidden = row.scrollLeft < 8;
      next.hidden = row.scrollLeft + row.clientWidth > row.scrollWidth - 8;
    },
    { passive: true },
  );
  return el("div", { class: `carousel carousel-${kind}`, testid: "carousel" }, row, back, next);
}
