import { describe, expect, it } from '@jest/globals';

import { overlay } from '../../src/config/overlay.ts';

describe('overlay', () => {
  it('lets the command line overrule the file, and the file the default', () => {
    const config = { pipeline_name: 'sales', role: 'FileRole', environment: 'test' };
    expect(overlay(config, {})).toEqual(config);
    expect(overlay(config, { environment: 'prod', role: 'FlagRole' })).toEqual({
      pipeline_name: 'sales',
      role: 'FlagRole',
      environment: 'prod',
    });
    expect(overlay({ pipeline_name: 'sales' }, {})).toEqual({ pipeline_name: 'sales', environment: 'dev' });
  });
});
