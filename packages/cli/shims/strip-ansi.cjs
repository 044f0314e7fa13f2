/** The text without its colours. */
function stripAnsi(text) {
  return String(text).replace(/\u001B\[[0-9;]*[A-Za-z]/g, '');
}

// CommonJS serves both kinds of importer: a table library that requires it, and yargs, which imports it.
module.exports = stripAnsi;
