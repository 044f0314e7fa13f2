import { counted, type Garbage, UserError } from '@gluepipeline/core';

import type { Command, Context } from '../command.ts';
import { durationOf } from '../duration-flag.ts';
import { lineOf } from './line.ts';
import { lockTimeout } from './lock-timeout.ts';
import { planOptions } from './plan.ts';
import { interruptedOutcome, stopOnSignal } from './stop-signal.ts';
import { tellLock } from './tell.ts';

/** Deletes what nobody needs any more in the bucket. */
export const gcCommand: Command = {
  name: 'gc',
  summary: 'Delete old uploads and records from the artifact bucket that nothing refers to any more',
  examples: [
    ['gc -e prod --dry-run', 'only show what would be deleted'],
    ['gc -e prod --keep 50 --older-than 90d --yes', 'without asking'],
  ],
  options: {
    keep: {
      type: 'number',
      range: [1, 1_000_000],
      default: 20,
      describe: 'So many of the newest deployments can be gone back to, whatever their age',
    },
    'older-than': { type: 'string', duration: true, default: '30d', describe: 'What is younger stays' },
    'dry-run': { type: 'boolean', default: false, describe: 'Delete nothing' },
    ...lockTimeout,
  },
  handler: async (args, context) => {
    const { gc } = await import('@gluepipeline/project');
    const stop = stopOnSignal(context);
    try {
      const { stack, outcome, records, uploads } = await gc({
        ...planOptions(context),
        keep: typeof args.keep === 'number' ? args.keep : 20,
        olderThan: durationOf(args, 'olderThan') ?? 0,
        dryRun: args.dryRun === true,
        lockTimeout: durationOf(args, 'lockTimeout') ?? 0,
        signal: stop,
        commandLine: (...words) => lineOf(context, ...words),
        onLock: (event) => tellLock(event, context),
        confirm: (garbage) => agree(garbage, context, stop.came),
      });
      const keys = [...uploads, ...records].map(({ key }) => key);
      return {
        exitCode: outcome === 'declined' ? 8 : 0,
        json: { stack, outcome, uploads, records },
        text: () => {
          switch (outcome) {
            case 'nothing':
              return `Nothing to delete: everything of ${stack} is in use, or young.`;
            case 'declined':
              return 'Declined: nothing was changed.';
            case 'dry-run':
              return [...keys, '', `Would delete ${sumText({ records, uploads })}`].join('\n');
            case 'deleted':
              return `Deleted ${sumText({ records, uploads })}`;
          }
        },
      };
    } catch (error) {
      const interrupted = interruptedOutcome(error, stop);
      if (interrupted != null) {
        return interrupted;
      }
      throw error;
    } finally {
      stop.end();
    }
  },
};

async function agree(garbage: Garbage, context: Context, cancelled: Promise<void>): Promise<boolean> {
  if (context.global.yes) {
    return true;
  }
  if (!context.io.stdinIsTty || !context.io.stderrIsTty) {
    throw new UserError(
      'GP310',
      `this deletes ${sumText(garbage)}, and nobody can be asked here`,
      `look with --dry-run, then say: ${lineOf(context, 'gc', '--yes')}`,
    );
  }
  const { confirm } = await import('../render/confirm.ts');
  return confirm(context.io, `Delete ${sumText(garbage)}?`, cancelled);
}

/** `3 uploads (12 kB), 5 records`. */
function sumText({ uploads, records }: Garbage): string {
  const bytes = uploads.reduce((sum, { size }) => sum + size, 0);
  const size = bytes < 1_000_000 ? `${String(Math.ceil(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
  return [
    uploads.length === 0 ? '' : `${counted(uploads.length, 'upload')} (${size})`,
    counted(records.length, 'record'),
  ]
    .filter((text) => text !== '')
    .join(', ');
}
