import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';

import { alternate } from './runs.mjs';

/** The action may take so many times as long as the command that does the same. */
const bound = 1.5;

/**
 * How long a step of the action takes from its start to its first output, beside the command that does the same:
 * `validate` of the example, each on a machine that has never run it, as those of GitHub are. A line for the report.
 */
export async function measureAction(node, project, root, times) {
  const folder = join(project.folder, 'action');
  mkdirSync(folder, { recursive: true });
  cpSync(dirname(project.example), folder, { recursive: true });
  const output = join(folder, 'output');
  writeFileSync(output, '');
  const bare = { ...project.env, NODE_DISABLE_COMPILE_CACHE: '1' };
  const env = {
    ...bare,
    GITHUB_WORKSPACE: folder,
    GITHUB_OUTPUT: output,
    GITHUB_STEP_SUMMARY: output,
    INPUT_COMMAND: 'validate',
  };
  const built = join(project.folder, 'built-action');
  execFileSync(process.execPath, [join(root, 'packages/action/esbuild.config.mjs'), built, dirname(project.bin)]);
  const [{ milliseconds, ratio }] = await alternate(
    () => untilOutput(node, [project.bin, 'validate'], { cwd: folder, env: bare }),
    [() => untilOutput(node, [join(built, 'index.js')], { cwd: folder, env })],
    times,
  );
  const text = `${ratio.toFixed(2)} × the command`;
  return `The action, start → first output of \`validate\`: ${milliseconds.toFixed(0)} ms, ${ratio > bound ? `**${text}**` : text} (bound ${bound}).`;
}

/** Milliseconds from the start of a process to the first byte that it writes. */
function untilOutput(node, words, { cwd, env }) {
  return new Promise((done, fail) => {
    const begun = performance.now();
    let milliseconds;
    const child = spawn(node, words, { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout.on('data', () => (milliseconds ??= performance.now() - begun));
    child.on('close', (code) =>
      code === 0 && milliseconds != null
        ? done(milliseconds)
        : fail(new Error(`${words.join(' ')} ended with ${code}`)),
    );
  });
}
