import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { chain, folderWith, gluepipeline, type Json, textIn } from '../harness.ts';

/** A job with bookmarks switched on, deployed. */
async function deployed(): Promise<string> {
  const cwd = folderWith(chain({ load: '' }));
  const config = JSON.parse(textIn(cwd, 'config.json')) as { jobs: Json[] };
  const args = { arguments: { '--job-bookmark-option': 'job-bookmark-enable' } };
  writeFileSync(join(cwd, 'config.json'), JSON.stringify({ ...config, jobs: [{ ...config.jobs[0], ...args }] }));
  await gluepipeline(['deploy', '--local'], { cwd });
  return cwd;
}

async function shown(cwd: string) {
  return (await gluepipeline(['bookmark', 'show', 'load', '--local', '--json'], { cwd })).json.bookmark as Json | null;
}

describe('bookmark', () => {
  it('tells after which run a job goes on, and forgets it when that is agreed to', async () => {
    const cwd = await deployed();
    expect(await shown(cwd)).toBeNull();
    await gluepipeline(['run', 'load', '--local'], { cwd });
    const first = await shown(cwd);
    await gluepipeline(['run', 'load', '--local'], { cwd });
    expect(await shown(cwd)).toMatchObject({ run: 2, version: 0, previousRunId: first?.runId });

    const nobody = await gluepipeline(['bookmark', 'reset', 'load', '--local'], { cwd });
    expect([nobody.exitCode, nobody.stderr]).toEqual([8, expect.stringContaining('cannot be undone')]);
    const back = ['bookmark', 'reset', 'load', '--run', String(first?.runId), '--local', '--yes'];
    const kept = await gluepipeline([...back, '--json'], { cwd });
    expect(kept.json).toMatchObject({ reset: true, before: { run: 2 }, bookmark: { runId: first?.runId, version: 1 } });
    const all = await gluepipeline(['bookmark', 'reset', 'load', '--local', '--yes'], { cwd });
    expect(all.stdout).toBe('the bookmark of load was reset: its next run reads everything again\n');
    const none = await gluepipeline(['bookmark', 'show', 'load', '--local'], { cwd });
    expect(none.stdout).toMatch(/^load has no bookmark/);
  });

  it('names the jobs there are', async () => {
    const ran = await gluepipeline(['bookmark', 'show', 'laod', '--local'], { cwd: await deployed() });
    expect([ran.exitCode, ran.stderr]).toEqual([64, expect.stringContaining('did you mean "load"?')]);
  });
});
