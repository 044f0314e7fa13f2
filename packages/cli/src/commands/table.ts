import type { Command } from '../command.ts';
import { addJobCommand } from './add-job.ts';
import { bookmarkCommand } from './bookmark.ts';
import { completionCommand } from './completion.ts';
import { costCommand } from './cost.ts';
import { deployCommand } from './deploy.ts';
import { destroyCommand } from './destroy.ts';
import { devCommand } from './dev.ts';
import { doctorCommand } from './doctor.ts';
import { explainCommand } from './explain.ts';
import { graphCommand } from './graph.ts';
import { gcCommand } from './gc.ts';
import { historyCommand } from './history.ts';
import { iamPolicyCommand } from './iam-policy.ts';
import { initCommand } from './init.ts';
import { listCommand } from './list.ts';
import { localCommand } from './local.ts';
import { lockCommand } from './lock.ts';
import { logsCommand } from './logs.ts';
import { pauseCommand, resumeCommand } from './pause.ts';
import { planCommand } from './plan.ts';
import { retryCommand } from './retry.ts';
import { rollbackCommand } from './rollback.ts';
import { runCommand } from './run.ts';
import { runsCommand } from './runs.ts';
import { schemaCommand } from './schema.ts';
import { stopCommand } from './stop.ts';
import { statusCommand } from './status.ts';
import { validateCommand } from './validate.ts';

/** Every command, in the order of help. */
export const commands: readonly Command[] = [
  initCommand,
  addJobCommand,
  listCommand,
  graphCommand,
  validateCommand,
  statusCommand,
  planCommand,
  deployCommand,
  destroyCommand,
  runCommand,
  runsCommand,
  logsCommand,
  retryCommand,
  stopCommand,
  pauseCommand,
  resumeCommand,
  bookmarkCommand,
  costCommand,
  historyCommand,
  rollbackCommand,
  lockCommand,
  gcCommand,
  devCommand,
  localCommand,
  doctorCommand,
  iamPolicyCommand,
  schemaCommand,
  explainCommand,
  completionCommand,
];
