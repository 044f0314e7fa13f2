import { spawnSync } from 'node:child_process';

/** docs/transcripts/help.txt. */
export function help(t) {
  t.run('--help');
  for (const name of [...new Set(commandNames(t.command))]) {
    t.run(`${name} --help`);
  }
}

const commandNames = (command) => {
  const { stdout } = spawnSync(process.execPath, [command, '--help'], { encoding: 'utf8' });
  return [...stdout.matchAll(/^ {2}gluepipeline ([a-z-]+)/gm)].map(([, name]) => name);
};
