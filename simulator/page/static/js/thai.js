// Dates and times as Thai people write them: Bangkok time, Buddhist era, 09.05 น.

const ZONE = "Asia/Bangkok";
const DAY_NAMES = { Sun: "อา.", Mon: "จ.", Tue: "อ.", Wed: "พ.", Thu: "พฤ.", Fri: "ศ.", Sat: "ส." };
export const MONTHS = [
  "ม.ค.",
  "ก.พ.",
  "มี.ค.",
  "เม.ย.",
  "พ.ค.",
  "มิ.ย.",
  "ก.ค.",
  "ส.ค.",
  "ก.ย.",
  "ต.ค.",
  "พ.ย.",
  "ธ.ค.",
];

const FORMAT = new Intl.DateTimeFormat("en-GB", {
  timeZone: ZONE,
  weekday: "short",
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

/** The parts of a moment in Bangkok; `year` is of the common era. */
export function bangkok(moment) {
  const parts = Object.fromEntries(
    FORMAT.formatToParts(new Date(moment)).map(({ type, value }) => [type, value]),
  );
  return { ...parts, year: Number(parts.year), month: Number(parts.month), day: Number(parts.day) };
}

export function thaiTime(moment) {
  const { hour, minute } = bangkok(moment);
  return `${hour}.${minute} น.`;
}

function thaiDate(moment) {
  const { day, month, year } = bangkok(moment);
  return `${day} ${MONTHS[month - 1]} ${year + 543}`;
}

export function thaiDay(moment) {
  return `${DAY_NAMES[bangkok(moment).weekday]} ${thaiDate(moment)}`;
}

/** A duration in milliseconds as 0:07. */
export function minutesSeconds(milliseconds) {
  const seconds = Math.round((milliseconds || 0) / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
