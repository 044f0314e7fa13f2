// Stands in for src/process.ts while src/bin.ts is bundled: the command itself is CommonJS, which Node loads faster.
const { createRequire } = process.getBuiltinModule('node:module');

export const { runProcess } = createRequire(import.meta.url)('./process.cjs');
