import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Command } from './command.ts';
import { version } from '../version.ts';

/** Puts the command `gluepipeline` of this version on the PATH of later steps; it comes with the action, nothing is fetched. */
export const setupCommand: Command = {
  title: 'Setup',
  otherwise: undefined,
  isComment: false,
  run: ({ io, runner }) => {
    const folder = join(io.env.RUNNER_TEMP ?? io.folder, 'gluepipeline', 'bin');
    const script = join(io.folder, 'cli', 'gluepipeline.cjs');
    mkdirSync(folder, { recursive: true });
    // The Node of the action, since a runner of one's own may have no other.
    const shell = join(folder, 'gluepipeline');
    writeFileSync(shell, `#!/bin/sh\nexec ${quoted(io.node)} ${quoted(script)} "$@"\n`);
    chmodSync(shell, 0o755);
    writeFileSync(join(folder, 'gluepipeline.cmd'), `@"${io.node}" "${script}" %*\r\n`);
    runner.path(folder);
    runner.say(`gluepipeline ${version} is on the PATH of the steps that follow`);
    return Promise.resolve({
      outcome: 'done',
      head: '',
      sections: [],
      outputs: {},
      environment: undefined,
      isComment: false,
    });
  },
};

function quoted(path: string): string {
  return `'${path.replaceAll("'", "'\\''")}'`;
}
