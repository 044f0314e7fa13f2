import {
  activationOf,
  desired,
  didYouMean,
  keyOf,
  type Live,
  nextFiresOf,
  ownWorkflow,
  type Pause,
  pausedTag,
  pauseOf,
  pauseText,
  type Pipeline,
  type ResourceOf,
  stackOf,
  type Trigger,
  UserError,
} from '@gluepipeline/core';

import type { Sound } from './invalid-config.ts';
import { guardAccount, type PlanOptions, withSession } from './plan.ts';
import type { Session } from './session.ts';
import { whoDeploys } from './who-deploys.ts';

/** Which starts are meant: triggers, further workflows, or jobs with a schedule of their own; none is the start of the pipeline. */
export interface PauseOptions extends Pick<PlanOptions, 'place' | 'overrides' | 'connect'> {
  readonly names: readonly string[];
}

/** What came of one start. */
export interface PausedStart {
  /** The trigger's name in the config. */
  readonly trigger: string;
  readonly resourceName: string;
  readonly outcome: 'paused' | 'already paused' | 'resumed' | 'not paused' | 'off in the config';
  readonly pause: Pause | undefined;
  /** When it fires next, in milliseconds since 1970; nothing for one that is off. */
  readonly next: number | undefined;
}

/** Switches starts off until `resume`, marks them so that a deployment leaves them off, and reads that back. */
export function pause(options: PauseOptions): Promise<readonly PausedStart[]> {
  return onStarts(options, async (session, trigger, live, stack) => {
    const known = pauseOf(live);
    if (known != null && activationOf(live) === false) {
      return { outcome: 'already paused', pause: known };
    }
    if (!trigger.enabled) {
      return { outcome: 'off in the config', pause: known };
    }
    const { by, host } = whoDeploys(options.place.env);
    const at = new Date(session.clock.now()).toISOString().replace(/\.\d+Z$/, 'Z');
    const mark = known == null ? pauseText({ by: `${by}@${host}`, at }) : (live.tags[pausedTag] ?? '');
    // Marked first: who is cut off in between finds a start that the next deployment stops.
    const marked = { ...live, tags: { ...live.tags, [pausedTag]: mark } };
    await session.platform.update(marked, live, [`tags.${pausedTag}`], stack);
    await session.platform.setActive(live, false, stack);
    return { outcome: 'paused', pause: pauseOf(marked) };
  });
}

/** Switches paused starts on again, where the config has them on, takes the mark away, and reads that back. */
export function resume(options: PauseOptions): Promise<readonly PausedStart[]> {
  return onStarts(options, async (session, trigger, live, stack) => {
    const known = pauseOf(live);
    if (known == null) {
      return { outcome: 'not paused', pause: undefined };
    }
    // The mark goes first: who is cut off in between finds a start that the next deployment switches on.
    const tags = Object.fromEntries(Object.entries(live.tags).filter(([key]) => key !== pausedTag));
    await session.platform.update({ ...live, tags }, live, [`tags.${pausedTag}`], stack);
    if (trigger.enabled) {
      await session.platform.setActive(live, true, stack);
    }
    return { outcome: trigger.enabled ? 'resumed' : 'off in the config', pause: undefined };
  });
}

type Done = Pick<PausedStart, 'outcome' | 'pause'>;

type Act = (session: Session, trigger: Trigger, live: Live<ResourceOf<'trigger'>>, stack: string) => Promise<Done>;

function onStarts(options: PauseOptions, act: Act): Promise<readonly PausedStart[]> {
  return withSession(options, async (sound, session) => {
    guardAccount(session, sound);
    const triggers = chosen(sound.pipeline, options.names);
    const before = await readTriggers(session, sound, triggers);
    const starts = triggers.map((trigger) => ({ trigger, live: liveOf(trigger, before) }));
    const done: (Done & { readonly trigger: Trigger })[] = [];
    for (const { trigger, live } of starts) {
      done.push({ trigger, ...(await act(session, trigger, live, stackOf(sound.pipeline))) });
    }
    const after = await readTriggers(session, sound, triggers);
    return Promise.all(done.map((each) => readBack(session, each, liveOf(each.trigger, after))));
  });
}

/** A start that is not as it was made is a failure, not a success. */
async function readBack(
  session: Session,
  { trigger, outcome, pause }: Done & { readonly trigger: Trigger },
  live: Live<ResourceOf<'trigger'>>,
): Promise<PausedStart> {
  const active = activationOf(live) === true;
  if ((outcome === 'paused' && active) || (outcome === 'resumed' && !active)) {
    throw new UserError(
      'GP621',
      `trigger "${trigger.name}" was switched, and is ${active ? 'on' : 'off'} all the same`,
      'somebody else has switched it in the meantime; run the same command again',
    );
  }
  const [next] = active ? await nextFiresOf(live.definition.Schedule ?? '', session.clock.now(), 1) : [];
  return { trigger: trigger.name, resourceName: trigger.resourceName, outcome, pause, next };
}

async function readTriggers(session: Session, { pipeline, files }: Sound, triggers: readonly Trigger[]) {
  const { resources } = await session.platform.read({
    stack: stackOf(pipeline),
    names: { trigger: triggers.map(({ resourceName }) => resourceName) },
    wantedTags: Object.fromEntries(
      desired(pipeline, session.target, files).map((each) => [keyOf(each), each.tags] as const),
    ),
  });
  return new Map(resources.map((each) => [keyOf(each), each]));
}

function liveOf({ name, resourceName }: Trigger, found: ReadonlyMap<string, Live>): Live<ResourceOf<'trigger'>> {
  const live = found.get(keyOf({ kind: 'trigger', name: resourceName }));
  if (live?.kind !== 'trigger') {
    throw new UserError('GP621', `trigger "${name}" is not deployed`, 'deploy first: gluepipeline deploy');
  }
  if (live.definition.Type !== 'SCHEDULED') {
    throw new UserError(
      'GP620',
      `trigger "${name}" is ${live.definition.Type}, and Glue switches only schedules off`,
      'deploy first: the config has a schedule for it',
    );
  }
  return live;
}

/** The triggers that are meant; one that no clock fires cannot be paused. */
function chosen(pipeline: Pipeline, names: readonly string[]): readonly Trigger[] {
  const wanted = names.length === 0 ? [startOf(pipeline)] : [...new Set(names)].map((name) => named(pipeline, name));
  for (const { name, firing } of wanted) {
    if (firing.kind !== 'schedule') {
      throw new UserError(
        'GP620',
        `trigger "${name}" ${ways[firing.kind]}, so there is no schedule to pause`,
        hints[firing.kind],
      );
    }
  }
  return wanted;
}

const ways = {
  'on-demand': 'starts on demand alone',
  event: 'starts by events, and Glue does not switch such triggers off',
  conditions: 'waits for other jobs',
} as const;

const hints = {
  'on-demand': 'nothing starts it but gluepipeline run',
  event: 'write start.enabled: false and deploy: that switches the rule of EventBridge off where it is ours',
  conditions: 'pause the start that comes before it',
} as const;

function startOf({ triggers }: Pipeline): Trigger {
  const start = triggers.find(({ origin, workflow }) => origin === 'start' && workflow === ownWorkflow);
  const scheduled = triggers.filter(({ firing }) => firing.kind === 'schedule').map(({ name }) => name);
  if (start == null) {
    const hint = scheduled.length === 0 ? 'there is none with a schedule' : `name one: ${scheduled.join(', ')}`;
    throw new UserError('GP620', 'the pipeline has no start', hint);
  }
  return start;
}

/** A trigger, the start of a further workflow, or the trigger of a job with a schedule, by its name. */
function named({ triggers, nodes }: Pipeline, name: string): Trigger {
  const found =
    triggers.find((each) => each.name === name) ??
    triggers.find(({ origin, workflow }) => origin === 'start' && workflow === name) ??
    triggers.find((each) => each.name === `run-${name}`);
  if (found != null) {
    return found;
  }
  const crawler = nodes.find((each) => each.name === name && each.kind === 'crawler');
  const names = triggers.filter(({ firing }) => firing.kind === 'schedule').map((each) => each.name);
  throw new UserError(
    'GP620',
    crawler == null ? `there is no trigger "${name}"` : `crawler "${name}" has no trigger to pause`,
    crawler == null
      ? (didYouMean(name, names) ?? `triggers with a schedule: ${names.join(', ') || 'none'}`)
      : 'take its schedule out of the config and deploy',
  );
}
