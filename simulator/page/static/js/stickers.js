// The stickers that people can send here: glyphs of our own for a few of LINE's sticker numbers.

export const STICKERS = [
  { packageId: "446", stickerId: "1988", glyph: "😊", words: ["สวัสดี", "hello"] },
  { packageId: "446", stickerId: "1989", glyph: "🙏", words: ["ขอบคุณ", "thank you"] },
  { packageId: "446", stickerId: "1990", glyph: "👍", words: ["โอเค", "ok"] },
  { packageId: "446", stickerId: "1991", glyph: "❤️", words: ["รัก", "love"] },
  { packageId: "789", stickerId: "10855", glyph: "🎉", words: ["ยินดีด้วย", "congratulations"] },
  { packageId: "789", stickerId: "10856", glyph: "💪", words: ["สู้ ๆ", "fighting"] },
  { packageId: "789", stickerId: "10857", glyph: "😂", words: ["ขำ", "laugh"] },
  { packageId: "789", stickerId: "10858", glyph: "😭", words: ["ร้องไห้", "cry"] },
  { packageId: "1070", stickerId: "17839", glyph: "😡", words: ["โกรธ", "angry"] },
  { packageId: "1070", stickerId: "17840", glyph: "😱", words: ["ตกใจ", "shocked"] },
  { packageId: "1070", stickerId: "17841", glyph: "😴", words: ["ง่วง", "sleepy"] },
  { packageId: "1070", stickerId: "17842", glyph: "🥺", words: ["ขอร้อง", "please"] },
];

const OTHERS = ["🐻", "🐰", "🐥", "🐱", "🐶", "🐸", "🐼", "🐵"];

/** The glyph for a sticker; one that is not in the list always gets the same animal. */
export function glyphOf({ packageId, stickerId }) {
  const known = STICKERS.find(
    (one) => one.packageId === String(packageId) && one.stickerId === String(stickerId),
  );
  return known?.glyph ?? OTHERS[Number(stickerId) % OTHERS.length] ?? OTHERS[0];
}
