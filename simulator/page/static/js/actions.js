// What happens when a person uses a button: LINE's actions, and the sheets that some of them open.

import { api } from "./api.js";
import { askDateTime } from "./datetime.js";
import { toast } from "./notices.js";
import { openLocationSheet, openPhotoSheet } from "./attachments.js";
import { copy } from "./viewer.js";

const LINE_COMPOSES = /^https:\/\/line\.me\/R\/oaMessage\/[^/]+\/\?(.*)$/;

const DEEDS = {
  message: send,
  richmenuswitch: send,
  postback,
  datetimepicker,
  uri: open,
  clipboard: ({ clipboardText }) => copy(clipboardText),
  camera: (_action, phone) => openPhotoSheet(phone),
  cameraRoll: (_action, phone) => openPhotoSheet(phone),
  location: (_action, phone) => openLocationSheet(phone),
};

/** Does what a LINE action says, on the phone it was used on; `entry` is the message that holds it, if any. */
export async function perform(action, phone, entry) {
  const deed = DEEDS[action.type];
  if (deed) await deed(action, phone, entry);
  else toast(`ยังไม่รู้จักปุ่มชนิด ${action.type}`, "bad");
}

/** Quick replies with these stay until the person has finished choosing. */
export const opensSomething = ({ type }) =>
  ["camera", "cameraRoll", "location", "datetimepicker", "uri"].includes(type);

function send(action, phone, entry, params) {
  const stands = entry ? { message_id: entry.message_id } : { rich_menu_id: phone.user.rich_menu_id };
  return api.tap(phone.user.id, { ...stands, action, params });
}

async function postback(action, phone, entry) {
  await send(action, phone, entry);
  if (action.inputOption === "openKeyboard") phone.composer.fill(action.fillInText ?? "");
  if (action.inputOption === "openRichMenu") phone.menu.show(true);
  if (action.inputOption === "closeRichMenu") phone.menu.show(false);
}

async function datetimepicker(action, phone, entry) {
  const chosen = await askDateTime(phone, action);
  if (chosen) await send(action, phone, entry, { [action.mode]: chosen });
}

/** Opens a link; an imagemap's action calls its link `linkUri`. */
function open({ uri: own, linkUri }, phone) {
  const uri = own ?? linkUri;
  const composed = uri.match(LINE_COMPOSES);
  if (composed) phone.composer.fill(decodeURIComponent(composed[1]));
  else if (uri.startsWith("tel:")) toast(`โทรออก ${decodeURIComponent(uri.slice(4))}`);
  else if (/^https?:/.test(uri)) window.open(uri, "_blank", "noopener,noreferrer");
  else toast(`เปิดลิงก์ ${uri}`);
}
