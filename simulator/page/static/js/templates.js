// Template messages: buttons, confirm, carousel and image carousel.

import { carousel } from "./carousel.js";
import { button, el, picture, tappable } from "./dom.js";

const SHAPES = { buttons, confirm, carousel: columns, image_carousel: imageColumns };

/** A template message drawn; `tap(action)` is called when a person uses it. */
export function templateCard(message, tap) {
  const shape = SHAPES[message.template.type];
  return shape ? shape(message.template, tap) : el("div", { class: "speech" }, message.altText);
}

function actionButton(action, tap) {
  return button(
    { class: "template-button", testid: "template-button", onclick: () => tap(action) },
    action.label ?? "",
  );
}

function actionList(actions, tap) {
  return el(
    "div",
    { class: "template-actions" },
    actions.map((action) => actionButton(action, tap)),
  );
}

function thumbnail(url, backgroundColor, { imageAspectRatio = "rectangle", imageSize = "cover" }) {
  return el(
    "div",
    { class: `template-thumb thumb-${imageAspectRatio}`, style: { backgroundColor } },
    picture(url, { style: { objectFit: imageSize } }),
  );
}

function card(column, tap, look, className) {
  const shown = el(
    "div",
    { class: "template-shown" },
    column.thumbnailImageUrl &&
      thumbnail(column.thumbnailImageUrl, column.imageBackgroundColor ?? "#fff", look),
    column.title && el("div", { class: "template-title" }, column.title),
    el("div", { class: "template-text" }, column.text),
  );
  if (column.defaultAction) tappable(shown, column.defaultAction.label, () => tap(column.defaultAction));
  return el(
    "div",
    { class: `template-card ${className}`, testid: "template-card" },
    shown,
    actionList(column.actions, tap),
  );
}

function buttons(template, tap) {
  return card(template, tap, template, "template-buttons");
}

function confirm(template, tap) {
  return el(
    "div",
    { class: "template-card template-confirm", testid: "template-card" },
    el("div", { class: "template-text" }, template.text),
    actionList(template.actions, tap),
  );
}

function columns(template, tap) {
  return carousel(
    template.columns.map((column) => card(column, tap, template, "template-column")),
    "template",
  );
}

function imageColumns(template, tap) {
  const cards = template.columns.map(({ imageUrl, action }) =>
    button(
      {
        class: "image-column",
        testid: "template-button",
        onclick: () => tap(action),
        "aria-label": action.label ?? action.text ?? action.displayText ?? "รูปที่แตะได้",
      },
      picture(imageUrl),
      action.label && el("span", { class: "image-column-label" }, action.label),
    ),
  );
  return carousel(cards, "images");
}
