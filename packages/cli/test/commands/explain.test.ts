import { describe, expect, it } from '@jest/globals';

import { folderWith, gluepipeline } from '../harness.ts';

const cwd = folderWith();

describe('explain', () => {
  it('says what a code means and shows a wrong and a right config, without any file', async () => {
    const ran = await gluepipeline(['explain', 'GP204'], { cwd });
    expect(ran.exitCode).toBe(0);
    expect(ran.stderr).toBe('');
    expect(ran.stdout).toMatch(/^error\[GP204\] a dependency that does not exist\n\n[A-Z]/);
    expect(ran.stdout).toContain('\nThis is wrong:\n\n  {"pipeline_name"');
    expect(ran.stdout).toContain('\nThis is right:\n\n  {"pipeline_name"');
  });

  it('takes the number alone, and small letters', async () => {
    const { stdout } = await gluepipeline(['explain', 'GP204'], { cwd });
    expect((await gluepipeline(['explain', '204'], { cwd })).stdout).toBe(stdout);
    expect((await gluepipeline(['explain', 'gp204'], { cwd })).stdout).toBe(stdout);
  });

  it('knows the codes of files, plans, AWS and runs as well', async () => {
    for (const code of ['GP103', 'GP301', 'GP401', 'GP601']) {
      expect((await gluepipeline(['explain', code, '--json'], { cwd })).json).toMatchObject({ code });
    }
  });

  it('lists every code with its severity and title', async () => {
    const { stdout } = await gluepipeline(['explain'], { cwd });
    expect(stdout).toContain('GP204  error    a dependency that does not exist\n');
    expect(stdout).toContain('GP206  warning  no role\n');
    expect(stdout.trimEnd().split('\n').length).toBeGreaterThan(100);
  });

  it('keeps to the width of the terminal, but for code', async () => {
    const { stdout } = await gluepipeline(['explain', 'GP202'], { cwd, tty: 'all', columns: 60 });
    const words = stdout.split('\n').filter((line) => !line.startsWith('  '));
    expect(words.every((line) => line.length <= 80)).toBe(true);
  });

  it('refuses a code that there is not', async () => {
    const ran = await gluepipeline(['explain', 'GP999'], { cwd });
    expect(ran).toMatchObject({ exitCode: 64, stdout: '' });
    expect(ran.stderr).toBe(
      'error[GP125] there is no code "GP999"\n  hint: list them all with: gluepipeline explain\n',
    );
  });
});
