// The menu of things that go wrong with LINE in real life, to try the bot against.

import { api } from "./api.js";
import { button, el, icon } from "./dom.js";
import { attempt, toast } from "./notices.js";
import { jsonBlock, openDialog } from "./viewer.js";

const REPLY = "/v2/bot/message/reply";
const PUSH = "/v2/bot/message/push";

const WEBHOOK_FAULTS = [
  { code: "duplicate", label: "ส่งซ้ำ", hint: "เหตุการณ์ถัดไปมาถึงสองครั้ง", body: { duplicate: true } },
  { code: "reorder", label: "สลับลำดับ", hint: "สองเหตุการณ์ถัดไปมาถึงสลับกัน", body: { reorder: true } },
  { code: "late", label: "มาช้า 5 วินาที", hint: "เหตุการณ์ถัดไปมาถึงช้า", body: { delay_seconds: 5 } },
  { code: "lost", label: "หายระหว่างทาง", hint: "เหตุการณ์ถัดไปไม่ถึงบอต", body: { drop: true } },
];

const UNKNOWN = "ถึงคนแล้ว แต่บอตไม่รู้";
const API_FAULTS = [
  { code: "reply-500", label: "reply ตอบ 500", hint: "LINE ขัดข้องหนึ่งครั้ง", body: { path: REPLY, status: 500 } },
  {
    code: "push-500",
    label: "push ตอบ 500 × 3",
    hint: "LINE ขัดข้องสามครั้ง",
    body: { path: PUSH, status: 500, times: 3 },
  },
  { code: "push-429", label: "push ตอบ 429", hint: "ส่งถี่เกินไปหนึ่งครั้ง", body: { path: PUSH, status: 429 } },
  {
    code: "push-slow",
    label: "push ช้า 15 วินาที",
    hint: "LINE ตอบช้าหนึ่งครั้ง",
    body: { path: PUSH, delay_seconds: 15 },
  },
  {
    code: "push-unknown",
    label: "push รับแล้วสายขาด",
    hint: UNKNOWN,
    body: { path: PUSH, after_accept: true },
  },
  {
    code: "reply-unknown",
    label: "reply รับแล้วสายขาด",
    hint: UNKNOWN,
    body: { path: REPLY, after_accept: true },
  },
];

export function openFaults(store) {
  const present = el("div", { testid: "fault-list" });
  const draw = () => {
    const waiting = [...store.state.webhook_faults, ...store.state.faults];
    const calm = el("p", { class: "list-empty" }, "ตอนนี้ทุกอย่างปกติ");
    present.replaceChildren(waiting.length ? jsonBlock("ที่ตั้งไว้ตอนนี้", waiting) : calm);
  };
  const change = (words, call) => () =>
    attempt(async () => {
      await call();
      await store.refresh();
      draw();
      toast(words);
    });
  const choices = (faults, call) => {
    const choice = ({ code, label, hint, body }) => {
      const onclick = change(`ตั้งไว้แล้ว: ${label}`, () => call({ times: 1, ...body }));
      return button(
        { class: "fault-choice", testid: `fault-${code}`, onclick },
        el("strong", {}, label),
        el("small", {}, hint),
      );
    };
    return el("div", { class: "fault-grid" }, faults.map(choice));
  };
  const clear = {
    class: "danger-button",
    testid: "clear-faults",
    onclick: change("กลับเป็นปกติแล้ว", api.clearFaults),
  };
  draw();
  openDialog("ความขัดข้อง", "faults-dialog", [
    el("h3", {}, "ขาเข้า: webhook ไปหาบอต"),
    choices(WEBHOOK_FAULTS, api.webhookFault),
    el("h3", {}, "ขาออก: บอตเรียก LINE"),
    choices(API_FAULTS, api.fault),
    quotaForm(store.state.quota, change),
    present,
    button(clear, icon("eraser"), " ล้างทั้งหมด"),
  ]);
}

function quotaForm({ limit, used }, change) {
  const number = (value, testid) => el("input", { type: "number", min: 0, value: value ?? "", testid });
  const limitField = number(limit, "quota-limit");
  const usedField = number(used, "quota-used");
  const save = () => api.quota(limitField.value ? Number(limitField.value) : null, Number(usedField.value));
  return el(
    "div",
    { class: "quota-form" },
    el("h3", {}, "โควตาของเดือน"),
    el("label", {}, "จำกัด (เว้นว่าง: ไม่จำกัด) ", limitField),
    el("label", {}, "ใช้ไป ", usedField),
    button({ class: "plain-button", testid: "quota-save", onclick: change("ตั้งโควตาแล้ว", save) }, "ตั้ง"),
  );
}
