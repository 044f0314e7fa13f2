import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { chain, folderWith, gluepipeline } from '../harness.ts';

const plan = ['plan', '--local'];

describe('plan', () => {
  it('shows how scripts change, and with --diff their text', async () => {
    const cwd = folderWith(chain({ load: 'one\ntwo\nthree\n' }));
    await gluepipeline(['deploy', '--local'], { cwd });
    writeFileSync(join(cwd, 'load.py'), 'one\n2\nthree\nfour\n\tkey = "AKIAABCDEFGHIJKLMNOP"\n');
    const short = await gluepipeline(plan, { cwd });
    expect(short.stdout).toContain('               script text: +3 −1 lines\n');
    expect(short.stdout).not.toContain('four');
    const long = await gluepipeline([...plan, '--diff'], { cwd });
    expect(long.stdout).toMatch(
      / unchanged\n\n--- load\.py\tdeployed\n\+\+\+ load\.py\tto be deployed\n@@ -1,3 \+1,5 @@\n one\n-two\n\+2\n three\n\+four\n\+\(masked\)\n$/,
    );
    const json = await gluepipeline([...plan, '--json'], { cwd });
    expect(json.json).toMatchObject({ details: { scripts: { 'job/sales-dev-load': { added: 3, removed: 1 } } } });
  });

  it('shows when new and changed schedules fire next, and not those that are off', async () => {
    const cwd = folderWith(chain({ load: '' }, { schedule: 'cron(0 2 * * ? *)' }));
    const fires = / {15}next: \w{3} \d{4}-\d\d-\d\d 02:00Z, \w{3} \d{4}-\d\d-\d\d 02:00Z\n/;
    expect((await gluepipeline(plan, { cwd })).stdout).toMatch(fires);
    const off = folderWith(chain({ load: '' }, { start: { schedule: 'cron(0 2 * * ? *)', enabled: false } }));
    expect((await gluepipeline(plan, { cwd: off })).stdout).not.toContain('next:');
  });

  it('prints Markdown for a pull request, with the same sum', async () => {
    const cwd = folderWith(chain({ load: '' }));
    const { stdout } = await gluepipeline([...plan, '--markdown'], { cwd });
    expect(stdout).toMatch(/^### Plan for `sales`, environment `dev`\n\n\*\*2 to add, /);
    expect(stdout).toMatch(/\n```diff\n\+ script +load\.py .*\n\+ job +load .*\n```\n$/);
  });

  it('shows drift alone with --drift-only, and says with its exit code whether there is any', async () => {
    const cwd = folderWith(chain({ load: '' }));
    await gluepipeline(['deploy', '--local'], { cwd });
    writeFileSync(join(cwd, 'config.json'), chain({ load: '' }, { tags: { a: 'b' } })['config.json'] ?? '');
    const none = await gluepipeline([...plan, '--drift-only', '--detailed-exitcode'], { cwd });
    expect(none.exitCode).toBe(0);
    expect(none.stdout).toContain('Plan: 0 to add, 0 to change, 0 to delete, ');
  });

  it('says which deployment came before, as text and as JSON', async () => {
    const cwd = folderWith(chain({ load: '' }));
    expect((await gluepipeline(['plan', '--local'], { cwd })).stdout).not.toContain('Last deployment');
    await gluepipeline(['deploy', '--local'], { cwd, env: { GITHUB_ACTOR: 'ann' } });
    const plan = await gluepipeline(['plan', '--local'], { cwd });
    expect(plan.stdout.split('\n')[1]).toMatch(/^Last deployment #1 of \d{4}-\d\d-\d\d \d\d:\d\dZ by ann$/);
    expect((await gluepipeline(['plan', '--local', '--json'], { cwd })).json.lastDeployment).toMatchObject({
      number: 1,
      by: 'ann',
      outcome: 'done',
    });
  });
});
