// `node tools/transcripts.mjs` writes docs/transcripts: what the command says, at 80 columns, on a terminal and
// elsewhere. `--check` writes nothing and fails where the command says something else than the files do.
// Nothing is left out; only what differs from one run to the next (times, run ids, digests, folders) is replaced.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { essence } from './transcripts/stable.mjs';
import { stories } from './transcripts/stories.mjs';
import { Transcript } from './transcripts/transcript.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = join(root, 'docs/transcripts');
const check = process.argv.includes('--check');

const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'gluepipeline-transcripts-')));

try {
  const build = [join(root, 'packages/cli/esbuild.config.mjs'), join(scratch, 'command')];
  const built = spawnSync(process.execPath, build, { stdio: 'inherit' });
  if (built.status !== 0) {
    throw new Error('the command could not be built');
  }
  mkdirSync(target, { recursive: true });
  const stale = [];
  for (const [name, make] of Object.entries(stories)) {
    const transcript = new Transcript(scratch, name);
    make(transcript);
    const text = transcript.toString();
    const file = join(target, `${name}.txt`);
    const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
    if (essence(before) !== essence(text)) {
      stale.push(`${name}.txt`);
      if (check) {
        writeFileSync(join(scratch, `${name}.txt`), text);
        spawnSync('diff', ['-u', file, join(scratch, `${name}.txt`)], { stdio: 'inherit' });
      } else {
        writeFileSync(file, text);
      }
    }
  }
  for (const file of readdirSync(target).filter((each) => !Object.hasOwn(stories, each.replace(/\.txt$/, '')))) {
    stale.push(file);
    if (!check) {
      rmSync(join(target, file));
    }
  }
  console.log(
    stale.length === 0 ? 'transcripts are current' : `${check ? 'not current' : 'written'}: ${stale.join(', ')}`,
  );
  process.exitCode = check && stale.length > 0 ? 1 : 0;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
