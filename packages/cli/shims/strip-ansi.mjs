/** The text without its colours. */
export default function stripAnsi(text) {
  return String(text).replace(/\u001B\[[0-9;]*[A-Za-z]/g, '');
}
