import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { folderWith } from './harness.ts';

const file = new URL('../bundle/packs.mjs', import.meta.url).href;
const { packed } = (await import(file)) as {
  packed: (
    files: ReadonlyMap<string, string>,
    runs: ReadonlyMap<string, ReadonlySet<number>>,
  ) => ReadonlyMap<string, string>;
};

const said = (text: string) => `globalThis.said.push("${text}");`;
const files = new Map([
  [
    'main.mjs',
    'import { createRequire } from "node:module"; globalThis.said = []; const { start } = createRequire(import.meta.url)("./start.cjs"); start(); console.log(said.join(" "));',
  ],
  [
    'start.cjs',
    `"use strict";const a=require("./a.cjs"),late=()=>require("./late.cjs");${said('start')}module.exports={start(){${said('started')}a.go();require("./a.cjs").go();late().go();require("./seldom.cjs").go()}};`,
  ],
  ['a.cjs', `"use strict";${said('a')}module.exports={go(){${said('go-a')}}};`],
  [
    'late.cjs',
    `"use strict";const b=require("./b.cjs");${said('late')}module.exports={go(){${said('go-late')}b.go()}};`,
  ],
  ['b.cjs', `"use strict";${said('b')}exports.go=()=>{${said('go-b')}};`],
  [
    'seldom.cjs',
    `"use strict";const a=require("./a.cjs");${said('seldom')}module.exports={go(){${said('go-seldom')}a.go()}};`,
  ],
]);
const runs = new Map([
  ['main.mjs', new Set([0, 1])],
  ['start.cjs', new Set([0, 1])],
  ['a.cjs', new Set([0, 1])],
  ['late.cjs', new Set([1])],
  ['b.cjs', new Set([1])],
]);

function outputOf(texts: ReadonlyMap<string, string>): string {
  const folder = folderWith();
  for (const [name, text] of texts) {
    writeFileSync(join(folder, name), text);
  }
  const { stdout, stderr } = spawnSync(process.execPath, [join(folder, 'main.mjs')], { encoding: 'utf8' });
  return `${stdout}${stderr}`.trim();
}

describe('files in packs', () => {
  it('are those that the same runs loaded; the entry and what no run loaded stay by themselves', () => {
    expect([...packed(files, runs).keys()].toSorted()).toEqual(['main.mjs', 'pack-1.cjs', 'pack-2.cjs', 'seldom.cjs']);
  });

  it('do what they did: each runs when it is first required, and once', () => {
    const before = outputOf(files);
    expect(before).toBe('a start started go-a go-a b late go-late go-b seldom go-seldom go-a');
    expect(outputOf(packed(files, runs))).toBe(before);
  });

  it('stay as they are where each is loaded by other runs', () => {
    const alone = new Map([...files.keys()].map((name, index) => [name, new Set([index])]));
    expect(packed(files, alone)).toEqual(files);
  });
});
