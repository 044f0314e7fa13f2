import type { ConfigObject, EntryObject } from './configs.ts';
import { type Mutation, without } from './mutation.ts';

type Written = Record<string, unknown>;

/** Changes of what ties the nodes together: workflows, starts, explicit triggers, alerts. */
export function flowMutations(config: ConfigObject): Mutation[] {
  const { workflow, start, triggers = [], workflows = {} } = config;
  return [
    ...(workflow == null || isForeign(workflow)
      ? []
      : workflowMutations(workflow as Written, 'the workflow', (changed) => ({ ...config, workflow: changed }), '')),
    ...Object.entries(workflows).flatMap(([name, each]) => {
      const put = (changed: Written) => ({ ...config, workflows: { ...workflows, [name]: changed } });
      const { start: own, ...body } = each;
      return [
        ...workflowMutations(
          body,
          `workflow ${name}`,
          (changed) => put({ ...changed, ...(own == null ? {} : { start: own }) }),
          name,
        ),
        ...(own == null || !starts(config, name)
          ? []
          : startMutations(own as Written, `${name}-start`, (changed) => put({ ...body, start: changed }))),
      ];
    }),
    ...(start == null || !starts(config, '')
      ? []
      : startMutations(start as Written, 'start', (changed) => ({ ...config, start: changed }))),
    ...triggers.flatMap((trigger, index) =>
      triggerMutations(trigger, (changed) => ({ ...config, triggers: triggers.with(index, changed) })),
    ),
    ...alertMutations(config),
  ];
}

function isForeign(workflow: unknown): boolean {
  return workflow === false || (workflow as Written).existing === true;
}

/** A start without anything to start makes no trigger. */
function starts(config: ConfigObject, name: string): boolean {
  const started = (config.triggers ?? []).flatMap(({ actions }) => (actions as unknown[]).map(nodeOf));
  const own = name === '' && config.workflow !== false && (config.workflow != null || config.start != null);
  const isInside = (entry: EntryObject) =>
    name === '' && !own ? entry.workflow == null || entry.workflow === false : (entry.workflow ?? '') === name;
  return [...config.jobs, ...(config.crawlers ?? [])].some(
    (entry) => isInside(entry) && entry.depends_on == null && entry.schedule == null && !started.includes(entry.name),
  );
}

function nodeOf(action: unknown): unknown {
  return typeof action === 'string' ? action : ((action as Written).job ?? (action as Written).crawler);
}

function workflowMutations(
  body: Written,
  what: string,
  put: (changed: Written) => ConfigObject,
  name: string,
): Mutation[] {
  const label = name === '' ? 'WORKFLOW' : `WORKFLOW ${name}`;
  const one = (does: string, changed: Written, fields: readonly string[]): Mutation => ({
    what: `${what}: ${does}`,
    config: put(changed),
    expected: { [label]: fields },
  });
  const properties = (body.default_run_properties ?? {}) as Written;
  return [
    one('description set', { ...body, description: 'something else' }, ['description']),
    one('limit set', { ...body, max_concurrent_runs: 99 }, ['max_concurrent_runs']),
    one('tag added', { ...body, tags: { ...(body.tags as Written), new_key: 'new' } }, ['tags.new_key']),
    one('property added', { ...body, default_run_properties: { ...properties, new_key: 'new' } }, [
      'default_run_properties.new_key',
    ]),
    ...Object.keys(properties).map((key) =>
      one(`property ${key} left out`, { ...body, default_run_properties: without(properties, key) }, [
        `default_run_properties.${key}`,
      ]),
    ),
    ...(body.max_concurrent_runs == null
      ? []
      : [one('limit left out', without(body, 'max_concurrent_runs'), ['max_concurrent_runs'])]),
  ];
}

function startMutations(start: Written, label: string, put: (changed: Written) => ConfigObject): Mutation[] {
  const one = (does: string, changed: Written, fields: readonly string[]): Mutation => ({
    what: `${label}: ${does}`,
    config: put(changed),
    expected: { [label]: fields },
  });
  const event = start.event as Written | undefined;
  return [
    one('description set', { ...start, description: 'something else' }, ['description']),
    ...(event == null ? [] : eventMutations(event, one, (changed) => ({ ...start, event: changed }))),
    ...(start.schedule == null
      ? []
      : [
          one('schedule set', { ...start, schedule: 'cron(5 5 * * ? *)' }, ['schedule']),
          one('enabled flipped', { ...start, enabled: start.enabled === false }, ['enabled']),
          one(
            'schedule left out',
            without(without(start, 'schedule'), 'enabled'),
            start.enabled === false ? ['enabled', 'schedule', 'type'] : ['enabled', 'schedule', 'type'],
          ),
        ]),
  ];
}

type One = (does: string, changed: Written, fields: readonly string[]) => Mutation;

function eventMutations(event: Written, one: One, put: (event: Written) => Written): Mutation[] {
  return [
    one('batch_size set', put({ ...event, batch_size: 101 }), ['batch_size']),
    one('batch_window set', put({ ...event, batch_window: 901 }), ['batch_window']),
    ...(event.pattern == null
      ? []
      : [one('pattern set', put({ ...event, pattern: { source: ['other'] } }), ['pattern'])]),
    ...(event.pattern == null || event.role == null
      ? []
      : [one('role set', put({ ...event, role: 'arn:aws:iam::000000000000:role/other-events' }), ['targets'])]),
  ];
}

function triggerMutations(trigger: EntryObject, put: (changed: EntryObject) => ConfigObject): Mutation[] {
  const one = (does: string, changed: Written, fields: readonly string[]): Mutation => ({
    what: `trigger ${trigger.name}: ${does}`,
    config: put({ ...changed, name: trigger.name }),
    expected: { [trigger.name]: fields },
  });
  const event = trigger.event as Written | undefined;
  const [first, ...others] = trigger.actions as unknown[];
  const passed = typeof first === 'string' ? undefined : (first as Written);
  const passes = (changes: Written): Written => ({ ...trigger, actions: [{ ...passed, ...changes }, ...others] });
  const hasPattern = event?.pattern != null;
  return [
    ...(hasPattern
      ? []
      : [one('tag added', { ...trigger, tags: { ...(trigger.tags as Written), new_key: 'new' } }, ['tags.new_key'])]),
    one('description set', { ...trigger, description: 'something else' }, ['description']),
    ...(passed == null
      ? []
      : [
          ...['timeout', 'notify_delay_after'].map((key) => one(`${key} passed`, passes({ [key]: 101 }), ['starts'])),
          one('security_configuration passed', passes({ security_configuration: 'other' }), ['starts']),
          ...(passed.job == null
            ? []
            : [one('an argument passed', passes({ arguments: { new_key: 'x' } }), ['starts'])]),
        ]),
    ...(trigger.schedule == null
      ? []
      : [one('schedule set', { ...trigger, schedule: 'cron(5 5 * * ? *)' }, ['schedule'])]),
    ...(trigger.when == null ? [] : [one('another end', { ...trigger, when: otherEnd(trigger.when) }, ['depends_on'])]),
    ...(event == null ? [] : eventMutations(event, one, (changed) => ({ ...trigger, event: changed }))),
  ];
}

/** Every kind of node may fail; who waited for that waits for success. */
function otherEnd(when: unknown): unknown {
  const [end] = Array.isArray(when) ? (when as unknown[]) : (when as { any: unknown[] }).any;
  const name = nodeOf(end) as string;
  const kind = name.startsWith('job') ? 'job' : 'crawler';
  return [(end as Written).state === 'FAILED' ? name : { [kind]: name, state: 'FAILED' }];
}

function alertMutations(config: ConfigObject): Mutation[] {
  const alerts = config.alerts as Written | undefined;
  if (alerts == null) {
    return [];
  }
  const one = (does: string, changed: Written, kind: string, fields: readonly string[]): Mutation => ({
    what: `alerts: ${does}`,
    config: { ...config, alerts: changed },
    expected: { [`alerts ${kind}`]: fields },
  });
  const states = (alerts.states as string[] | undefined) ?? ['FAILED', 'TIMEOUT'];
  const emails = alerts.emails as string[] | undefined;
  return [
    one(
      'states set',
      { ...alerts, states: states.length === 1 && states[0] === 'STOPPED' ? ['FAILED'] : ['STOPPED'] },
      'rule',
      ['pattern'],
    ),
    ...(emails == null
      ? [
          one(
            'topic set',
            { topic_arn: 'arn:aws:sns:us-east-1:000000000000:other', ...without(alerts, 'topic_arn') },
            'rule',
            ['targets'],
          ),
        ]
      : [one('an address more', { ...alerts, emails: [...emails, 'c@example.com'] }, 'topic', ['emails'])]),
  ];
}
