import type { CreateJobRequest, CreateTriggerRequest, Glue, JobRun, WorkflowRun } from '@aws-sdk/client-glue';
import type { Door } from '../../src/runs/client.ts';
import { until } from './until.ts';

/** What the tests of runs need of a server: its Glue client and a place for scripts. */
export interface Local {
  readonly glue: Glue;
  readonly endpoint: Door;
  putScript(key: string, text: string): Promise<void>;
}

/** Makes a python shell job of a script text. */
export async function makeJob(
  local: Local,
  name: string,
  script: string,
  changes: Partial<CreateJobRequest> = {},
): Promise<void> {
  await local.putScript(`${name}.py`, script);
  await local.glue.createJob({
    Name: name,
    Role: 'arn:aws:iam::123456789012:role/glue',
    Command: { Name: 'pythonshell', ScriptLocation: `s3://scripts/${name}.py`, PythonVersion: '3.9' },
    ...changes,
  });
}

/** The run once it has ended. */
export async function endOf(local: Local, job: string, id: string | undefined): Promise<JobRun> {
  return until(`run ${id} of ${job} ends`, async () => {
    const { JobRun: run } = await local.glue.getJobRun({ JobName: job, RunId: id });
    return run?.CompletedOn == null ? undefined : run;
  });
}

/** Starts a job and gives its run once it has ended. */
export async function runToEnd(local: Local, job: string, args: Record<string, string> = {}): Promise<JobRun> {
  const { JobRunId: id } = await local.glue.startJobRun({ JobName: job, Arguments: args });
  return endOf(local, job, id);
}

/** Waits until a run is in that state. */
export async function inState(local: Local, job: string, id: string | undefined, state: string): Promise<void> {
  await until(`run ${id} is ${state}`, async () => {
    const { JobRun: run } = await local.glue.getJobRun({ JobName: job, RunId: id });
    return run?.JobRunState === state;
  });
}

/** All runs of a job, newest first. */
export async function runsOf(local: Local, job: string): Promise<readonly JobRun[]> {
  return (await local.glue.getJobRuns({ JobName: job })).JobRuns ?? [];
}

/** Makes a trigger and waits until it is in its lasting state. */
export async function makeTrigger(local: Local, trigger: CreateTriggerRequest): Promise<void> {
  await local.glue.createTrigger(trigger);
  await until(`trigger ${trigger.Name} has settled`, async () => {
    const found = await local.glue.getTrigger({ Name: trigger.Name });
    return found.Trigger?.State?.endsWith('ING') === false;
  });
}

/** A trigger that starts jobs when others have reached a state, written "job" (SUCCEEDED) or "job:FAILED". */
export function after(
  watched: readonly string[],
  starts: readonly string[],
  more: Partial<CreateTriggerRequest> = {},
): CreateTriggerRequest {
  return {
    Name: `run-${starts.join('-')}`,
    Type: 'CONDITIONAL',
    StartOnCreation: true,
    Predicate: {
      Logical: 'AND',
      Conditions: watched.map((text) => {
        const [JobName, State = 'SUCCEEDED'] = text.split(':');
        return { LogicalOperator: 'EQUALS' as const, JobName, State: State as 'SUCCEEDED' };
      }),
    },
    Actions: starts.map((JobName) => ({ JobName })),
    ...more,
  };
}

/** Starts a workflow and gives the run, with its graph, once it has ended. */
export async function workflowToEnd(local: Local, name: string): Promise<WorkflowRun> {
  const { RunId: id } = await local.glue.startWorkflowRun({ Name: name });
  return workflowEnd(local, name, id);
}

/** The workflow run, with its graph, once it has ended. */
export async function workflowEnd(local: Local, name: string, id: string | undefined): Promise<WorkflowRun> {
  return until(`run ${id} of workflow ${name} ends`, async () => {
    const { Run: run } = await local.glue.getWorkflowRun({ Name: name, RunId: id, IncludeGraph: true });
    return run?.CompletedOn == null ? undefined : run;
  });
}

/** The job runs of a workflow run by job: their states, oldest attempt first. */
export function statesByJob(run: WorkflowRun): Record<string, readonly (string | undefined)[]> {
  const jobs = (run.Graph?.Nodes ?? []).filter((node) => node.Type === 'JOB');
  return Object.fromEntries(
    jobs.map((node) => [node.Name ?? '', (node.JobDetails?.JobRuns ?? []).map((job) => job.JobRunState)]),
  );
}
