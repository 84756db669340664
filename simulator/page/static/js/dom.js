// Building page elements without ever parsing text as HTML.

/**
 * A new element. `props` may hold `class`, `testid`, `data` and `style` objects, `on<event>` listeners,
 * attributes with a dash or `role`, and plain properties; a child that is null or false is left out.
 */
export function el(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value !== undefined && value !== null) setProp(element, name, value);
  }
  element.append(
    ...children.flat().filter((child) => child !== null && child !== undefined && child !== false),
  );
  return element;
}

function setProp(element, name, value) {
  if (name === "class") element.className = value;
  else if (name === "testid") element.dataset.testid = value;
  else if (name === "data") Object.assign(element.dataset, value);
  else if (name === "style") Object.assign(element.style, value);
  else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
  else if (name.includes("-") || name === "role") element.setAttribute(name, value);
  else element[name] = value;
}

const SVG = "http://www.w3.org/2000/svg";

/** A new SVG element with attributes. */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** A button that submits nothing. */
export function button(props, ...children) {
  return el("button", { type: "button", ...props }, ...children);
}

/** A Bootstrap icon by its name, hidden from screen readers. */
export function icon(name) {
  return el("i", { class: `bi bi-${name}`, "aria-hidden": "true" });
}

/** A button that shows only an icon; `label` is what screen readers and the tooltip say. */
export function iconButton(name, label, props = {}) {
  return button({ title: label, "aria-label": label, ...props }, icon(name));
}

/** Makes any element behave as a button for mouse, keyboard and screen readers. */
export function tappable(element, label, onTap) {
  element.classList.add("tappable");
  element.setAttribute("role", "button");
  element.tabIndex = 0;
  if (label) element.setAttribute("aria-label", label);
  const tap = (event) => {
    event.stopPropagation();
    event.preventDefault();
    onTap();
  };
  element.addEventListener("click", tap);
  element.addEventListener("keydown", (event) => {
    if (event.target === element && (event.key === "Enter" || event.key === " ")) tap(event);
  });
  return element;
}

/** An image that turns into a grey frame with its address where it cannot be loaded. */
export function picture(source, props = {}) {
  const image = el("img", { src: source, alt: "", loading: "lazy", draggable: false, ...props });
  image.addEventListener("error", () => {
    image.classList.add("picture-missing");
    image.title = `โหลดรูปไม่ได้: ${source}`;
  });
  return image;
}
