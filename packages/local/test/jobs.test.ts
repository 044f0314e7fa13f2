import { describe, expect, it } from '@jest/globals';
import {
  BatchGetJobsCommand,
  CreateJobCommand,
  DeleteJobCommand,
  GetJobCommand,
  GetJobsCommand,
  ListJobsCommand,
  UpdateJobCommand,
  paginateListJobs,
} from '@aws-sdk/client-glue';
import type { CreateJobCommandInput, GlueClient, Job } from '@aws-sdk/client-glue';
import { endpoint, refusal, standingClock } from './endpoint.ts';

/** Untyped, since the SDK has deprecated it and its users still send it. */
const allocated: object = { AllocatedCapacity: 2 };

const bare = (over: Partial<CreateJobCommandInput> = {}): CreateJobCommandInput => ({
  Name: 'extract',
  Role: 'glue-role',
  Command: { Name: 'glueetl', ScriptLocation: 's3://bucket/extract.py' },
  ...over,
});

const create = (glue: GlueClient, over: Partial<CreateJobCommandInput> = {}): Promise<unknown> =>
  glue.send(new CreateJobCommand(bare(over)));

const read = async (glue: GlueClient, name = 'extract'): Promise<Job | undefined> =>
  (await glue.send(new GetJobCommand({ JobName: name }))).Job;

describe('CreateJob', () => {
  it('reads back with the echoes and defaults that a live bare job shows', async () => {
    const { glue } = await endpoint({ clock: standingClock() });
    await create(glue);
    expect(await read(glue)).toEqual({
      Name: 'extract',
      Role: 'glue-role',
      Command: { Name: 'glueetl', ScriptLocation: 's3://bucket/extract.py', PythonVersion: '2' },
      JobMode: 'SCRIPT',
      ExecutionProperty: { MaxConcurrentRuns: 1 },
      MaxRetries: 0,
      Timeout: 480,
      GlueVersion: '6.0',
      MaxCapacity: 10,
      AllocatedCapacity: 10,
      CreatedOn: new Date('2026-11-23T00:00:00Z'),
      LastModifiedOn: new Date('2026-11-23T00:00:00Z'),
    });
  });

  it('derives both capacities from the workers', async () => {
    const { glue } = await endpoint();
    await create(glue, { WorkerType: 'G.2X', NumberOfWorkers: 5 });
    await create(glue, {
      Name: 'stream',
      Command: { Name: 'gluestreaming' },
      WorkerType: 'G.025X',
      NumberOfWorkers: 2,
    });
    expect(await read(glue)).toMatchObject({ MaxCapacity: 10, AllocatedCapacity: 10 });
    const stream = await read(glue, 'stream');
    expect(stream).toMatchObject({ MaxCapacity: 0.5, AllocatedCapacity: 0 });
    expect(stream).not.toHaveProperty('Timeout');
  });

  it('gives a pythonshell job a sixteenth of a DPU and the old timeout', async () => {
    const { glue } = await endpoint();
    await create(glue, { Command: { Name: 'pythonshell', PythonVersion: '3.9' } });
    expect(await read(glue)).toMatchObject({ MaxCapacity: 0.0625, AllocatedCapacity: 0, Timeout: 2880 });
  });

  it('takes 2880 minutes for versions up to 4.0', async () => {
    const { glue } = await endpoint();
    await create(glue, { GlueVersion: '4.0' });
    expect(await read(glue)).toMatchObject({ Timeout: 2880 });
  });

  it('refuses a taken name and keeps the first job', async () => {
    const { glue } = await endpoint();
    await create(glue, { Description: 'first' });
    expect(await refusal(create(glue, { Description: 'second' }))).toMatch(/^AlreadyExistsException: /);
    expect(await read(glue)).toMatchObject({ Description: 'first' });
  });

  const refused: readonly [why: string, over: Partial<CreateJobCommandInput>, message: string][] = [
    [
      'workers and max capacity',
      { WorkerType: 'G.1X', NumberOfWorkers: 2, MaxCapacity: 2 },
      'InvalidInputException: Please do not set Max Capacity if using Worker Type and Number of Workers.',
    ],
    [
      'two capacities',
      { ...allocated, MaxCapacity: 2 },
      'InvalidInputException: Please set only Allocated Capacity or Max Capacity.',
    ],
    [
      'workers and allocated capacity',
      { WorkerType: 'G.1X', NumberOfWorkers: 2, ...allocated },
      'InvalidInputException: Please do not set Allocated Capacity if using Worker Type and Number of Workers.',
    ],
    [
      'workers of a python shell',
      { Command: { Name: 'pythonshell', PythonVersion: '3.9' }, WorkerType: 'G.1X', NumberOfWorkers: 2 },
      'InvalidInputException: Worker Type is not supported for Job Command pythonshell',
    ],
    [
      'a ray job without runtime',
      { Command: { Name: 'glueray' } },
      'InvalidInputException: Runtime parameter is required for GlueRay command',
    ],
    [
      'a timeout of a ray job',
      { Command: { Name: 'glueray', Runtime: 'Ray2.4' }, WorkerType: 'Z.2X', NumberOfWorkers: 1, Timeout: 5 },
      'InvalidInputException: Timeout not supported for Ray jobs',
    ],
    ['FLEX on big workers', { ExecutionClass: 'FLEX', WorkerType: 'G.4X', NumberOfWorkers: 2 }, 'FLEX'],
    ['FLEX with queuing', { ExecutionClass: 'FLEX', JobRunQueuingEnabled: true }, 'queuing'],
    ['queuing with retries', { JobRunQueuingEnabled: true, MaxRetries: 1 }, 'MaxRetries must be 0'],
    ['auto without retries', { GlueVersion: 'auto' }, 'auto requires MaxRetries'],
    ['a version whose life has ended', { GlueVersion: '2.0' }, 'Glue Version 2.0 is not supported'],
    ['more than seven days', { Timeout: 10_081 }, '10080'],
    ['no timeout but for streaming', { Timeout: 0 }, 'greater than or equal to 1'],
    ['tags that AWS keeps for itself', { Tags: { 'aws:x': '1' } }, 'aws'],
    [
      'a worker type that does not exist',
      { WorkerType: 'G.3X' as 'G.2X', NumberOfWorkers: 1 },
      "ValidationException: 1 validation error detected: Value 'G.3X' at 'workerType' failed to satisfy constraint: Member must satisfy enum value set: [Standard, G.025X, G.1X",
    ],
  ];
  it.each(refused)('refuses %s', async (_why, over, message) => {
    const { glue } = await endpoint();
    expect(await refusal(create(glue, over))).toContain(message);
  });

  it('takes the worker types and the version that botocore does not know yet', async () => {
    const { glue } = await endpoint();
    await create(glue, { WorkerType: 'R.8X', NumberOfWorkers: 2, GlueVersion: 'auto', MaxRetries: 1 });
    expect(await read(glue)).toMatchObject({ WorkerType: 'R.8X', GlueVersion: 'auto', MaxCapacity: 16 });
  });
});

describe('UpdateJob', () => {
  const update = (glue: GlueClient, JobUpdate: object): Promise<unknown> =>
    glue.send(new UpdateJobCommand({ JobName: 'extract', JobUpdate }));

  it('overwrites everything it does not name, but the version', async () => {
    const { glue } = await endpoint();
    await create(glue, {
      Description: 'old',
      DefaultArguments: { '--a': '1' },
      Connections: { Connections: ['c'] },
      GlueVersion: '4.0',
      WorkerType: 'G.2X',
      NumberOfWorkers: 3,
      Timeout: 7,
      SecurityConfiguration: 's',
    });
    await update(glue, { Role: 'other', Command: { Name: 'glueetl' } });
    const job = await read(glue);
    expect(job).toMatchObject({ Role: 'other', GlueVersion: '4.0', Timeout: 2880, MaxCapacity: 10 });
    for (const gone of ['Description', 'DefaultArguments', 'Connections', 'WorkerType', 'SecurityConfiguration']) {
      expect(job).not.toHaveProperty(gone);
    }
  });

  it('needs role and command, and a job that exists', async () => {
    const { glue } = await endpoint();
    expect(await refusal(update(glue, {}))).toMatch(/^EntityNotFoundException/);
    await create(glue);
    expect(await refusal(update(glue, { Command: { Name: 'glueetl' } }))).toMatch(/^InvalidInputException: Role/);
  });
});

describe('DeleteJob', () => {
  it('is no error for a job that is not there', async () => {
    const { glue } = await endpoint();
    expect((await glue.send(new DeleteJobCommand({ JobName: 'nobody' }))).JobName).toBe('nobody');
  });

  it('leaves the name free and the tags gone', async () => {
    const { glue } = await endpoint();
    await create(glue, { Tags: { team: 'a' } });
    await glue.send(new DeleteJobCommand({ JobName: 'extract' }));
    expect(await refusal(read(glue))).toMatch(/^EntityNotFoundException: /);
    await create(glue);
    expect((await glue.send(new ListJobsCommand({ Tags: { team: 'a' } }))).JobNames).toEqual([]);
  });
});

describe('ListJobs', () => {
  it('admits jobs that carry every pair of the filter', async () => {
    const { glue } = await endpoint();
    await create(glue, { Name: 'both', Tags: { a: '1', b: '2' } });
    await create(glue, { Name: 'one', Tags: { a: '1' } });
    const { JobNames } = await glue.send(new ListJobsCommand({ Tags: { a: '1', b: '2' } }));
    expect(JobNames).toEqual(['both']);
  });

  it('goes through all jobs once, whatever is deleted in between', async () => {
    const { glue } = await endpoint();
    const names = ['a', 'b', 'c', 'd', 'e'];
    for (const Name of names) {
      await create(glue, { Name });
    }
    const seen: string[] = [];
    for await (const page of paginateListJobs({ client: glue, pageSize: 2 }, {})) {
      seen.push(...(page.JobNames ?? []));
      await glue.send(new DeleteJobCommand({ JobName: 'b' }));
    }
    expect(seen).toEqual(names);
  });

  it('refuses a token that it did not give', async () => {
    const { glue } = await endpoint();
    expect(await refusal(glue.send(new GetJobsCommand({ NextToken: 'x' })))).toMatch(/^InvalidInputException/);
  });
});

describe('BatchGetJobs', () => {
  it('tells the found from the missing', async () => {
    const { glue } = await endpoint();
    await create(glue);
    const answer = await glue.send(new BatchGetJobsCommand({ JobNames: ['extract', 'nobody'] }));
    expect(answer.Jobs?.map((job) => job.Name)).toEqual(['extract']);
    expect(answer.JobsNotFound).toEqual(['nobody']);
  });
});
