import { EventEmitter } from 'node:events';

import { describe, expect, it, jest } from '@jest/globals';

import { systemClock } from '@gluepipeline/aws';

/** What stands for the watcher of the file system. */
class Watcher extends EventEmitter {
  isClosed = false;

  close(): Promise<void> {
    this.isClosed = true;
    return Promise.resolve();
  }
}

let watcher = new Watcher();
jest.unstable_mockModule('chokidar', () => ({ watch: () => watcher }));
const { watchChanges } = await import('../src/dev/changes.ts');

/** Waits until somebody listens to the watcher. */
async function listenedTo(): Promise<void> {
  while (watcher.listenerCount('ready') === 0) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

const begin = () => watchChanges('/data/sales', systemClock, () => Promise.resolve('the same'));
const full = new Error('ENOSPC: System limit for number of file watchers reached');
const refusal = {
  code: 'GP619',
  message: `/data/sales cannot be watched: ${full.message}`,
  hint: expect.stringContaining('max_user_watches'),
};

describe('a folder that the system does not let us watch', () => {
  it('is told as such when the watch begins, and nothing goes on watching', async () => {
    watcher = new Watcher();
    const beginning = begin();
    await listenedTo();
    watcher.emit('error', full);
    await expect(beginning).rejects.toMatchObject(refusal);
    expect(watcher.isClosed).toBe(true);
  });

  it('is told as such to who waits for a save, and to who waits only later', async () => {
    watcher = new Watcher();
    const beginning = begin();
    await listenedTo();
    watcher.emit('ready');
    const changes = await beginning;
    const never = new Promise<void>(() => undefined);
    const waiting = changes.next(never);
    watcher.emit('error', full);
    await expect(waiting).rejects.toMatchObject(refusal);
    await expect(changes.next(never)).rejects.toMatchObject(refusal);
  });
});
