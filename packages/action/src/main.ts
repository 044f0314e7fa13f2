import { issueText } from '@gluepipeline/core';

import { annotate } from './annotations.ts';
import type { Command } from './commands/command.ts';
import { type Context, contextOf } from './context.ts';
import { eventOf } from './event.ts';
import { type Failure, failureOf } from './failure.ts';
import { inputsOf } from './inputs.ts';
import type { Io } from './io.ts';
import type { Report } from './report/report.ts';
import { type Runner, runnerOf } from './runner.ts';
import { version } from './version.ts';

/** Each command by its name, loaded when it is asked for. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  setup: async () => (await import('./commands/setup.ts')).setupCommand,
  validate: async () => (await import('./commands/validate.ts')).validateCommand,
  plan: async () => (await import('./commands/plan.ts')).planCommand,
  deploy: async () => (await import('./commands/carry-out.ts')).deployCommand,
  run: async () => (await import('./commands/run.ts')).runCommand,
  status: async () => (await import('./commands/status.ts')).statusCommand,
  drift: async () => (await import('./commands/drift.ts')).driftCommand,
  rollback: async () => (await import('./commands/carry-out.ts')).rollbackCommand,
  destroy: async () => (await import('./commands/carry-out.ts')).destroyCommand,
};

/** Runs one step and returns its exit code; never throws, never touches the process. */
export async function main(io: Io): Promise<number> {
  const runner = runnerOf(io);
  const inputs = inputsOf(io.env);
  inputs.lines('mask').forEach(runner.mask);
  try {
    if (inputs.flag('mask-account-id')) {
      runner.maskAccounts();
    }
    const name = inputs.choice('command');
    const command = await commands[name]?.();
    const context = contextOf(io, inputs, runner, eventOf(io.env));
    return command == null ? 1 : await step(command, context);
  } catch (error) {
    return trouble(error, runner);
  }
}

async function step(command: Command, context: Context): Promise<number> {
  const { inputs } = context;
  // What is wrong with these is said before anything is done, not after a deployment.
  ['comment', 'issue'].forEach((name) => inputs.choice(name as 'comment' | 'issue'));
  ['summary', 'annotations', 'detailed-exitcode'].forEach((name) => inputs.flag(name as 'summary'));
  const report = await reported(command, context);
  const { publish } = await import('./publish.ts');
  await publish(report, context);
  switch (report.outcome) {
    case 'failed':
      return 1;
    case 'changes':
      return inputs.flag('detailed-exitcode') ? 2 : 0;
    case 'done':
      return 0;
  }
}

async function reported(command: Command, context: Context): Promise<Report> {
  try {
    return await command.run(context);
  } catch (error) {
    const failure = failureOf(error, command.otherwise);
    if (failure == null) {
      throw error;
    }
    tell(failure, context);
    const { failureReport, failureTitle } = await import('./report/failure-report.ts');
    const { environment } = context.target.overrides;
    return {
      ...failureReport(failureTitle(command.title, context), failure),
      environment,
      isComment: command.isComment,
    };
  }
}

/** Complaints about the config stand at their lines, and all of them in the log. */
function tell({ code, message, hint, issues }: Failure, { inputs, runner, folder, workspace }: Context): void {
  const text = [message, ...(hint == null ? [] : [`hint: ${hint}`])].join('\n');
  issues.forEach((issue) => runner.say(`${issueText(issue)}\n`));
  if (issues.length > 0 && inputs.flag('annotations')) {
    annotate(runner, issues, folder, workspace);
    runner.say(text);
  } else {
    runner.error(text, code);
  }
}

/** Wrong inputs, and bugs of ours. */
function trouble(error: unknown, runner: Runner): number {
  const failure = failureOf(error, undefined);
  if (failure == null) {
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    runner.say(stack);
    runner.error(`this is a bug of the gluepipeline action ${version}: please report it with the lines above`);
    return 1;
  }
  runner.error([failure.message, ...(failure.hint == null ? [] : [failure.hint])].join('\n'));
  runner.output('failure-reason', failure.reason ?? '');
  return 1;
}
