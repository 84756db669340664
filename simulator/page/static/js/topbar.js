// The bar at the top: simulated clock, quota, refused requests, deliveries, faults, people.

import { api } from "./api.js";
import { button, el, icon } from "./dom.js";
import { openFaults } from "./faults.js";
import { attempt, toast } from "./notices.js";
import { openPeople } from "./people.js";
import { openDeliveries, openRefused } from "./records.js";
import { thaiDay, thaiTime } from "./thai.js";

const HOUR = 3600;
const STEPS = [
  { code: "1m", label: "1 นาที", seconds: 60 },
  { code: "1h", label: "1 ชม.", seconds: HOUR },
  { code: "1d", label: "1 วัน", seconds: 24 * HOUR },
  { code: "3d", label: "3 วัน", seconds: 3 * 24 * HOUR },
  { code: "7d", label: "7 วัน", seconds: 7 * 24 * HOUR },
];

export class Topbar {
  /** `phones` is `{shown(id), toggle(id)}`: which phones stand on the page. */
  constructor(store, place, phones) {
    this.store = store;
    this.refused = tool("exclamation-octagon", "ถูกปฏิเสธ", "refused", () => openRefused(store));
    this.deliveries = tool("arrow-left-right", "webhook", "deliveries", () => openDeliveries(store));
    this.faults = tool("lightning-charge", "ความขัดข้อง", "faults", () => openFaults(store));
    const people = tool("people-fill", "คน", "people", () => openPeople(store, phones));
    place.append(this.#clock(), this.#quota(), this.refused, this.deliveries, this.faults, people);
    store.addEventListener("snapshot", () => this.update());
  }

  #clock() {
    this.date = el("span", { class: "clock-date", testid: "clock-date" });
    this.time = el("strong", { class: "clock-time", testid: "clock-time" });
    const hint = el("span", { class: "clock-hint" }, "เลื่อนไป");
    return el(
      "div",
      { class: "clock", testid: "clock", role: "group", "aria-label": "นาฬิกาจำลอง" },
      el("span", { class: "clock-now" }, this.date, this.time),
      el(
        "span",
        { class: "clock-steps" },
        hint,
        STEPS.map((step) => this.#step(step)),
      ),
    );
  }

  #step({ code, label, seconds }) {
    const forward = async () => {
      await api.clock(seconds);
      await this.store.refresh();
      toast(`เลื่อนเวลาไป ${label}แล้ว`);
    };
    const props = {
      class: "clock-step",
      testid: `clock-forward-${code}`,
      "aria-label": `เลื่อนเวลาไป ${label}`,
    };
    return button({ ...props, onclick: () => attempt(forward) }, `+${label}`);
  }

  #quota() {
    this.quota = el("span", { testid: "quota" });
    this.meter = el("progress", { class: "quota-meter", max: 1, "aria-label": "โควตาข้อความที่ใช้ไป" });
    return el("div", { class: "quota-box", title: "ข้อความแบบ push ของเดือนนี้" }, this.quota, this.meter);
  }

  /** Shows what time it is by now. */
  tick() {
    const now = this.store.now();
    this.date.textContent = thaiDay(now);
    this.time.textContent = thaiTime(now);
  }

  update() {
    const { quota, refused, faults, webhook_faults: webhookFaults, deliveries } = this.store.state;
    const limited = quota.limit !== null;
    this.quota.textContent = limited ? `โควตา ${quota.used}/${quota.limit}` : `ใช้โควตา ${quota.used}`;
    this.meter.hidden = !limited;
    this.meter.value = Math.min(1, quota.used / (quota.limit || 1));
    this.meter.classList.toggle("quota-spent", limited && quota.used >= quota.limit);
    count(this.refused, refused.length);
    count(this.deliveries, deliveries.filter(({ status }) => status !== 200).length);
    count(this.faults, faults.length + webhookFaults.length);
    this.tick();
  }
}

function tool(iconName, label, testid, onclick) {
  const number = el("span", { class: "tool-count", testid: `${testid}-count`, hidden: true });
  const words = el("span", { class: "tool-label" }, label);
  return button(
    { class: "topbar-tool", testid, title: label, "aria-label": label, onclick },
    icon(iconName),
    words,
    number,
  );
}

function count(element, number) {
  const badge = element.querySelector(".tool-count");
  badge.hidden = number === 0;
  badge.textContent = String(number);
  element.classList.toggle("tool-alarm", number > 0);
}
