import { describe, it } from '@jest/globals';
import { type Quirk, quirks } from '@gluepipeline/local';

import { deployLaw } from './deploy-law.ts';

const minutes = 60_000;

describe('a deployment, whatever the config', () => {
  it('leaves nothing to plan, and destroying it leaves nothing at all', () => deployLaw([], true), 60 * minutes);

  it(
    'leaves nothing to plan with every assumed behaviour of AWS switched on at once',
    () => deployLaw(Object.keys(quirks) as Quirk[], true),
    60 * minutes,
  );
});
