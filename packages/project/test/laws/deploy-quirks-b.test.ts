import { describe, it } from '@jest/globals';
import { type Quirk, quirks } from '@gluepipeline/local';

import { deployLaw } from './deploy-law.ts';

const all = Object.keys(quirks) as Quirk[];
const half = Math.ceil(all.length / 2);

/** Two files, so that two cores share the work. */
describe('a deployment, whatever the config, second half of the assumed behaviours', () => {
  it.each(all.slice(half))('leaves nothing to plan with %s', (quirk) => deployLaw([quirk], false), 60 * 60_000);
});
