import { spawnSync } from 'node:child_process';

import { describe, expect, it } from '@jest/globals';

import { commands } from '../../src/commands/table.ts';
import { folderWith, gluepipeline } from '../harness.ts';

const cwd = folderWith();

async function scriptFor(shell: string): Promise<string> {
  const ran = await gluepipeline(['completion', shell], { cwd });
  expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
  return ran.stdout;
}

/** What bash offers for the last of these words. */
function offered(script: string, words: readonly string[]): string[] {
  const list = words.map((word) => `"${word}"`).join(' ');
  const asked = `${script}\nCOMP_WORDS=(${list}); COMP_CWORD=${String(words.length - 1)}; _gluepipeline; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return spawnSync('bash', ['-c', asked], { cwd, encoding: 'utf8' }).stdout.trim().split('\n');
}

describe('completion', () => {
  it.each(['bash', 'zsh'])('prints a script for %s that bash can read', async (shell) => {
    const checked = spawnSync('bash', ['-n'], { input: await scriptFor(shell), encoding: 'utf8' });
    expect(checked).toMatchObject({ status: 0, stderr: '' });
  });

  it('offers commands, then the flags and words of the command', async () => {
    const script = await scriptFor('bash');
    expect(offered(script, ['gluepipeline', ''])).toEqual(commands.map(({ name }) => name));
    expect(offered(script, ['gluepipeline', 'de'])).toEqual(['deploy', 'destroy', 'dev']);
    expect(offered(script, ['gluepipeline', 'deploy', '--allow'])).toEqual(['--allow-replace']);
    expect(offered(script, ['gluepipeline', 'local', 'st'])).toEqual(['start', 'status']);
  });

  it('offers no flag that help does not show', async () => {
    expect(await scriptFor('bash')).not.toContain('--quirk');
  });

  it('prints a line a command and flag for fish, quoted', async () => {
    const script = await scriptFor('fish');
    expect(script).toContain(
      "complete -c gluepipeline -n __fish_use_subcommand -a deploy -d 'Make AWS as the config says, and read it back'",
    );
    expect(script).toContain("-n '__fish_seen_subcommand_from init' -l template");
    const quotes = script.split('\n').map((line) => line.replaceAll("\\'", '').split("'").length % 2);
    expect(new Set(quotes)).toEqual(new Set([1]));
  });
});

describe('schema', () => {
  it('prints the JSON Schema of the config, the same with --json', async () => {
    const { stdout, exitCode } = await gluepipeline(['schema'], { cwd });
    expect(exitCode).toBe(0);
    const schema = JSON.parse(stdout) as { required: string[]; properties: Record<string, unknown> };
    expect(schema.required).toEqual(['pipeline_name']);
    expect(Object.keys(schema.properties)).toEqual(expect.arrayContaining(['jobs', 'role', 'schedule']));
    expect((await gluepipeline(['schema', '--json'], { cwd })).stdout).toBe(stdout);
  });
});
