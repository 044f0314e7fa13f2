// Stands in for src/process.ts while src/bin.ts is bundled: the command itself is a file beside it.
export const { runProcess } = require('./process.cjs');
