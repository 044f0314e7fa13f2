import { serve } from '@gluepipeline/local';

import { strike } from './mutating.ts';
import type { Moment } from './orders.ts';

// node endpoint.mjs folder call moment: an endpoint that is killed at that mutating call.

const [, , folder, at, moment] = process.argv;
const { fault, onRequest } = strike(Number(at), moment as Moment, () => process.kill(process.pid, 'SIGKILL'));
await serve({ folder, fault, onRequest, engine: undefined });
process.stdout.write('{"ready":true}\n');
// It goes with whoever started it, however that ends.
process.stdin.on('end', () => process.exit()).resume();
