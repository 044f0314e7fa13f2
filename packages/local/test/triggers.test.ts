import { describe, expect, it } from '@jest/globals';
import {
  BatchGetTriggersCommand,
  CreateJobCommand,
  CreateTriggerCommand,
  CreateWorkflowCommand,
  DeleteTriggerCommand,
  GetTriggerCommand,
  GetTriggersCommand,
  ListTriggersCommand,
  StartTriggerCommand,
  StopTriggerCommand,
  UpdateTriggerCommand,
} from '@aws-sdk/client-glue';
import type { CreateTriggerCommandInput, GlueClient } from '@aws-sdk/client-glue';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ServeOptions } from '../src/index.ts';
import { emptyFolder, endpoint, refusal, standingClock } from './endpoint.ts';

const schedule = 'cron(0 2 * * ? *)';
const after = (job: string, state = 'SUCCEEDED'): CreateTriggerCommandInput['Predicate'] => ({
  Conditions: [{ LogicalOperator: 'EQUALS', JobName: job, State: state as 'SUCCEEDED' }],
});

/** Jobs a, b and c, workflow w, and a clock that stands: every transition waits for `settle`. */
async function house(options: ServeOptions = {}) {
  const clock = standingClock();
  const { glue } = await endpoint({ clock, ...options });
  for (const Name of ['a', 'b', 'c']) {
    await glue.send(new CreateJobCommand({ Name, Role: 'r', Command: { Name: 'glueetl' } }));
  }
  await glue.send(new CreateWorkflowCommand({ Name: 'w' }));
  return { glue, settle: () => clock.advance(1000) };
}

const create = (glue: GlueClient, over: Partial<CreateTriggerCommandInput> = {}): Promise<unknown> =>
  glue.send(new CreateTriggerCommand({ Name: 't', Type: 'ON_DEMAND', Actions: [{ JobName: 'a' }], ...over }));

const state = async (glue: GlueClient, Name = 't'): Promise<string | undefined> =>
  (await glue.send(new GetTriggerCommand({ Name }))).Trigger?.State;

describe('CreateTrigger', () => {
  it('passes through CREATING and ends as asked', async () => {
    const { glue, settle } = await house();
    await create(glue, { Name: 'manual' });
    await create(glue, { Name: 'stopped', Type: 'SCHEDULED', Schedule: schedule });
    await create(glue, { Name: 'started', Type: 'SCHEDULED', Schedule: schedule, StartOnCreation: true });
    expect(await state(glue, 'started')).toBe('CREATING');
    settle();
    expect([await state(glue, 'manual'), await state(glue, 'stopped'), await state(glue, 'started')]).toEqual([
      'CREATED',
      'CREATED',
      'ACTIVATED',
    ]);
  });

  const two = { Conditions: [...(after('a')?.Conditions ?? []), ...(after('b')?.Conditions ?? [])] };
  const refused: readonly [why: string, over: Partial<CreateTriggerCommandInput>, message: string][] = [
    ['an action whose job is missing', { Actions: [{ JobName: 'x' }] }, 'EntityNotFoundException: '],
    ['a missing workflow', { WorkflowName: 'x' }, 'EntityNotFoundException: '],
    ['a condition whose job is missing', { Type: 'CONDITIONAL', Predicate: after('x') }, 'EntityNotFoundException: '],
    [
      'a job that waits for itself',
      { Type: 'CONDITIONAL', Predicate: after('a') },
      'InvalidInputException: Job cannot be a Predicate and Action for Conditional Trigger.',
    ],
    [
      'a condition without operator',
      { Type: 'CONDITIONAL', Predicate: { Conditions: [{ JobName: 'b', State: 'SUCCEEDED' }] } },
      'InvalidInputException: Logical operator cannot be null or empty',
    ],
    [
      'a condition without state',
      { Type: 'CONDITIONAL', Predicate: { Conditions: [{ JobName: 'b', LogicalOperator: 'EQUALS' }] } },
      'InvalidInputException: State cannot be null or empty',
    ],
    ['a state nobody can wait for', { Type: 'CONDITIONAL', Predicate: after('b', 'RUNNING') }, 'RUNNING'],
    [
      'several conditions without logic',
      { Type: 'CONDITIONAL', Actions: [{ JobName: 'c' }], Predicate: two },
      'Logical',
    ],
    ['no conditions', { Type: 'CONDITIONAL' }, 'Predicate'],
    ['no schedule', { Type: 'SCHEDULED' }, 'Schedule'],
    ['five fields', { Type: 'SCHEDULED', Schedule: 'cron(0 2 * * ?)' }, 'Schedule expression'],
    ['two stars for the day', { Type: 'SCHEDULED', Schedule: 'cron(0 2 * * * *)' }, 'Schedule expression'],
    ['the 25th hour', { Type: 'SCHEDULED', Schedule: 'cron(0 24 * * ? *)' }, 'Schedule expression'],
    ['rates', { Type: 'SCHEDULED', Schedule: 'rate(1 day)' }, 'Schedule expression'],
    ['starting what starts on demand', { StartOnCreation: true }, 'StartOnCreation is not supported for ON_DEMAND'],
    ['events without workflow', { Type: 'EVENT' }, 'EVENT must belong to a workflow'],
    ['no actions', { Actions: [] }, 'Actions cannot be null or empty'],
    [
      'the 51st job',
      { Actions: Array.from({ length: 51 }, () => ({ JobName: 'a' })) },
      'ResourceNumberLimitExceededException: ',
    ],
  ];
  it.each(refused)('refuses %s', async (_why, over, message) => {
    const { glue } = await house();
    expect(await refusal(create(glue, over))).toContain(message);
  });

  it('admits one starting trigger in a workflow', async () => {
    const { glue } = await house();
    await create(glue, { WorkflowName: 'w' });
    await create(glue, { Name: 'next', WorkflowName: 'w', Type: 'CONDITIONAL', Predicate: after('b') });
    expect(await refusal(create(glue, { Name: 'second', WorkflowName: 'w' }))).toContain('starting trigger');
  });

  it('refuses a second change of the workflow while the first is under way, as AWS words it', async () => {
    const { glue } = await house({ delays: { workflowEdit: 200 } });
    const names = ['t1', 't2'];
    const outcomes = await Promise.allSettled(
      names.map((Name) => create(glue, { Name, WorkflowName: 'w', Type: 'CONDITIONAL', Predicate: after('b') })),
    );
    const refusals = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [String(outcome.reason)] : []));
    expect(refusals).toEqual([
      expect.stringMatching(/^ConcurrentModificationException: Workflow w was modified while adding trigger t[12]$/),
    ]);
  });

  it.each([
    'cron(0/15 * ? * MON-FRI *)',
    'cron(0 8 L * ? 2026-2030)',
    'cron(5,35 0-6/2 ? JAN,3 6#3 *)',
    'cron(0 0 3W * ? *)',
  ])('takes %s', async (expression) => {
    const { glue } = await house();
    await create(glue, { Type: 'SCHEDULED', Schedule: expression });
    expect((await glue.send(new GetTriggerCommand({ Name: 't' }))).Trigger?.Schedule).toBe(expression);
  });
});

describe('StartTrigger and StopTrigger', () => {
  it('activate and deactivate a schedule, passing through the states between', async () => {
    const { glue, settle } = await house();
    await create(glue, { Type: 'SCHEDULED', Schedule: schedule });
    settle();
    const seen: (string | undefined)[] = [];
    const look = async (): Promise<void> => void seen.push(await state(glue));
    await glue.send(new StartTriggerCommand({ Name: 't' }));
    await look();
    settle();
    await look();
    await glue.send(new StopTriggerCommand({ Name: 't' }));
    await look();
    settle();
    await look();
    expect(seen).toEqual(['ACTIVATING', 'ACTIVATED', 'DEACTIVATING', 'DEACTIVATED']);
  });

  it('are refused between two states', async () => {
    const { glue } = await house();
    await create(glue, { Type: 'SCHEDULED', Schedule: schedule });
    expect(await refusal(glue.send(new StartTriggerCommand({ Name: 't' })))).toBe(
      'InvalidInputException: The operation is not allowed when trigger is in state: CREATING',
    );
  });

  it('refuses to stop what was never started', async () => {
    const { glue, settle } = await house();
    await create(glue);
    settle();
    expect(await refusal(glue.send(new StopTriggerCommand({ Name: 't' })))).toBe(
      'InvalidInputException: The operation is not allowed when trigger is in state: CREATED',
    );
  });

  it('refuses to start an EVENT trigger', async () => {
    const { glue, settle } = await house();
    await create(glue, { Type: 'EVENT', WorkflowName: 'w' });
    settle();
    expect(await refusal(glue.send(new StartTriggerCommand({ Name: 't' })))).toBe(
      'InvalidInputException: Trigger Type EVENT cannot be started',
    );
  });

  it('fires an ON_DEMAND trigger, which stays CREATED', async () => {
    const fired: string[] = [];
    const engine = () => ({
      fireTrigger: ({ trigger }: { trigger: { Name: string } }) => Promise.resolve(void fired.push(trigger.Name)),
      stop: () => Promise.resolve(),
    });
    const { glue, settle } = await house({ engine });
    await create(glue);
    settle();
    await glue.send(new StartTriggerCommand({ Name: 't' }));
    expect(fired).toEqual(['t']);
    expect(await state(glue)).toBe('CREATED');
  });
});

describe('UpdateTrigger', () => {
  it('overwrites what it does not name, keeps type and workflow, and stays activated', async () => {
    const { glue, settle } = await house();
    await create(glue, {
      Type: 'SCHEDULED',
      Schedule: schedule,
      WorkflowName: 'w',
      Description: 'old',
      StartOnCreation: true,
    });
    settle();
    const TriggerUpdate = { Schedule: 'cron(0 3 * * ? *)', Actions: [{ JobName: 'b' }] };
    const { Trigger } = await glue.send(new UpdateTriggerCommand({ Name: 't', TriggerUpdate }));
    expect(Trigger).toEqual({ Name: 't', Type: 'SCHEDULED', WorkflowName: 'w', State: 'UPDATING', ...TriggerUpdate });
    settle();
    expect(await state(glue)).toBe('ACTIVATED');
  });

  it('must give a whole definition', async () => {
    const { glue, settle } = await house();
    await create(glue, { Type: 'SCHEDULED', Schedule: schedule });
    settle();
    const update = new UpdateTriggerCommand({ Name: 't', TriggerUpdate: { Actions: [{ JobName: 'b' }] } });
    expect(await refusal(glue.send(update))).toContain('Schedule');
  });
});

describe('DeleteTrigger', () => {
  it('keeps the name until the deletion has ended', async () => {
    const { glue, settle } = await house();
    await create(glue);
    settle();
    await glue.send(new DeleteTriggerCommand({ Name: 't' }));
    expect(await state(glue)).toBe('DELETING');
    expect(await refusal(create(glue))).toMatch(/^AlreadyExistsException/);
    settle();
    expect(await refusal(state(glue))).toMatch(/^EntityNotFoundException/);
    await create(glue);
  });

  it('leaves no file behind once the next deletion comes', async () => {
    const folder = await emptyFolder();
    const { glue, settle } = await house({ folder });
    for (const Name of ['t1', 't2', 't3']) {
      await create(glue, { Name });
      settle();
      await glue.send(new DeleteTriggerCommand({ Name }));
      settle();
    }
    expect(await readdir(join(folder, 'glue-triggers'))).toHaveLength(1);
  });

  it('is no error for a trigger that is not there', async () => {
    const { glue } = await house();
    expect((await glue.send(new DeleteTriggerCommand({ Name: 'nobody' }))).Name).toBe('nobody');
  });
});

describe('reading triggers', () => {
  it('filters by dependent job, and gives all of them when none depends on it', async () => {
    const { glue } = await house();
    await create(glue, { Name: 'ta' });
    await create(glue, { Name: 'tb', Actions: [{ JobName: 'b' }], Tags: { k: 'v' } });
    const named = async (DependentJobName: string): Promise<unknown> =>
      (await glue.send(new GetTriggersCommand({ DependentJobName }))).Triggers?.map((trigger) => trigger.Name);
    expect(await named('b')).toEqual(['tb']);
    expect(await named('c')).toEqual(['ta', 'tb']);
    expect((await glue.send(new ListTriggersCommand({ Tags: { k: 'v' } }))).TriggerNames).toEqual(['tb']);
    const batch = await glue.send(new BatchGetTriggersCommand({ TriggerNames: ['ta', 'x'] }));
    expect([batch.Triggers?.length, batch.TriggersNotFound]).toEqual([1, ['x']]);
  });
});
