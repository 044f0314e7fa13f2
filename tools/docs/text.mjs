/** A block of code or of output. */
export function fence(language, text) {
  return ['```' + language, text.trimEnd(), '```'].join('\n');
}

/** A text as one cell of a table. */
export function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll('<', '\\<');
}
