// node esbuild.config.mjs [folder] [folder of the built command]: the action as it is published, one file with the
// licences of what it holds beside it, and the command for `command: setup`.
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

import { asCommonJs, partOptions, straightToOurs } from '../cli/bundle/parts.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const outdir = resolve(process.argv[2] ?? here('dist'));

const { metafile, outputFiles } = await build({
  ...partOptions,
  absWorkingDir: here('.'),
  entryPoints: { index: 'src/index.ts' },
  outdir,
  legalComments: 'none',
  splitting: true,
  plugins: [withoutLocal(), straightToOurs()],
});

rmSync(outdir, { recursive: true, force: true });
mkdirSync(outdir, { recursive: true });
writeFileSync(join(outdir, 'index.js'), oneFile(await Promise.all(outputFiles.map(toCommonJs))));
// dist/index.js is CommonJS wherever the repository of the action lies.
writeFileSync(join(outdir, 'package.json'), '{ "type": "commonjs" }\n');
writeFileSync(join(outdir, 'licenses.txt'), licenses(metafile));
cpSync(resolve(process.argv[3] ?? here('../cli/dist')), join(outdir, 'cli'), { recursive: true });

async function toCommonJs({ path, text }) {
  return { name: `./${basename(path)}`, code: await asCommonJs(text) };
}

/**
 * One file with the parts as texts: V8 reads a text quickly, and compiles a part when it is first required. As code, all
 * of them would be compiled at each start.
 */
function oneFile(parts) {
  const sorted = parts.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const texts = sorted.map(({ name, code }) => `${JSON.stringify(name)}:${JSON.stringify(code)}`).join(',\n');
  return `"use strict";
const parts={${texts}};
const known={};
const {compileFunction}=require("node:vm");
const url=require("node:url").pathToFileURL(__filename).href;
const need=(name)=>{
  if(parts[name]==null)return require(name);
  if(known[name]==null){
    const module=known[name]={exports:{}};
    const names=["module","exports","require","__filename","__dirname","__importMetaUrl"];
    compileFunction(parts[name],names,{filename:__dirname+name.slice(1)})(module,module.exports,need,__filename,__dirname,url);
  }
  return known[name].exports;
};
need("./index.js");
`;
}

/** The embedded endpoint is no part of the action, which has no input for it: it is reached by endpoint-url. */
function withoutLocal() {
  return {
    name: 'without the embedded endpoint',
    setup: ({ onResolve, onLoad }) => {
      onResolve({ filter: /^@gluepipeline\/local$/ }, ({ path }) => ({ path, namespace: 'left-out' }));
      onLoad({ filter: /.*/, namespace: 'left-out' }, () => ({
        contents: [
          'alerts',
          'findServer',
          'isQuirk',
          'quirks',
          'reset',
          'runReport',
          'serve',
          'FolderInUseError',
          'ForeignFolderError',
          'createEngine',
        ]
          .map((name) => `export const ${name} = undefined;`)
          .join('\n'),
      }));
    },
  };
}

/** The licence of each package of which something is in the bundle. */
function licenses({ inputs }) {
  const folders = new Set(
    Object.keys(inputs)
      .map((path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1])
      .filter((path) => path != null)
      .map((path) => here(path)),
  );
  const packages = [...folders]
    .map((folder) => ({ folder, ...JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) }))
    .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  return packages
    .map(({ folder, name, version, license }) => `${name} ${version}: ${license}\n\n${textOf(folder)}`)
    .join(`\n${'-'.repeat(79)}\n\n`);
}

function textOf(folder) {
  const names = ['LICENSE', 'LICENSE.md', 'LICENSE.txt', 'License', 'license', 'LICENCE', 'license.md'];
  const found = names.map((name) => join(folder, name)).find((path) => existsSync(path));
  return found == null ? '' : `${readFileSync(found, 'utf8').trimEnd()}\n`;
}
