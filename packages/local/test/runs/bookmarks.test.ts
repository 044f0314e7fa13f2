import { describe, expect, it } from '@jest/globals';

import { startLocal } from './local.ts';
import { makeJob, runToEnd } from './pipeline.ts';

const bookmarked = { DefaultArguments: { '--job-bookmark-option': 'job-bookmark-enable' } };

describe('the bookmark of a job that was deleted', () => {
  it('is forgotten with its resets: a job made anew by that name begins at version 0', async () => {
    const local = await startLocal({}, { delays: { transition: 0, deletion: 0 } });
    const bookmark = async () => (await local.glue.getJobBookmark({ JobName: 'load' })).JobBookmarkEntry;
    try {
      await makeJob(local, 'load', '', bookmarked);
      await runToEnd(local, 'load');
      await local.glue.resetJobBookmark({ JobName: 'load' });
      await runToEnd(local, 'load');
      expect(await bookmark()).toMatchObject({ Version: 1, Run: 1 });
      await local.glue.deleteJob({ JobName: 'load' });
      await makeJob(local, 'load', '', bookmarked);
      await runToEnd(local, 'load');
      expect(await bookmark()).toMatchObject({ Version: 0, Run: 1 });
    } finally {
      await local.stop();
    }
  });
});
