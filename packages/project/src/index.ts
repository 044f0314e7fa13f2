export { addJob, type AddedJob, type NewJob } from './add-job.ts';
export { type ConfigFile, configNames, configPath, type Place, readConfigFile } from './config-file.ts';
export type { Deployed, DeployOptions } from './carry-out.ts';
export { cost, type CostOptions, type CostReport } from './cost/cost.ts';
export { type Refreshed, refreshPrices, type RefreshOptions } from './cost/refresh.ts';
export { deploy, destroy } from './deploy.ts';
export { gc, type GcOptions, type GcOutcome } from './gc.ts';
export { history, type HistoryOptions, type History } from './history.ts';
export { readSavedPlan, savedPlanNotes, savePlan } from './saved-plan.ts';
export { rollback, type RollbackOptions } from './rollback.ts';
export type { FiredAlert } from './runs/fired-alerts.ts';
export { init, type Initialised, type InitOptions } from './init.ts';
export { InvalidConfigError, type Sound, soundConfig } from './invalid-config.ts';
export { list, type Listed } from './list.ts';
export { type EventChoice, localEmit, type PlayedEvent } from './local-events.ts';
export { localReset, type RunningLocal, localStart, localStatus } from './local.ts';
export {
  Interrupted,
  LockHeldError,
  lockHold,
  type LockOptions,
  lockRelease,
  lockStatus,
  type LockStatus,
} from './lock.ts';
export type { LocalOptions } from './local-server.ts';
export { pause, type PausedStart, type PauseOptions, resume } from './pause.ts';
export { shapeOf } from './plan-shape.ts';
export { plan, type Planned, type PlannedCost, type PlanOptions } from './plan.ts';
export { type BookmarkOptions, type BookmarkShown, resetBookmark, showBookmark } from './runs/bookmark.ts';
export type { FailureReport } from './runs/failures.ts';
export { type NamedRun, runs, type RunsOptions } from './runs/list-runs.ts';
export { showRun, showRunAsPage, type ShownRun, type ShowRunOptions } from './runs/show-run.ts';
export { saveText } from './save-text.ts';
export { logs, type LogsOptions, type NamedLine, type ReadLogs } from './runs/logs.ts';
export { type FollowOptions, type NamedSnapshot, run, type RunOptions, type RunOutcome } from './runs/run.ts';
export { retry, type RetryOptions } from './runs/retry.ts';
export { stop, type StopOptions } from './runs/stop.ts';
export type { Started, StartOptions } from './runs/start.ts';
export type { AwsCall, ConnectOptions, Session } from './session.ts';
export {
  type Freshness,
  freshness,
  type JobStatus,
  soughtRuns,
  type StartStatus,
  status,
  type Status,
} from './status.ts';
export { templateNames } from './templates.ts';
export { validate, validateAll, type Validated } from './validate.ts';
export type { Check } from './doctor/check.ts';
export { dev, type DevOptions } from './dev/dev.ts';
export { doctor, type DoctorOptions } from './doctor/doctor.ts';
