/** `key=value` as a pair; the value may hold further equals signs, and may be empty. Nothing for a text without a key. */
export function pairIn(text: string): readonly [key: string, value: string] | undefined {
  const at = text.indexOf('=');
  return at < 1 ? undefined : [text.slice(0, at), text.slice(at + 1)];
}
