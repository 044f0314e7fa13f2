/** GitHub refuses a comment of more than 65,536 characters; bytes are counted, which are never fewer. */
export const commentLimit = 65_535;

/** GitHub drops a step summary of more than 1,024 KiB, and says so in an error. */
export const summaryLimit = 1024 * 1024;

/** An output is also put into variables, of which Linux takes 128 KiB each. */
export const outputLimit = 65_535;

/** How many bytes a text is. */
export function sizeOf(text: string): number {
  return Buffer.byteLength(text);
}

/** The first whole lines of a text that fit into so many bytes, and how many lines are left out. */
export function cutLines(text: string, bytes: number): { readonly text: string; readonly left: number } {
  if (sizeOf(text) <= bytes) {
    return { text, left: 0 };
  }
  const lines = text.split('\n');
  let size = -1;
  const kept = lines.findIndex((line) => (size += sizeOf(line) + 1) > bytes);
  return { text: lines.slice(0, kept).join('\n'), left: lines.length - kept };
}
