import type { Option } from '../command.ts';

/** The flag of every command that takes the lock. */
export const lockTimeout: Readonly<Record<string, Option>> = {
  'lock-timeout': {
    type: 'string',
    duration: true,
    describe: 'How long to wait while somebody else deploys, such as 10m; otherwise not at all',
  },
};
