import { writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

import { main } from './main.ts';

// The version of the AWS SDK that is pinned here supports this Node: its warning about later ones tells a user nothing.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

void main({
  env: process.env,
  stdout: write,
  onSignal: (handler) => {
    process.on('SIGINT', handler);
    process.on('SIGTERM', handler);
    return () => {
      process.off('SIGINT', handler);
      process.off('SIGTERM', handler);
    };
  },
  now: () => Date.now(),
  node: process.execPath,
  folder: dirname(fileURLToPath(import.meta.url)),
}).then((exitCode) => {
  process.exitCode = exitCode;
});

/** All of it, at once: what is written last must be there when the process ends. */
function write(text: string): void {
  let left = Buffer.from(text);
  while (left.length > 0) {
    try {
      left = left.subarray(writeSync(1, left));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') {
        throw error;
      }
    }
  }
}
