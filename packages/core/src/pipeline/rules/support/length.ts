/** The length of a text as AWS counts it: characters, of which an emoji is one and not two. */
export function lengthOf(text: string): number {
  return /[\uD800-\uDFFF]/.test(text) ? Array.from(text).length : text.length;
}
