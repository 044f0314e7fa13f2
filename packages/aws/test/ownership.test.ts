import { CreateJobCommand, DeleteJobCommand, GetJobCommand } from '@aws-sdk/client-glue';
import { describe, expect, it } from '@jest/globals';
import type { Clock } from '@gluepipeline/core';

import { glueOf } from '../src/client/glue-client.ts';
import { systemClock } from '../src/client/system-clock.ts';
import { jobUpdate } from '../src/index.ts';
import { endpoint } from './support/endpoint.ts';
import { content, job, stack } from './support/resources.ts';

/** A run that has read the job of the stack and now waits for a yes; `think` lets time pass. */
async function planned() {
  const all = await endpoint();
  await all.aws.platform(content).create(job('extract'), stack);
  let thought = 0;
  const clock: Clock = { ...systemClock, now: () => systemClock.now() + thought };
  const platform = all.connect({ clock }).platform(content);
  const names = { job: ['extract'] };
  const { resources } = await platform.read({ stack, names, wantedTags: { 'job/extract': job('extract').tags } });
  const glue = glueOf(all.connection());
  all.clear();
  return {
    ...all,
    platform,
    found: resources[0]!,
    think: (milliseconds: number) => (thought += milliseconds),
    /** Somebody deletes ours and makes one of the same name, without our tag. */
    swap: async () => {
      const { Role, Command } = jobUpdate(job('extract').definition);
      await glue.send(new DeleteJobCommand({ JobName: 'extract' }));
      await glue.send(new CreateJobCommand({ Name: 'extract', Role, Command, Description: 'theirs' }));
      all.clear();
    },
    live: async () => (await glue.send(new GetJobCommand({ JobName: 'extract' }))).Job,
  };
}

const refusal = { code: 'GP301', message: 'job "extract" exists already and was not made by this tool' };

describe('between a plan and its steps', () => {
  it('a job that has become somebody else’s is not deleted, however short the time', async () => {
    const { platform, swap, live } = await planned();
    await swap();
    await expect(platform.delete(job('extract'), stack)).rejects.toMatchObject(refusal);
    expect(await live()).toMatchObject({ Description: 'theirs' });
  });

  it('a job that has become somebody else’s during a long prompt is not overwritten', async () => {
    const { platform, swap, think, found, live } = await planned();
    await swap();
    think(31_000);
    const update = platform.update(job('extract', { Timeout: 9 }), found, ['timeout'], stack);
    await expect(update).rejects.toMatchObject(refusal);
    expect(await live()).toMatchObject({ Description: 'theirs' });
  });

  it('an overwrite right after the read costs no question, a later one and every deletion one', async () => {
    const { platform, think, found, operations, clear } = await planned();
    const update = () => platform.update(job('extract', { Timeout: 9 }), found, ['timeout'], stack);
    think(20_000);
    await update();
    expect(operations()).toEqual(['UpdateJob']);
    clear();
    think(20_000);
    await update();
    await update();
    expect(operations()).toEqual(['GetCallerIdentity', 'GetTags', 'UpdateJob', 'UpdateJob']);
    clear();
    await platform.delete(job('extract'), stack);
    expect(operations()).toEqual(['GetTags', 'DeleteJob']);
  });
});
