import { invariant } from '../errors.ts';
import { stackTag } from '../resources/ownership.ts';
import type { Resource } from '../resources/resource.ts';
import { eventRole, roleArn } from '../resources/role.ts';
import { alertRule, eventRule } from '../resources/rule.ts';
import { alertTopic, topicArn } from '../resources/topic.ts';
import {
  clearStack,
  type ContractCase,
  type ContractInput,
  deployedResources,
  readAll,
  refused,
  same,
  stackName,
} from './platform-contract.ts';

/** The cases about alerts and starts by events: rules, topics and roles. No mail is sent, since no address is real. */
export const eventCases: readonly ContractCase[] = [
  {
    name: 'alerts and the start by an event read back as wanted',
    run: (input) => deployedResources(input, resourcesOf(input), resourcesOf(input), []),
  },
  {
    name: 'a rule follows its pattern, its targets and whether it is on',
    run: (input) =>
      deployedResources(
        input,
        resourcesOf(input),
        resourcesOf(input, { source: 'other', jobs: ['a', 'b'], enabled: true }),
        ['rule/alerts: pattern', 'rule/start: enabled,pattern'],
      ),
  },
  {
    name: 'a role loses what it no longer needs, and a target follows another role',
    run: (input) =>
      deployedResources(input, resourcesOf(input, { role: 'old', extra: true }), resourcesOf(input, { role: 'old' }), [
        'role/start: policies.extra',
      ]),
  },
  {
    name: 'the tags of rule, topic and role are set and changed beside the owner',
    run: (input) =>
      deployedResources(input, resourcesOf(input, { team: 'a' }), resourcesOf(input, { team: 'b' }), [
        'role/start: tags.team',
        'topic/alerts: tags.team',
        'rule/alerts: tags.team',
        'rule/start: tags.team',
      ]),
  },
  {
    name: 'alerts may be made and deleted twice, as after an answer that was lost',
    run: async (input) => {
      const wanted = resourcesOf(input);
      for (const resource of [...wanted, ...wanted]) {
        await input.platform.create(resource, stackName(input));
      }
      await clearStack(input);
      for (const resource of wanted.toReversed()) {
        await input.platform.delete(resource, stackName(input));
      }
    },
  },
  {
    name: 'a rule, topic or role of another stack is never changed, nor deleted',
    run: async (input) => {
      const theirs = { ...input, pipeline: `${input.pipeline}-other` };
      for (const mine of resourcesOf(input).slice(0, 3)) {
        const foreign = { ...mine, tags: { ...mine.tags, [stackTag]: stackName(theirs) } };
        await input.platform.create(foreign, stackName(theirs));
        const before = await readAll(theirs, [foreign]);
        const [live] = before;
        invariant(live, 'what was made is there');
        await refused(() => input.platform.create(mine, stackName(input)));
        await refused(() => input.platform.update(mine, live, ['description'], stackName(input)));
        await refused(() => input.platform.delete(mine, stackName(input)));
        same(await readAll(theirs, [foreign]), before, 'the other stack');
        await clearStack(theirs);
      }
    },
  },
];

interface Wish {
  readonly source?: string;
  readonly jobs?: readonly string[];
  readonly enabled?: boolean;
  readonly role?: string;
  readonly extra?: boolean;
  readonly team?: string;
}

/** Role, topic, rule to the topic, rule to a workflow that need not exist: the two rules are off unless it is said. */
function resourcesOf(input: ContractInput, wish: Wish = {}): Resource[] {
  const { target } = input;
  const { source = 'gluepipeline.contract', jobs = ['a'], enabled = false, extra = false, team } = wish;
  const prefix = `${input.pipeline}-dev-`;
  const named = (label: string) => ({
    name: `${prefix}${label}`,
    label,
    tags: { [stackTag]: stackName(input), ...(team == null ? {} : { team }) },
  });
  const workflowName = `${input.pipeline}-dev`;
  const role = eventRole(target, workflowName);
  const more = { extra: { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: 's3:*', Resource: '*' }] } };
  const start = {
    pattern: { source: [source], detail: { state: [null, { exists: false }] } },
    bus: 'default',
    workflowName,
    roleArn: roleArn(target, `${prefix}start`),
    enabled,
  };
  return [
    {
      kind: 'role',
      ...named('start'),
      definition: { ...role, Policies: { ...role.Policies, ...(extra ? more : {}) } },
    },
    { kind: 'topic', ...named('alerts'), definition: alertTopic(target, `${prefix}alerts`, []) },
    {
      kind: 'rule',
      ...named('alerts'),
      definition: alertRule(
        jobs.map((job) => prefix + job),
        ['FAILED', 'TIMEOUT'],
        topicArn(target, `${prefix}alerts`),
        false,
      ),
    },
    { kind: 'rule', ...named('start'), definition: eventRule(target, start) },
  ];
}
