// What a person can attach: photos, places, stickers, sound, video and files.

import { api } from "./api.js";
import { button, el, icon } from "./dom.js";
import { mapSketch } from "./map.js";
import { openSheet, sending } from "./sheet.js";
import { STICKERS } from "./stickers.js";

const PLACES = [
  {
    title: "ตลาดกิมหยง",
    address: "ถ.ศุภสารรังสรรค์ ต.หาดใหญ่ อ.หาดใหญ่ จ.สงขลา",
    latitude: 7.0075,
    longitude: 100.4712,
  },
  { title: "บ้านในซอย", address: "ต.ท่าข้าม อ.หาดใหญ่ จ.สงขลา", latitude: 6.9606, longitude: 100.5557 },
  { title: "หาดสมิหลา", address: "ต.บ่อยาง อ.เมืองสงขลา จ.สงขลา", latitude: 7.2153, longitude: 100.5953 },
  { title: "อนุสาวรีย์ชัยสมรภูมิ", address: "เขตราชเทวี กรุงเทพมหานคร", latitude: 13.7649, longitude: 100.5383 },
];

function choice(iconName, label, testid, onclick) {
  return button(
    { class: "attach-choice", testid, onclick },
    el("span", { class: "attach-icon" }, icon(iconName)),
    el("span", {}, label),
  );
}

/** A button that opens the file chooser and sends what was chosen. */
function fileChoice(phone, kind, iconName, label, accept, multiple = false) {
  const input = el("input", {
    type: "file",
    accept,
    multiple,
    class: "visually-hidden",
    testid: `file-${kind}`,
    "aria-label": label,
    tabIndex: -1,
  });
  input.addEventListener("change", () => {
    const form = new FormData();
    for (const chosen of input.files) form.append("file", chosen);
    if (phone.group) form.append("group", phone.group);
    if (input.files.length) sending(phone, () => api.media(phone.user.id, kind, form))();
  });
  return el(
    "div",
    { class: "attach-file" },
    choice(iconName, label, `attach-${kind}`, () => input.click()),
    input,
  );
}

/** A button that sends a sample of the simulator's own, for those without a file at hand. */
function sampleChoice(phone, kind, iconName, label, body = {}) {
  return choice(
    iconName,
    label,
    `sample-${kind}${body.count ? `-${body.count}` : ""}`,
    sending(phone, () => api.media(phone.user.id, kind, phone.addressed(body))),
  );
}

const photoChoices = (phone) => [
  fileChoice(phone, "image", "images", "เลือกรูป", "image/*", true),
  sampleChoice(phone, "image", "image", "ภาพตัวอย่าง", { count: 1 }),
  sampleChoice(phone, "image", "grid-fill", "ภาพตัวอย่าง 3 ภาพ", { count: 3 }),
];

export function openPhotoSheet(phone) {
  openSheet(phone, "ส่งรูปภาพ", "photo-sheet", el("div", { class: "attach-grid" }, photoChoices(phone)));
}

export function openAttachSheet(phone) {
  const choices = el(
    "div",
    { class: "attach-grid" },
    photoChoices(phone),
    choice("geo-alt-fill", "ตำแหน่ง", "attach-location", () => openLocationSheet(phone)),
    choice("emoji-smile", "สติกเกอร์", "attach-sticker", () => openStickerSheet(phone)),
    sampleChoice(phone, "audio", "mic-fill", "เสียงตัวอย่าง"),
    sampleChoice(phone, "video", "camera-video-fill", "วิดีโอตัวอย่าง"),
    fileChoice(phone, "file", "paperclip", "ไฟล์", "*/*"),
  );
  openSheet(phone, "แนบ", "attach-sheet", choices);
}

export function openStickerSheet(phone) {
  const stickers = STICKERS.map(({ packageId, stickerId, glyph, words }) =>
    button(
      {
        class: "sticker-choice",
        testid: "sticker",
        title: words[0],
        "aria-label": `สติกเกอร์ ${words[0]}`,
        onclick: sending(phone, () =>
          api.sticker(
            phone.user.id,
            phone.addressed({
              package_id: packageId,
              sticker_id: stickerId,
              keywords: words,
            }),
          ),
        ),
      },
      glyph,
    ),
  );
  openSheet(phone, "สติกเกอร์", "sticker-sheet", el("div", { class: "sticker-grid" }, stickers));
}

export function openLocationSheet(phone) {
  const send = (where) => sending(phone, () => api.location(phone.user.id, phone.addressed(where)))();
  const places = PLACES.map((where) =>
    button(
      { class: "place-choice", testid: "place", onclick: () => send(where) },
      mapSketch(where.latitude, where.longitude),
      el("span", {}, el("strong", {}, where.title), el("small", {}, where.address)),
    ),
  );
  openSheet(phone, "แชร์ตำแหน่ง", "location-sheet", [
    el("div", { class: "place-list" }, places),
    freePlace(send),
  ]);
}

function freePlace(send) {
  const number = (name, label, value, limit) =>
    el(
      "label",
      {},
      label,
      el("input", {
        name,
        type: "number",
        step: "any",
        min: -limit,
        max: limit,
        required: true,
        value,
        testid: `place-${name}`,
      }),
    );
  const form = el(
    "form",
    { class: "place-form", testid: "place-form" },
    number("latitude", "ละติจูด", 7.0086, 90),
    number("longitude", "ลองจิจูด", 100.4747, 180),
    el(
      "label",
      { class: "place-wide" },
      "ที่อยู่",
      el("input", { name: "address", testid: "place-address", placeholder: "บ้านเลขที่ ตำบล อำเภอ จังหวัด" }),
    ),
    el("button", { type: "submit", class: "primary-button place-wide", testid: "place-send" }, "ส่งตำแหน่งนี้"),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const { latitude, longitude, address } = Object.fromEntries(new FormData(form));
    send({ latitude: Number(latitude), longitude: Number(longitude), ...(address && { address }) });
  });
  return form;
}
