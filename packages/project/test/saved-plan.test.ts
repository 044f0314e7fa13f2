import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { deploy, plan, readSavedPlan, savedPlanNotes, savePlan } from '../src/index.ts';
import { config, deployment, folderWith, local } from './harness.ts';

const at = (cwd: string) => ({ place: { cwd, env: {} }, overrides: {}, connect: local });
const job = (name: string, timeout: number) => ({
  name,
  script: `s3://scripts/${name}.py`,
  timeout,
  arguments: { password: 'hunter2' },
});
const write = (cwd: string, text: string) => writeFileSync(join(cwd, 'config.json'), text);
const jobs = (timeout: number, ...names: string[]) => config({ jobs: names.map((name) => job(name, timeout)) });

async function saved(cwd: string, toolVersion = '1.2.3') {
  await savePlan(cwd, 'plan.json', await plan(at(cwd)), { toolVersion, options: { allowReplace: false, adopt: [] } });
  return readSavedPlan(cwd, 'plan.json');
}

/** A stack with one job that was deployed once, and a saved plan that changes it. */
async function planned(): Promise<string> {
  const cwd = folderWith({ 'config.json': jobs(5, 'a') });
  await deploy(deployment(cwd));
  write(cwd, jobs(6, 'a'));
  await saved(cwd);
  return cwd;
}

const apply = (cwd: string) => deploy(deployment(cwd, { saved: readSavedPlan(cwd, 'plan.json') }));

describe('a saved plan', () => {
  it('is deployed as it was saved, and holds no secret', async () => {
    const cwd = await planned();
    expect(readFileSync(join(cwd, 'plan.json'), 'utf8')).not.toContain('hunter2');
    expect(readSavedPlan(cwd, 'plan.json')).toMatchObject({
      stack: 'sales/dev',
      hasChanges: true,
      deployment: 1,
      changes: [{ action: 'update', kind: 'job', label: 'a', fields: [{ field: 'timeout', before: 5, after: 6 }] }],
    });
    expect(await apply(cwd)).toMatchObject({ outcome: 'applied', result: { outcome: 'done' } });
    // It has been done: to do it once more would be something else.
    await expect(apply(cwd)).rejects.toMatchObject({ code: 'GP312' });
  });

  it('that was empty is done when it is still empty', async () => {
    const cwd = folderWith({ 'config.json': jobs(5, 'a') });
    await deploy(deployment(cwd));
    expect((await saved(cwd)).hasChanges).toBe(false);
    expect(await apply(cwd)).toMatchObject({ outcome: 'no-changes' });
  });

  it('is refused, with the reason, when it is stale', async () => {
    const config = await planned();
    write(config, jobs(7, 'a'));
    await expect(apply(config)).rejects.toMatchObject({
      code: 'GP312',
      message: 'the config was changed after the plan was made',
    });

    const deployed = await planned();
    const mine = readFileSync(join(deployed, 'config.json'), 'utf8');
    write(deployed, jobs(5, 'a', 'b'));
    await deploy(deployment(deployed, { place: { cwd: deployed, env: { GITHUB_ACTOR: 'bob' } } }));
    write(deployed, mine);
    await expect(apply(deployed)).rejects.toMatchObject({
      code: 'GP312',
      message: expect.stringMatching(/^the plan was made after deployment #1, and the last one is #2 of .* by bob/),
    });
  });

  it('is refused for another environment, and when it was edited or is none', async () => {
    const cwd = await planned();
    const text = readFileSync(join(cwd, 'plan.json'), 'utf8');
    await expect(
      deploy(deployment(cwd, { saved: readSavedPlan(cwd, 'plan.json'), overrides: { environment: 'prod' } })),
    ).rejects.toMatchObject({
      code: 'GP314',
      message: 'the plan was made for stack sales/dev, and this is sales/prod',
    });
    for (const [file, message] of [
      [text.replace('"after": 6', '"after": 600'), 'plan.json was changed after it was made'],
      [
        text.replace('"schemaVersion": 1', '"schemaVersion": 2'),
        'plan.json was written by a later version of this tool',
      ],
      ['{}', 'plan.json is no plan file'],
      ['null', 'plan.json is no plan file'],
      [text.slice(0, 100), 'plan.json is no plan file'],
    ] as const) {
      writeFileSync(join(cwd, 'plan.json'), file);
      expect(() => readSavedPlan(cwd, 'plan.json')).toThrow(expect.objectContaining({ code: 'GP313', message }));
    }
    expect(() => readSavedPlan(cwd, 'none.json')).toThrow('none.json cannot be read: it does not exist');
  });

  it('of another version is told, and deployed all the same', async () => {
    const cwd = await planned();
    const file = await saved(cwd, '1.0.0');
    expect(savedPlanNotes(file, '1.2.3')).toEqual(['warning: the plan was made with version 1.0.0, and this is 1.2.3']);
    expect(savedPlanNotes(file, '1.0.0')).toEqual([]);
    expect(await apply(cwd)).toMatchObject({ outcome: 'applied' });
  });
});
