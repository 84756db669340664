// Pictures with areas to tap: the rich menu and imagemap messages.

import { button, el, picture } from "./dom.js";

const percent = (part, whole) => `${(100 * part) / whole}%`;

/**
 * A picture that covers its frame, with one button an area. `areas` are `{x, y, width, height, label, act}`
 * in the pixels of `size`.
 */
function tapPicture({ source, size, areas, testid }) {
  const buttons = areas.map(({ x, y, width, height, label, act }) =>
    button({
      class: "tap-area",
      testid: `${testid}-area`,
      "aria-label": label,
      title: label,
      onclick: act,
      style: {
        left: percent(x, size.width),
        top: percent(y, size.height),
        width: percent(width, size.width),
        height: percent(height, size.height),
      },
    }),
  );
  const frame = el("div", {
    class: "tap-picture",
    testid,
    style: { aspectRatio: `${size.width} / ${size.height}` },
  });
  frame.append(picture(source, { loading: "eager" }), ...buttons);
  return frame;
}

const labelOf = (action) =>
  action.label ?? action.displayText ?? action.text ?? action.uri ?? action.linkUri ?? action.data ?? "";

/** The picture of a rich menu. */
export function richMenuPicture({ menu, image_url: source }, tap) {
  const areas = menu.areas.map(({ bounds, action }) => ({
    ...bounds,
    label: labelOf(action),
    act: () => tap(action),
  }));
  return tapPicture({ source, size: menu.size, areas, testid: "rich-menu" });
}

/** An imagemap message drawn; LINE asks for the picture at one of five widths. */
export function imagemap({ message }, tap) {
  const areas = message.actions.map((action) => ({
    ...action.area,
    label: labelOf(action),
    act: () => tap(action),
  }));
  return tapPicture({ source: `${message.baseUrl}/700`, size: message.baseSize, areas, testid: "imagemap" });
}
