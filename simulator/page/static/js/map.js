// Maps that are drawn, not looked up: a place on a few streets of our own invention.

import { svg } from "./dom.js";

/** A small made-up map: the same place always gets the same streets. */
export function mapSketch(latitude, longitude) {
  const turn = Math.round((Math.abs(latitude) * 997 + Math.abs(longitude) * 613) % 40) - 20;
  const streets = [-70, -20, 35, 80].flatMap((at, place) => [
    svg("path", { d: `M-160 ${at} H160`, class: place === 1 ? "map-road map-main" : "map-road" }),
    svg("path", { d: `M${at * 1.6} -120 V120`, class: place === 2 ? "map-road map-main" : "map-road" }),
  ]);
  const water = svg("path", {
    d: `M-160 ${58 + turn} Q-40 ${20 + turn} 30 ${70 + turn} T160 ${50 + turn}`,
    class: "map-water",
  });
  const park = svg("rect", { x: 48, y: -58, width: 52, height: 34, rx: 6, class: "map-park" });
  const pin = svg("path", { d: "M0 0 C-16 -20 -14 -40 0 -40 C14 -40 16 -20 0 0 Z", class: "map-pin" });
  return svg(
    "svg",
    {
      viewBox: "-120 -70 240 130",
      class: "map",
      "aria-hidden": "true",
      preserveAspectRatio: "xMidYMid slice",
    },
    svg("rect", { x: -200, y: -150, width: 400, height: 300, class: "map-land" }),
    svg("g", { transform: `rotate(${turn})` }, park, water, ...streets),
    pin,
    svg("circle", { cx: 0, cy: -27, r: 5, class: "map-pin-hole" }),
  );
}
