import { oneLine } from './look.ts';

/** A length or place, as short as it can be seen. */
export function px(number: number): string {
  return String(Math.round(number * 10) / 10);
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A text as content or attribute of XML. */
export function escaped(text: string): string {
  return oneLine(text).replaceAll(/[&<>"]/g, (sign) => entities[sign] ?? sign);
}
