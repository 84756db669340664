// The sizes and colours of Flex messages: keywords to pixels, properties to CSS.

const SPACES = { none: 0, xs: 2, sm: 4, md: 8, lg: 12, xl: 16, xxl: 20 };
const BORDERS = { none: 0, light: 0.5, normal: 1, medium: 2, "semi-bold": 3, bold: 4 };
const TEXT_SIZES = {
  xxs: 11,
  xs: 13,
  sm: 14,
  md: 16,
  lg: 19,
  xl: 22,
  xxl: 29,
  "3xl": 35,
  "4xl": 48,
  "5xl": 74,
};
const IMAGE_SIZES = {
  xxs: 40,
  xs: 60,
  sm: 80,
  md: 100,
  lg: 120,
  xl: 140,
  xxl: 160,
  "3xl": 180,
  "4xl": 200,
  "5xl": 220,
};
const EDGES = { start: "left", center: "center", end: "right" };
const GRAVITY = { top: "flex-start", center: "center", bottom: "flex-end" };

const length = (table) => (value) => (value in table ? `${table[value]}px` : value);
const space = length(SPACES);
const border = length(BORDERS);
export const textSize = length(TEXT_SIZES);

/** The width of an image; `full` fills its box. */
export const imageWidth = (size = "md") => (size === "full" ? "100%" : length(IMAGE_SIZES)(size));

export const ratio = (value = "1:1") => value.replace(":", " / ");

const BOX_LENGTHS = {
  paddingAll: ["padding"],
  paddingTop: ["paddingTop"],
  paddingBottom: ["paddingBottom"],
  paddingStart: ["paddingLeft"],
  paddingEnd: ["paddingRight"],
  cornerRadius: ["borderRadius"],
  width: ["width"],
  maxWidth: ["maxWidth"],
  maxHeight: ["maxHeight"],
  offsetTop: ["top"],
  offsetBottom: ["bottom"],
  offsetStart: ["left"],
  offsetEnd: ["right"],
};

/** Lengths, place, colours and border of a component. */
export function boxStyle(component) {
  const style = {};
  for (const [property, names] of Object.entries(BOX_LENGTHS)) {
    if (component[property] !== undefined) for (const name of names) style[name] = space(component[property]);
  }
  // The height of a button is a size of its own, not a length.
  if (component.type === "box" && component.height) style.height = space(component.height);
  if (component.position === "absolute") style.position = "absolute";
  if (component.backgroundColor) style.backgroundColor = component.backgroundColor;
  if (component.borderWidth || component.borderColor) {
    style.border = `${border(component.borderWidth ?? "normal")} solid ${component.borderColor ?? "#000"}`;
  }
  if (component.background?.type === "linearGradient") style.backgroundImage = gradient(component.background);
  return style;
}

function gradient({ angle, startColor, centerColor, centerPosition = "50%", endColor }) {
  const middle = centerColor ? `${centerColor} ${centerPosition}, ` : "";
  return `linear-gradient(${angle}, ${startColor}, ${middle}${endColor})`;
}

/** How the children of a box stand. */
export function layoutStyle({ layout, justifyContent, alignItems }) {
  return {
    flexDirection: layout === "vertical" ? "column" : "row",
    alignItems: alignItems ?? (layout === "baseline" ? "baseline" : "stretch"),
    justifyContent: justifyContent ?? "flex-start",
  };
}

/** Share, distance and gravity of a component within its parent box; `first` has nothing before it. */
export function placeStyle(component, parent, first) {
  const style = {};
  const upright = parent.layout === "vertical";
  const share = component.flex ?? defaultShare(component, upright);
  style.flex = share > 0 ? `${share} ${upright ? 0 : share} ${upright ? "auto" : "0px"}` : "0 0 auto";
  if (component.width || (upright && component.height)) style.flex = "0 0 auto";
  const margin = component.margin ?? (first ? undefined : parent.spacing);
  if (margin !== undefined && component.position !== "absolute") {
    style[upright ? "marginTop" : "marginLeft"] = space(margin);
  }
  if (component.gravity && parent.layout === "horizontal") style.alignSelf = GRAVITY[component.gravity];
  return style;
}

function defaultShare(component, upright) {
  if (component.type === "filler") return 1;
  return upright || component.type === "icon" || component.type === "separator" ? 0 : 1;
}

/** The look of the words of a text or a span. */
export function wordStyle({ size, color, weight, style, decoration }) {
  return {
    fontSize: size && textSize(size),
    color,
    fontStyle: style,
    textDecoration: decoration,
    fontWeight: weight === "bold" ? "700" : weight === "regular" ? "400" : undefined,
  };
}

export const textAlign = (align) => EDGES[align] ?? align;
export const selfAlign = (align = "center") => ({ start: "flex-start", end: "flex-end" })[align] ?? "center";
