import { basename } from 'node:path';

import { type Clock, messageOf, UserError } from '@gluepipeline/core';

/** What was saved since it was last asked for. */
export interface Changes {
  /** True where something was saved that nobody has taken yet. */
  readonly pending: boolean;
  /** Settles when something was saved; also when `end` settles first. A UserError where the folder can be watched no more. */
  next(end: Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** Editors write a file in several steps, and "save all" writes several files. */
const debounce = 150;

/** What no pipeline is made of, and what is too much to watch. */
const unwatched = new Set(['node_modules', '__pycache__', 'venv']);

/**
 * Watches a folder. `fingerprint` says what counts: a save after which it is the same is none, such as the output of a
 * job or a file that was written as it was. Names that begin with a dot are not watched. A UserError where
 * the system does not let it watch.
 */
export async function watchChanges(folder: string, clock: Clock, fingerprint: () => Promise<string>): Promise<Changes> {
  const { watch } = await import('chokidar');
  let known = await fingerprint();
  let pending = false;
  let looking: Promise<void> | undefined;
  let events = 0;
  let wake: () => void = () => undefined;
  const look = async () => {
    for (let seen = -1; seen !== events;) {
      seen = events;
      await clock.sleep(debounce);
      const now = await fingerprint();
      if (now !== known) {
        known = now;
        pending = true;
        wake();
      }
    }
    looking = undefined;
  };
  const watcher = watch(folder, {
    ignoreInitial: true,
    ignored: (path) => path !== folder && (basename(path).startsWith('.') || unwatched.has(basename(path))),
  });
  watcher.on('all', () => {
    events += 1;
    looking ??= look();
  });
  const failing = new Promise<never>((_, reject) => watcher.on('error', (error) => reject(unwatchable(folder, error))));
  // It may come while nobody waits.
  failing.catch(() => undefined);
  try {
    await Promise.race([failing, new Promise<void>((resolve) => watcher.once('ready', () => resolve()))]);
  } catch (error) {
    await watcher.close();
    throw error;
  }
  return {
    get pending() {
      return pending;
    },
    async next(end) {
      if (!pending) {
        await Promise.race([failing, end, new Promise<void>((resolve) => (wake = resolve))]);
      }
      pending = false;
    },
    async close() {
      await watcher.close();
      await looking;
    },
  };
}

function unwatchable(folder: string, error: unknown): UserError {
  return new UserError(
    'GP619',
    `${folder} cannot be watched: ${messageOf(error)}`,
    'on Linux raise the sysctl fs.inotify.max_user_watches; see that its folders can be read, and keep large ones of data elsewhere',
  );
}
