import type { FieldValue } from '../resources/field.ts';
import { withoutSecrets } from '../resources/secrets.ts';

/** A value on one line, short; the digest in the address of an uploaded script is cut to what a person compares. */
export function valueText(field: string, value: FieldValue): string {
  const shown = withoutSecrets(field, value);
  if (typeof shown !== 'string') {
    return Array.isArray(shown)
      ? shown.map((item: FieldValue) => valueText(field, item)).join(', ')
      : JSON.stringify(shown);
  }
  const uploaded = /\/([0-9a-f]{64})\/([^/]+)$/.exec(shown);
  if (uploaded != null) {
    return `${uploaded[2] ?? ''}@${(uploaded[1] ?? '').slice(0, 7)}`;
  }
  if (/^[0-9a-f]{64}$/.test(shown)) {
    return shown.slice(0, 7);
  }
  return shown === '' || /[\s\p{C}]/u.test(shown) ? harmless(JSON.stringify(shown)) : shown;
}

/** A value from AWS must not move the cursor of the reader's terminal: what cannot be seen is written out. */
function harmless(text: string): string {
  return text.replace(/\p{C}/gu, (letter) => `\\u{${(letter.codePointAt(0) ?? 0).toString(16)}}`);
}
