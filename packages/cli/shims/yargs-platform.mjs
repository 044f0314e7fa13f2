// Stands in for yargs' lib/platform-shims/esm.mjs, the file that says what yargs may use of its surroundings (it has
// another for browsers). Left out is what this tool never asks of yargs and what takes long to load: the lay-out of help
// (src/render/help.ts prints ours, yet yargs makes its own after every command), the width of the terminal, node:assert,
// and the search for a package.json.
import { basename, dirname, extname, join, relative, resolve } from 'node:path';
import { format, inspect } from 'node:util';

import Parser from 'yargs-parser';

/** A page that takes everything and shows nothing. */
const emptyPage = () => ({ div: () => undefined, span: () => undefined, toString: () => '' });

/** English alone: usage-problem.ts reads these messages before a person sees them. */
const english = {
  __: (text, ...values) => format(text, ...values),
  __n: (one, many, count, ...values) => {
    const text = count === 1 ? one : many;
    return format(text, ...(text.includes('%d') ? [count] : []), ...values);
  },
  getLocale: () => 'en_US',
  setLocale: () => undefined,
  updateLocale: () => undefined,
};

const unused = (what) => () => {
  throw new Error(`cannot happen: ${what} is not used`);
};

const assert = {
  strictEqual: (actual, expected, message) => claim(Object.is(actual, expected), message),
  notStrictEqual: (actual, expected, message) => claim(!Object.is(actual, expected), message),
};

function claim(holds, message) {
  if (!holds) {
    throw message instanceof Error ? message : new Error(message ?? 'cannot happen: yargs contradicts itself');
  }
}

export default {
  assert,
  cliui: emptyPage,
  findUp: unused('the search for a package.json'),
  getCallerFile: unused('a folder of commands'),
  getEnv: (name) => process.env[name],
  getProcessArgvBin: () => 'gluepipeline',
  inspect,
  mainFilename: '',
  Parser,
  path: { basename, dirname, extname, relative, resolve, join },
  process: {
    argv: () => process.argv,
    cwd: () => process.cwd(),
    emitWarning: (warning, type) => process.emitWarning(warning, type),
    execPath: () => process.execPath,
    exit: (code) => process.exit(code),
    nextTick: process.nextTick,
    stdColumns: null,
  },
  readFileSync: unused('a config file of yargs'),
  readdirSync: unused('a folder of commands'),
  require: unused('a config file of yargs'),
  stringWidth: (text) => text.length,
  y18n: english,
};
