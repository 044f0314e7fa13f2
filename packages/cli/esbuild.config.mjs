// node esbuild.config.mjs [folder]: the command as it is published.
//
// src/bin.ts becomes gluepipeline.cjs, which answers --version by itself; everything else becomes one file for each part
// that is imported late. All of it is CommonJS, which Node starts faster than ES modules. docs/performance.md says what
// each step gains.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

import { watched } from './bundle/watched.mjs';
import { eager } from './bundle/eager.mjs';
import { packed } from './bundle/packs.mjs';
import { asCommonJs, partOptions, straightToOurs } from './bundle/parts.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const outdir = resolve(process.argv[2] ?? here('dist'));

const common = { ...partOptions, absWorkingDir: here('.'), outdir, legalComments: 'linked' };

const entry = await build({
  ...common,
  entryPoints: { gluepipeline: 'src/bin.ts' },
  outExtension: { '.js': '.cjs' },
  format: 'cjs',
  external: ['./process.cjs'],
  supported: { 'dynamic-import': false },
  plugins: [replacing(/\/src\/process\.ts$/, 'shims/process.mjs')],
});

const parts = await build({
  ...common,
  entryPoints: { process: 'src/process.ts' },
  outExtension: { '.js': '.cjs' },
  splitting: true,
  // "debug" takes it where it happens to be installed: the bundle is the same wherever it is made.
  external: ['supports-color'],
  // Node reads the folders of assets relative to the bundle; in a source tree each package finds its own.
  define: { 'process.env.GLUEPIPELINE_BUNDLED': '"yes"' },
  alias: {
    'string-width': here('shims/string-width.cjs'),
    'strip-ansi': here('shims/strip-ansi.cjs'),
  },
  plugins: [
    straightToOurs(),
    replacing(/\/yargs\/lib\/platform-shims\/esm\.mjs$/, 'shims/yargs-platform.mjs'),
    replacing(/\/@smithy\/node-http-handler\/dist-es\/node-https\.js$/, 'shims/node-https.mjs'),
    replacing(/\/@smithy\/core\/dist-es\/submodules\/checksum\/crc32\/Crc32Node\.js$/, 'shims/crc32-node.mjs'),
    // node:fs/promises takes long to load, and the files of AWS are small.
    editing(/\/shared-ini-file-loader\/readFile\.js$/, [
      'import { readFile as fsReadFile } from "node:fs/promises";',
      'import { readFileSync } from "node:fs"; const fsReadFile = async (...words) => readFileSync(...words);',
    ]),
    editing(/\/shared-ini-file-loader\/getSSOTokenFromFile\.js$/, [
      'import { readFile } from "node:fs/promises";',
      'import { readFileSync } from "node:fs"; const readFile = async (...words) => readFileSync(...words);',
    ]),
    // Asking for these loads all of Node's web streams and blobs; what Node's http gives is neither.
    editing(
      /\/util-stream\/stream-type-check\.js$/,
      ['typeof ReadableStream === "function" &&', 'typeof stream?.getReader === "function" &&'],
      ['typeof Blob === "function" &&', 'typeof blob?.arrayBuffer === "function" &&'],
    ),
    // Making a class of a web stream loads all of Node's; what Node's http gives is none.
    editing(/\/util-stream\/checksum\/ChecksumStream\.browser\.js$/, [
      'typeof ReadableStream === "function" ? ReadableStream : function () { }',
      'function () { }',
    ]),
    // Looking for big numbers takes a walk over all that Glue says of a job, and what is read has none.
    editing(/\/protocols\/json\/needsReviver\.js$/, ['const result = _check(ns, new Set());', 'const result = false;']),
    // Of the hundreds of schemas none is handed to whoever knows Standard Schema alone.
    editing(/\/valibot\/dist\/index\.mjs$/, [
      `	schema["~standard"] = {
		version: 1,
		vendor: "valibot",
		validate: (value$1) => schema["~run"]({ value: value$1 }, /* @__PURE__ */ getGlobalConfig())
	};
`,
      '',
    ]),
    // Its own guess is never used, for we say whether there are colours: making it would open process.stdout.
    editing(/\/picocolors\/picocolors\.js$/, ['(p.stdout || {}).isTTY', 'false']),
  ],
});

const entryFile = 'gluepipeline.cjs';
const files = [...entry.outputFiles, ...(await Promise.all(parts.outputFiles.map(toCommonJs)))];

rmSync(outdir, { recursive: true, force: true });
mkdirSync(outdir, { recursive: true });
for (const { path, text } of files) {
  write(basename(path), text);
}
cpSync(here('../local/python'), join(outdir, 'python'), {
  recursive: true,
  filter: (path) => !path.includes('__pycache__'),
});
cpSync(here('../project/templates'), join(outdir, 'templates'), { recursive: true });

// What the commands call when they start is compiled with its file and kept with it, and stands in few files.
const seen = await watched(join(outdir, entryFile));
// The entry stays as it is: it is what people call.
seen.delete(entryFile);
const texts = new Map(
  files.filter(({ path }) => path.endsWith('.cjs')).map(({ path, text }) => [basename(path), text]),
);
for (const name of texts.keys()) {
  rmSync(join(outdir, name));
}
for (const [name, text] of packed(eagerAll(texts, seen), new Map([...seen].map(([name, { runs }]) => [name, runs])))) {
  write(name, text);
}

/** Which sources went into which file, for whoever measures. */
export const metafile = parts.metafile;

/** npm makes the command executable when it is installed; a checkout runs it as it stands. */
function write(name, text) {
  writeFileSync(join(outdir, name), text, { mode: name === entryFile ? 0o755 : 0o644 });
}

/** The same texts, the functions that were called compiled with them. */
function eagerAll(texts, seen) {
  return new Map(
    [...texts].map(([name, text]) => {
      const called = [...(seen.get(name)?.offsets ?? [])];
      const isCalled = (start, body) => called.some((offset) => offset >= start && offset <= body);
      return [name, called.length > 0 ? eager(text, isCalled) : text];
    }),
  );
}

/** esbuild splits ES modules alone; each part is turned into CommonJS afterwards, so that code stays shared and single. */
async function toCommonJs({ path, text }) {
  if (!path.endsWith('.cjs')) {
    return { path, text };
  }
  const code = await asCommonJs(text);
  const head = code.includes('__importMetaUrl')
    ? 'const __importMetaUrl=require("node:url").pathToFileURL(__filename).href;\n'
    : '';
  return { path, text: head + code };
}

/** Another file in the place of those whose path matches; what it imports is found where the original finds it. */
function replacing(path, file) {
  return changing(path, file, async () => readFileSync(here(file), 'utf8'));
}

/** Texts in a file of a package changed, each from what it is; a package that no longer has it must be looked at anew. */
function editing(path, ...changes) {
  return changing(path, changes.map(([from]) => from).join(), async (original) =>
    changes.reduce(
      (text, [from, to]) => {
        if (text.split(from).length !== 2) {
          throw new Error(`${original} does not hold this once: ${from}`);
        }
        return text.replace(from, to);
      },
      readFileSync(original, 'utf8'),
    ),
  );
}

/** Fails the build when no file matches: a shim that is not used would go unnoticed but for the start-up time. */
function changing(path, what, contentsOf) {
  let used = false;
  return {
    name: `changing ${path}: ${what}`,
    setup: ({ onEnd, onLoad }) => {
      onLoad({ filter: path }, async (args) => {
        used = true;
        return { contents: await contentsOf(args.path), resolveDir: dirname(args.path) };
      });
      onEnd(() => (used ? {} : { errors: [{ text: `no file is ${path}, for which there is: ${what}` }] }));
    },
  };
}
