// Choosing a date and a time in Buddhist-era Thai, for datetime pickers with their limits.

import { button, el, iconButton } from "./dom.js";
import { openSheet } from "./sheet.js";
import { bangkok, MONTHS } from "./thai.js";

const WEEKDAYS = ["อา", "จ", "อ", "พ", "พฤ", "ศ", "ส"];
const two = (number) => String(number).padStart(2, "0");
const isoDay = (year, month, day) => `${year}-${two(month)}-${two(day)}`;

/** The limits and the first choice of an action, with what it leaves open filled from `now`. */
function limits({ mode, initial, min, max }, now) {
  const { year, month, day, hour, minute } = bangkok(now);
  const present = { date: isoDay(year, month, day), time: `${hour}:${minute}` };
  const whole = { date: present.date, time: present.time, datetime: `${present.date}T${present.time}` }[mode];
  const first = (initial ?? whole).replace("t", "T");
  const low = min?.replace("t", "T") ?? "";
  const high = max?.replace("t", "T") ?? "9999";
  return { low, high, first: first < low ? low : max && first > high ? high : first };
}

/** Asks on the phone; resolves to `2026-11-25`, `09:05` or `2026-11-25T09:05`, or to null when closed. */
export function askDateTime(phone, action) {
  const { low, high, first } = limits(action, phone.store.now());
  const hasDate = action.mode !== "time";
  const hasTime = action.mode !== "date";
  let day = first.slice(0, 10);
  const clock = hasTime ? clockFields(first.slice(-5)) : null;
  const value = () => [hasDate && day, hasTime && clock.value()].filter(Boolean).join("T");

  return new Promise((resolve) => {
    const done = button({ class: "primary-button", testid: "datetime-done" }, "ตกลง");
    const check = () => {
      done.disabled = value() < low || value() > high;
    };
    const choose = (chosen) => {
      day = chosen;
      check();
    };
    const calendar = hasDate && calendarOf(day, low.slice(0, 10), high.slice(0, 10), choose);
    const sheet = openSheet(
      phone,
      action.label ?? "เลือกวันเวลา",
      "datetime-sheet",
      el("div", { class: "datetime", onchange: check }, calendar, clock?.element, done),
      () => resolve(null),
    );
    done.addEventListener("click", () => {
      resolve(value());
      sheet.close();
    });
    check();
  });
}

function clockFields(time) {
  const choices = (count, chosen, label, testid) =>
    el(
      "select",
      { "aria-label": label, testid },
      Array.from({ length: count }, (_, n) =>
        el("option", { value: two(n), selected: two(n) === chosen }, two(n)),
      ),
    );
  const hour = choices(24, time.slice(0, 2), "ชั่วโมง", "datetime-hour");
  const minute = choices(60, time.slice(3), "นาที", "datetime-minute");
  return {
    element: el("div", { class: "datetime-clock" }, "เวลา", hour, ".", minute, "น."),
    value: () => `${hour.value}:${minute.value}`,
  };
}

function calendarOf(chosen, low, high, choose) {
  let [year, month] = chosen.split("-").map(Number);
  let picked = chosen;
  const heading = el("strong", { "aria-live": "polite" });
  const days = el("div", { class: "calendar-days" });
  const turn = (by) => {
    const moved = new Date(Date.UTC(year, month - 1 + by, 1));
    [year, month] = [moved.getUTCFullYear(), moved.getUTCMonth() + 1];
    draw();
  };
  const back = iconButton("chevron-left", "เดือนก่อน", { testid: "calendar-back", onclick: () => turn(-1) });
  const next = iconButton("chevron-right", "เดือนถัดไป", { testid: "calendar-next", onclick: () => turn(1) });

  function dayButton(day) {
    const date = isoDay(year, month, day);
    return button(
      {
        class: "calendar-day",
        testid: "calendar-day",
        data: { date },
        disabled: date < low || date > high,
        "aria-pressed": String(date === picked),
        "aria-label": `${day} ${MONTHS[month - 1]} ${year + 543}`,
        onclick: () => {
          picked = date;
          choose(date);
          draw();
        },
      },
      String(day),
    );
  }

  function draw() {
    heading.textContent = `${MONTHS[month - 1]} ${year + 543}`;
    const blanks = new Date(Date.UTC(year, month - 1, 1)).getUTCDay();
    const count = new Date(Date.UTC(year, month, 0)).getUTCDate();
    days.replaceChildren(
      ...WEEKDAYS.map((name) => el("span", { class: "calendar-weekday" }, name)),
      ...Array.from({ length: blanks }, () => el("span")),
      ...Array.from({ length: count }, (_, n) => dayButton(n + 1)),
    );
    back.disabled = isoDay(year, month, 1) <= low;
    next.disabled = isoDay(year, month, count) >= high;
  }

  draw();
  return el("div", { class: "calendar" }, el("div", { class: "calendar-head" }, back, heading, next), days);
}
