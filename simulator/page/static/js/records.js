// Windows that list what happened between LINE and the bot: refused requests and webhook deliveries.

import { api } from "./api.js";
import { button, el, icon } from "./dom.js";
import { attempt } from "./notices.js";
import { thaiTime } from "./thai.js";
import { jsonBlock, openDialog } from "./viewer.js";

/** One line that unfolds into all that is known. */
function record(one, testid, status, ...words) {
  const good = one.status === 200;
  const line = [
    el("code", { class: good ? "status-good" : "status-bad" }, status),
    " ",
    el("time", {}, thaiTime(one.at)),
    " ",
  ];
  return el(
    "details",
    { class: "record", testid },
    el("summary", {}, line, words),
    jsonBlock("รายละเอียด", one),
  );
}

const empty = (words) => el("p", { class: "list-empty" }, words);

/** The requests of the bot that LINE would have refused, newest first. */
export function openRefused(store) {
  const records = store.state.refused.map((one) =>
    record(
      one,
      "refused-item",
      String(one.status),
      `${one.method} ${one.path}`,
      el("p", {}, one.body?.message),
    ),
  );
  const none = empty("ยังไม่มี บอตทำตามกติกาของ LINE ดีอยู่");
  openDialog("คำขอที่ LINE ปฏิเสธ", "refused-list", records.length ? records.reverse() : none);
}

/** The webhook calls that were made to the bot, newest first. */
export function openDeliveries(store) {
  const records = store.state.deliveries.map((one) => {
    const kinds = one.events.map(({ type }) => type).join(", ");
    return record(
      one,
      "delivery-item",
      String(one.status ?? "ไม่ถึง"),
      kinds,
      one.error && el("p", {}, one.error),
    );
  });
  const repeat = { class: "plain-button", testid: "redeliver", onclick: () => attempt(api.redeliver) };
  openDialog("การส่ง webhook ไปหาบอต", "deliveries-list", [
    button(repeat, icon("arrow-repeat"), " ส่งเหตุการณ์ล่าสุดซ้ำ"),
    ...(records.length ? records.reverse() : [empty("ยังไม่มีการส่ง")]),
  ]);
}
