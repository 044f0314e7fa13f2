import { AwsError, invalidInput, notFound } from '../errors.ts';
import { operation } from '../glue/handler.ts';
import type { Context, HandlerTable } from '../glue/handler.ts';
import { requireJob } from '../glue/jobs.ts';
import { page } from '../glue/pages.ts';
import type { PageRequest } from '../glue/pages.ts';
import { RunEngine } from './engine.ts';
import type { RunRequest } from './new-run.ts';
import { jobRunsOf, newestFirst } from './records.ts';
import type { JobRunRecord } from './records.ts';

/** The engine of a server that runs jobs; a server of definitions alone refuses. */
export function requireEngine(context: Context): RunEngine {
  if (context.engine instanceof RunEngine) {
    return context.engine;
  }
  throw new AwsError('UnknownOperationException', 'this endpoint keeps definitions and runs nothing');
}

function requireRun(context: Context, job: string, id: string): JobRunRecord {
  requireJob(context, job);
  const record = jobRunsOf(context.store).get(id);
  if (record?.run.JobName !== job) {
    throw notFound(`Job Run with id: ${id} not found for job: ${job}.`);
  }
  return record;
}

type StartJobRun = RunRequest & { readonly JobName: string; readonly JobRunId?: string };

/** With JobRunId the earlier run is repeated: with its arguments, unless others are given. */
function startJobRun(input: StartJobRun, context: Context): object {
  const { JobName: name, JobRunId: repeats, ...request } = input;
  const { job } = requireJob(context, name);
  if (request.MaxCapacity != null && (request.WorkerType != null || request.NumberOfWorkers != null)) {
    // RD#266; boto3#2644.
    throw invalidInput('Please do not set Max Capacity if using Worker Type and Number of Workers.');
  }
  const previous = repeats == null ? undefined : requireRun(context, name, repeats).run;
  const args = request.Arguments ?? previous?.Arguments;
  const origin = previous == null ? {} : { previous };
  const started = requireEngine(context).startJob(
    job,
    args == null ? request : { ...request, Arguments: args },
    origin,
  );
  return { JobRunId: started.run.Id };
}

function getJobRuns(input: PageRequest & { JobName: string }, context: Context): object {
  requireJob(context, input.JobName);
  const key = ({ run, sequence }: JobRunRecord): string => newestFirst({ at: run.StartedOn, sequence });
  const records = jobRunsOf(context.store)
    .values()
    .filter(({ run }) => run.JobName === input.JobName)
    .sort((left, right) => (key(left) < key(right) ? -1 : 1));
  const { items, ...next } = page(context, input, records, key, 200);
  return { JobRuns: items.map(({ run }) => run), ...next };
}

function batchStopJobRun(input: { JobName: string; JobRunIds: readonly string[] }, context: Context): object {
  const { runs } = requireEngine(context);
  const JobName = input.JobName;
  const Errors: object[] = [];
  const SuccessfulSubmissions: object[] = [];
  for (const JobRunId of new Set(input.JobRunIds)) {
    const record = jobRunsOf(context.store).get(JobRunId);
    const error = (ErrorCode: string, ErrorMessage: string): number =>
      Errors.push({ JobName, JobRunId, ErrorDetail: { ErrorCode, ErrorMessage } });
    if (record?.run.JobName !== JobName) {
      error('EntityNotFoundException', `Job Run with id: ${JobRunId} not found for job: ${JobName}.`);
    } else if (runs.stop(JobRunId)) {
      SuccessfulSubmissions.push({ JobName, JobRunId });
    } else {
      error('InvalidInputException', `Job Run ${JobRunId} cannot be stopped in state ${record.run.JobRunState}`);
    }
  }
  return { SuccessfulSubmissions, Errors };
}

/** The operations on job runs. */
export const jobRunHandlers: HandlerTable = {
  StartJobRun: operation(startJobRun),
  BatchStopJobRun: operation(batchStopJobRun),
  GetJobRuns: operation(getJobRuns),
  GetJobRun: operation((input: { JobName: string; RunId: string; PredecessorsIncluded?: boolean }, context) => {
    const { PredecessorRuns, ...run } = requireRun(context, input.JobName, input.RunId).run;
    return { JobRun: input.PredecessorsIncluded === true ? { ...run, PredecessorRuns } : run };
  }),
};
