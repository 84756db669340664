// Flex messages: bubbles and carousels, drawn from boxes, texts, images, buttons and the rest.

import { carousel } from "./carousel.js";
import { button as plainButton, el, picture, tappable } from "./dom.js";
import {
  boxStyle,
  imageWidth,
  layoutStyle,
  placeStyle,
  ratio,
  selfAlign,
  textAlign,
  textSize,
  wordStyle,
} from "./flex_style.js";

const COMPONENTS = { box, text, image, icon, button, separator, filler, video };
const BLOCKS = ["header", "hero", "body", "footer"];

/** A Flex message drawn; `tap(action)` is called when a person uses a part of it. */
export function flexCard(message, tap) {
  const { contents } = message;
  if (contents.type === "bubble") return bubble(contents, tap);
  return carousel(
    contents.contents.map((one) => bubble(one, tap)),
    "flex",
  );
}

function bubble(contents, tap) {
  const card = el("div", {
    class: `flex-bubble flex-${contents.size ?? "mega"}`,
    testid: "flex-bubble",
    dir: contents.direction ?? "ltr",
  });
  for (const name of BLOCKS) if (contents[name]) card.append(...block(name, contents, tap));
  return contents.action ? tappable(card, contents.action.label, () => tap(contents.action)) : card;
}

/** One block of a bubble, with the line above it where its style asks for one. */
function block(name, contents, tap) {
  const { backgroundColor, separator: line, separatorColor } = contents.styles?.[name] ?? {};
  const drawn = component(contents[name], { layout: "vertical" }, true, tap);
  const frame = el("div", { class: `flex-${name}`, style: { backgroundColor } }, drawn);
  if (contents[name].type === "box") drawn.classList.add("flex-block");
  return line
    ? [el("div", { class: "flex-line", style: { backgroundColor: separatorColor } }), frame]
    : [frame];
}

function component(spec, parent, first, tap) {
  const draw = COMPONENTS[spec.type];
  if (!draw) return el("div", { class: "flex-unknown" }, `(${spec.type})`);
  const drawn = draw(spec, tap, parent);
  Object.assign(drawn.style, boxStyle(spec), placeStyle(spec, parent, first));
  if (spec.action && spec.type !== "button") {
    tappable(drawn, spec.action.label, () => tap(spec.action));
    drawn.dataset.testid = "flex-tap";
  }
  return drawn;
}

function box(spec, tap) {
  return el(
    "div",
    { class: "flex-box", style: layoutStyle(spec) },
    spec.contents.map((child, place) => component(child, spec, place === 0, tap)),
  );
}

function text(spec) {
  const spans = (spec.contents ?? []).map((span) => el("span", { style: wordStyle(span) }, span.text ?? ""));
  const words = el("span", { class: "flex-words" }, ...(spans.length ? spans : [spec.text ?? ""]));
  if (spec.wrap) words.classList.add("flex-wrap");
  if (spec.wrap && spec.maxLines) {
    words.classList.add("flex-clamped");
    words.style.webkitLineClamp = spec.maxLines;
  }
  if (spec.lineSpacing) words.style.lineHeight = `calc(1.4em + ${spec.lineSpacing})`;
  return el(
    "div",
    { class: "flex-text", style: { ...wordStyle(spec), textAlign: textAlign(spec.align) } },
    words,
  );
}

function image(spec) {
  const shown = picture(spec.url, {
    style: { objectFit: spec.aspectMode === "cover" ? "cover" : "contain" },
  });
  const frame = el(
    "div",
    {
      class: "flex-image-frame",
      style: {
        width: imageWidth(spec.size),
        aspectRatio: ratio(spec.aspectRatio),
        alignSelf: selfAlign(spec.align),
      },
    },
    shown,
  );
  return el("div", { class: "flex-image" }, frame);
}

function icon(spec) {
  const height = textSize(spec.size ?? "md");
  return picture(spec.url, { class: "flex-icon", style: { height, aspectRatio: ratio(spec.aspectRatio) } });
}

function button(spec, tap) {
  const { style = "link", height = "md", color } = spec;
  const look = style === "link" ? { color } : { backgroundColor: color };
  const inner = plainButton(
    {
      class: `flex-button flex-button-${style} flex-button-${height}`,
      testid: "flex-button",
      style: look,
      onclick: (event) => {
        event.stopPropagation();
        tap(spec.action);
      },
    },
    spec.action.label ?? "",
  );
  return el("div", { class: "flex-button-frame" }, inner);
}

function separator(spec, _tap, parent) {
  const upright = parent.layout === "vertical";
  return el("div", {
    class: upright ? "flex-line" : "flex-line-upright",
    style: { backgroundColor: spec.color },
  });
}

function filler() {
  return el("div", { class: "flex-filler" });
}

function video(spec) {
  const opens = () => window.open(spec.url, "_blank", "noopener");
  const frame = el(
    "div",
    { class: "flex-video", style: { aspectRatio: ratio(spec.aspectRatio) } },
    picture(spec.previewUrl),
    el("span", { class: "play-mark" }),
  );
  return tappable(frame, "เล่นวิดีโอ", opens);
}
