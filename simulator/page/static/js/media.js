// Bubbles that are not words: photos, video, sound, files, stickers, places.

import { el, icon, iconButton, picture, tappable } from "./dom.js";
import { mapSketch } from "./map.js";
import { glyphOf } from "./stickers.js";
import { minutesSeconds } from "./thai.js";
import { openPhoto, openVideo } from "./viewer.js";

/** Where the content of a message is: with the simulator for people's, at the bot's address for the bot's. */
const sourceOf = ({ content_url: kept, message }) => kept ?? message.originalContentUrl;

export function photo(entry) {
  const shown = picture(entry.message.previewImageUrl ?? sourceOf(entry), { alt: "รูปภาพ" });
  return tappable(el("div", { class: "media-photo" }, shown), "ดูรูปขยาย", () => openPhoto(sourceOf(entry)));
}

export function video(entry) {
  const { message } = entry;
  const preview = message.previewImageUrl;
  const shown = preview
    ? picture(preview)
    : el("video", { src: sourceOf(entry), preload: "metadata", muted: true });
  const frame = el(
    "div",
    { class: "media-video" },
    shown,
    el("span", { class: "play-mark" }),
    message.duration && el("span", { class: "media-length" }, minutesSeconds(message.duration)),
  );
  return tappable(frame, "เล่นวิดีโอ", () => openVideo(sourceOf(entry)));
}

const WAVE = [5, 10, 16, 9, 13, 20, 12, 7, 15, 18, 10, 6, 12, 8, 4];

export function sound(entry) {
  const player = el("audio", { src: sourceOf(entry), preload: "none" });
  const play = iconButton("play-fill", "ฟังเสียง", { class: "sound-play" });
  const showState = () => (play.firstChild.className = `bi bi-${player.paused ? "play" : "pause"}-fill`);
  play.addEventListener("click", () => (player.paused ? player.play().catch(() => {}) : player.pause()));
  for (const moment of ["play", "pause", "ended"]) player.addEventListener(moment, showState);
  const bars = WAVE.map((height) => el("i", { style: { height: `${height}px` } }));
  return el(
    "div",
    { class: "media-sound" },
    play,
    el("span", { class: "sound-wave", "aria-hidden": "true" }, bars),
    el("span", { class: "sound-length" }, minutesSeconds(entry.message.duration)),
    player,
  );
}

export function file(entry) {
  const { fileName = "ไฟล์", fileSize } = entry.message;
  return el(
    "a",
    { class: "media-file", href: sourceOf(entry), target: "_blank", rel: "noopener", download: fileName },
    icon("file-earmark-text"),
    el("span", { class: "file-name" }, fileName),
    fileSize && el("span", { class: "file-size" }, `${Math.max(1, Math.round(fileSize / 1024))} KB`),
  );
}

export function sticker(entry) {
  const words = entry.message.keywords?.join(", ") ?? entry.message.text ?? "";
  return el(
    "div",
    { class: "media-sticker", role: "img", "aria-label": `สติกเกอร์ ${words}`, title: words },
    glyphOf(entry.message),
  );
}

export function place(entry) {
  const { title, address, latitude, longitude } = entry.message;
  const map = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=15/${latitude}/${longitude}`;
  return el(
    "a",
    { class: "media-place", href: map, target: "_blank", rel: "noopener noreferrer" },
    mapSketch(latitude, longitude),
    el("span", { class: "place-title" }, title ?? "ตำแหน่งที่แชร์"),
    el("span", { class: "place-address" }, address ?? `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`),
  );
}
