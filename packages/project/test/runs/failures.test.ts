import { describe, expect, it } from '@jest/globals';

import { neverStarted } from '../../src/runs/failures.ts';

describe('neverStarted', () => {
  it('says where to look for a trigger that is off', () => {
    expect(neverStarted('b')).toMatchObject({ job: 'b', state: 'ERROR', hint: 'see gluepipeline plan, and deploy' });
  });
});
