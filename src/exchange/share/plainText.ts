/** Foreign text that may be shown: one line without control or direction characters, and short. Null where nothing is left. */
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}]/gu;

export function plainText(text: string, most: number): string | null {
  const printable = text.replace(/\s+/gu, ' ').replace(UNPRINTABLE, '').trim();
  return [...printable].slice(0, most).join('').trim() || null;
}
