import { describe, expect, it } from '@jest/globals';

import { apply } from '../../src/deploy/apply.ts';
import { stepsOf } from '../../src/plan/order.ts';
import { makePlan } from '../../src/plan/plan.ts';
import { planText } from '../../src/report/plan-text.ts';
import { keyOf, type Live, type Resource } from '../../src/resources/resource.ts';
import { eventRole, roleArn } from '../../src/resources/role.ts';
import { alertRule, eventRule } from '../../src/resources/rule.ts';
import { alertTopic, topicArn } from '../../src/resources/topic.ts';
import { resourcesOf, testTarget } from '../../src/testing/builders.ts';
import { manualClock } from '../../src/testing/manual-clock.ts';
import { MemoryPlatform } from '../../src/testing/memory-platform.ts';

const stack = 'sales/dev';
const tags = { 'gluepipeline:stack': stack };

const job = resourcesOf({ jobs: [{ name: 'load', type: 'pythonshell', script: 's3://b/load.py' }] });
const names = { label: 'alert', tags };
const topic: Resource = {
  kind: 'topic',
  name: 'alerts',
  ...names,
  definition: alertTopic(testTarget, 'alerts', ['a@example.com']),
};
const alert: Resource = {
  kind: 'rule',
  name: 'alerts',
  ...names,
  definition: alertRule(['sales-dev-load'], ['FAILED'], topicArn(testTarget, 'alerts')),
};
const role: Resource = { kind: 'role', name: 'start', ...names, definition: eventRole(testTarget, 'sales-dev') };
const start: Resource = {
  kind: 'rule',
  name: 'start',
  ...names,
  definition: eventRule(testTarget, {
    pattern: { source: ['orders'] },
    bus: 'default',
    workflowName: 'sales-dev',
    roleArn: roleArn(testTarget, 'start'),
    enabled: true,
  }),
};
const all = [...job, topic, alert, role, start];

function planOf(desired: readonly Resource[], live: readonly Live[]) {
  return makePlan({ stack, target: testTarget, desired, live, allowReplace: true });
}

const told = (plan: ReturnType<typeof planOf>) =>
  stepsOf(plan).map(({ stage, action, resource }) => `${stage}: ${action} ${keyOf(resource)}`);

describe('alerts and starts by events', () => {
  it('are made after what they speak of, and set going when all is there, the start last', () => {
    expect(told(planOf(all, []))).toEqual([
      'jobs: create job/sales-dev-load',
      'roles and topics: create role/start',
      'roles and topics: create topic/alerts',
      'rules: create rule/alerts',
      'rules: create rule/start',
      'activate triggers: activate rule/alerts',
      'activate start: activate rule/start',
    ]);
  });

  it('go before the jobs, and a rule last of all that it names: what is left of them is found through it', () => {
    expect(told(planOf([], all))).toEqual([
      'delete roles and topics: delete role/start',
      'delete roles and topics: delete topic/alerts',
      'delete rules: delete rule/alerts',
      'delete rules: delete rule/start',
      'delete jobs: delete job/sales-dev-load',
    ]);
  });

  it('that are to be off are switched off before anything else, and not made anew', () => {
    const off: Resource = { ...start, definition: { ...start.definition, enabled: false } };
    expect(told(planOf([...job, topic, alert, role, off], all))).toEqual(['stop triggers: deactivate rule/start']);
    expect(told(planOf([off], []))).toEqual(['rules: create rule/start']);
  });

  it('a start stands still while a job is made anew', () => {
    const spark = resourcesOf({ jobs: [{ name: 'load', type: 'glueetl', script: 's3://b/load.py' }] });
    const plan = planOf([...spark, topic, alert, role, start], all);
    expect(told(plan)).toEqual([
      'stop triggers: deactivate rule/start',
      'jobs: delete job/sales-dev-load',
      'jobs: create job/sales-dev-load',
      'activate start: activate rule/start',
    ]);
    expect(planText(plan)).toContain('rule alert is switched off until the jobs are made anew');
  });

  it('a rule that moves to another bus is made there before it goes here', () => {
    const moved: Resource = {
      ...start,
      name: 'orders/start',
      definition: { ...start.definition, EventBusName: 'orders' },
    };
    expect(told(planOf([moved], [start]))).toEqual([
      'rules: create rule/orders/start',
      'activate start: activate rule/orders/start',
      'delete rules: delete rule/start',
    ]);
  });

  it('deployed twice change nothing, and are on', async () => {
    const platform = new MemoryPlatform();
    const result = await apply({ plan: planOf(all, []), platform, clock: manualClock() });
    expect(result.outcome).toBe('done');
    const live = [...platform.resources.values()];
    expect(planOf(all, live).changes).toEqual([]);
    expect(live.flatMap((each) => (each.kind === 'rule' ? each.definition.enabled : []))).toEqual([true, true]);
  });

  it('are told in a plan by where they lead, and a topic by what goes with it', () => {
    const text = planText(planOf(all, []));
    expect(text).toContain('+ topic    alert  to a@example.com');
    expect(text).toContain('+ rule     alert  to alerts');
    expect(text).toContain('+ rule     alert  to workflow sales-dev');
    expect(text).toContain('+ role     alert  Lets EventBridge start the Glue workflow sales-dev');
    expect(planText(planOf([], [topic]))).toContain('deleted, with its subscriptions');
  });

  it('of somebody else are no reason to touch them', () => {
    const theirs = [topic, alert, role, start].map((each) => ({ ...each, tags: {} }));
    expect(planOf([], theirs).changes).toEqual([]);
    expect(planOf([topic], theirs).blockers).toMatchObject([
      { code: 'GP301', message: 'topic "alerts" exists already and was not made by this tool' },
    ]);
  });
});
