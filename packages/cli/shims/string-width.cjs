// The real package builds an Intl.Segmenter at start, which costs half of yargs' start-up time (docs/performance.md).
// ASCII, which is nearly all of our help and tables, needs none of it.
let exact;

/** The columns that a text takes on a terminal, without its colours. */
function stringWidth(text) {
  const bare = String(text).replace(/\u001B\[[0-9;]*[A-Za-z]/g, '');
  if (/^[\x20-\x7E]*$/.test(bare)) {
    return bare.length;
  }
  exact ??= new Intl.Segmenter();
  let width = 0;
  for (const { segment } of exact.segment(bare)) {
    width += widthOf(segment);
  }
  return width;
}

function widthOf(segment) {
  const code = segment.codePointAt(0) ?? 0;
  if (code < 0x20 || (code >= 0x7f && code < 0xa0) || /^\p{Mark}+$/u.test(segment)) {
    return 0;
  }
  const wide =
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x1f300 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3fffd);
  return wide ? 2 : 1;
}

// CommonJS serves both kinds of importer: a table library that requires it, and yargs, which imports it.
module.exports = stringWidth;
