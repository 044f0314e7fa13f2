import { follow, isOver, type Pipeline, type RunRef, type RunSnapshot, snapshot, UserError } from '@gluepipeline/core';

import { systemClock } from '@gluepipeline/aws';
import { type PlanOptions, withSession } from '../plan.ts';
import type { Session } from '../session.ts';
import { findRun, type FoundRun, noRun, type RunChoice } from './find-run.ts';
import { pollOf } from './poll.ts';

/** Which run to stop, and whether to wait until it has ended. */
export interface StopOptions extends Pick<PlanOptions, 'place' | 'overrides' | 'connect'>, RunChoice {
  readonly wait: boolean;
  readonly signal?: { readonly aborted: boolean };
}

/** Stops a run or a crawl, by default the newest; one that is over is a UserError. */
export function stop(options: StopOptions): Promise<RunSnapshot> {
  return withSession(options, async (sound, session) => {
    const { ref, now } =
      (await crawlOf(session, sound.pipeline, options)) ?? (await findRun(session, sound.pipeline, options));
    if (now.over) {
      throw new UserError(
        'GP612',
        `the run of ${ref.kind} "${ref.name}" is over (${now.state})`,
        'nothing is left to stop; gluepipeline status shows the newest runs',
      );
    }
    await stopRun(session, ref, now);
    if (!options.wait) {
      return snapshot(session.runs, systemClock, ref);
    }
    return follow(session.runs, systemClock, noRetries(ref), {
      pollMilliseconds: pollOf(session),
      ...(options.signal == null ? {} : { signal: options.signal }),
    });
  });
}

/** The newest crawl, where a crawler is named. */
async function crawlOf(session: Session, { nodes }: Pipeline, { job, run }: RunChoice): Promise<FoundRun | undefined> {
  const crawler = nodes.find(({ kind, name }) => kind === 'crawler' && name === job);
  if (crawler == null || run != null) {
    return undefined;
  }
  const last = await session.runs.lastCrawl(crawler.resourceName);
  if (last == null) {
    return noRun(`crawler "${crawler.name}"`);
  }
  const after = (last.startedAt ?? 0) - 1;
  const ref = { kind: 'crawler' as const, name: crawler.resourceName, after, askedAt: systemClock.now() };
  return { ref, now: await snapshot(session.runs, systemClock, ref) };
}

/** Asks AWS to end what runs; it takes a while. */
export async function stopRun(session: Session, ref: RunRef, now: RunSnapshot): Promise<void> {
  switch (ref.kind) {
    case 'workflow':
      return session.runs.stopWorkflow(ref.name, ref.id);
    case 'crawler':
      return session.runs.stopCrawler(ref.name);
    case 'job':
      await Promise.all(
        now.jobRuns.filter(({ state }) => !isOver(state)).map(({ id }) => session.runs.stopJob(ref.name, id)),
      );
  }
}

/** A run that was stopped is not tried again. */
export function noRetries(ref: RunRef): RunRef {
  return ref.kind === 'job' ? { ...ref, maxRetries: 0 } : ref;
}
