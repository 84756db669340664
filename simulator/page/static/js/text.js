// Words of a text message: links, LINE emoji, and the substitutions of textV2.

import { el } from "./dom.js";

const LINK = /https?:\/\/[^\s<>"]+/g;
// LINE's own emoji pictures are not ours to show: one face stands for all of them.
const EMOJI_FACE = "🙂";

function linked(text) {
  const nodes = [];
  let from = 0;
  for (const match of text.matchAll(LINK)) {
    nodes.push(text.slice(from, match.index));
    nodes.push(el("a", { href: match[0], target: "_blank", rel: "noopener noreferrer" }, match[0]));
    from = match.index + match[0].length;
  }
  nodes.push(text.slice(from));
  return nodes.filter((node) => node !== "");
}

function withEmoji(text, emojis) {
  let shown = text;
  for (const { index, length = 1 } of [...emojis].sort((a, b) => b.index - a.index)) {
    shown = shown.slice(0, index) + EMOJI_FACE + shown.slice(index + length);
  }
  return shown;
}

function substituted(text, substitution, nameOf) {
  return text.split(/(\{[^{}]+\})/).flatMap((part) => {
    const known = part.startsWith("{") && substitution[part.slice(1, -1)];
    if (!known) return linked(part);
    if (known.type === "emoji") return [EMOJI_FACE];
    const target = known.mentionee ?? {};
    return [el("span", { class: "mention" }, `@${target.type === "all" ? "ทุกคน" : nameOf(target.userId)}`)];
  });
}

/** The nodes that show a text, `text` or `textV2` message; `nameOf` finds the name of a user id. */
export function words(message, nameOf) {
  if (message.type === "textV2") return substituted(message.text, message.substitution ?? {}, nameOf);
  return linked(withEmoji(message.text ?? "", message.emojis ?? []));
}
