import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { chain, folderWith, gluepipeline, type Json, textIn } from '../harness.ts';

const nightly = { schedule: 'cron(0 2 * * ? *)' };
const flags = ['--local', '--quirk', 'late-tags'];

function changed(cwd: string, more: Readonly<Record<string, unknown>>): void {
  const config = JSON.parse(textIn(cwd, 'config.json')) as Json;
  writeFileSync(join(cwd, 'config.json'), JSON.stringify({ ...config, ...more }));
}

/** The state of a trigger in AWS, as a plan of nothing but the start would see it. */
async function starts(cwd: string, verb: 'pause' | 'resume') {
  const { json, exitCode, stderr } = await gluepipeline([verb, ...flags, '--json'], {
    cwd,
    env: { GITHUB_ACTOR: 'ann, of data' },
  });
  expect([exitCode, stderr]).toEqual([0, '']);
  return json.starts;
}

describe('pause and resume', () => {
  it('switch the schedule off and on, whatever the index of tags says, and deployments leave it off', async () => {
    const cwd = folderWith(chain({ extract: '', load: '' }, nightly));
    await gluepipeline(['deploy', ...flags], { cwd });

    const by = expect.stringMatching(/^ann- of data@/);
    const pause = { by, at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) };
    const start = { trigger: 'start', resourceName: 'sales-dev-start' };
    expect(await starts(cwd, 'pause')).toEqual([{ ...start, outcome: 'paused', pause, next: null }]);
    expect(await starts(cwd, 'pause')).toEqual([{ ...start, outcome: 'already paused', pause, next: null }]);

    const plan = await gluepipeline(['plan', ...flags, '--detailed-exitcode'], { cwd });
    expect([plan.exitCode, plan.stdout]).toEqual([0, expect.stringContaining('No changes.')]);
    expect(plan.stderr).toMatch(
      /note: trigger start is paused by ann- of data@\S+ since \S+ \S+Z and stays so, until gluepipeline resume\n/,
    );
    changed(cwd, { schedule: 'cron(30 3 * * ? *)' });
    const deployed = await gluepipeline(['deploy', ...flags], { cwd });
    expect([deployed.exitCode, deployed.stderr]).toEqual([0, expect.stringContaining('trigger start is paused by')]);
    expect(await starts(cwd, 'pause')).toEqual([{ ...start, outcome: 'already paused', pause, next: null }]);

    const next = expect.stringMatching(/T03:30:00\.000Z$/);
    expect(await starts(cwd, 'resume')).toEqual([{ ...start, outcome: 'resumed', pause: null, next }]);
    expect(await starts(cwd, 'resume')).toEqual([{ ...start, outcome: 'not paused', pause: null, next }]);
    const after = await gluepipeline(['plan', ...flags, '--detailed-exitcode'], { cwd });
    expect([after.exitCode, after.stderr]).toEqual([0, expect.not.stringContaining('paused')]);
  });

  it('say what they did to a person, for the trigger of a job as well', async () => {
    const cwd = folderWith(chain({ load: '' }));
    const config = JSON.parse(textIn(cwd, 'config.json')) as { jobs: Json[] };
    changed(cwd, { jobs: [{ ...config.jobs[0], ...nightly }] });
    await gluepipeline(['deploy', '--local'], { cwd });
    const paused = await gluepipeline(['pause', 'load', '--local'], { cwd });
    expect(paused.stdout).toBe('trigger run-load is paused: its schedule does not fire until gluepipeline resume\n');
    const resumed = await gluepipeline(['resume', 'load', '--local'], { cwd });
    expect(resumed.stdout).toMatch(/^trigger run-load is on again; fires next \d{4}-\d\d-\d\d 02:00Z\n$/);
  });

  it.each([
    [{}, ['pause'], 'GP620', 'the pipeline has no start'],
    [{ workflow: {} }, ['pause'], 'GP620', 'trigger "start" starts on demand alone'],
    [
      { start: { event: { pattern: { source: ['app'] } } } },
      ['pause'],
      'GP620',
      'trigger "start" starts by events, and Glue does not switch such triggers off',
    ],
    [nightly, ['pause', 'nightly'], 'GP620', 'there is no trigger "nightly"'],
    [nightly, ['resume'], 'GP621', 'trigger "start" is not deployed'],
  ])('are refused for %j with %j', async (more, words, code, message) => {
    const cwd = folderWith(chain({ load: '' }, more));
    const { json } = await gluepipeline([...words, '--local', '--json'], { cwd });
    expect(json).toMatchObject({ error: { code, message: expect.stringContaining(message) } });
  });
});
