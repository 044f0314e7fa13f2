import type { Finding, Rule } from '../rule.ts';
import { sparkExample } from './support/example.ts';
import { entries, findArgument } from './support/entries.ts';

/** Bookmarks where they do not work: Python shell has none (Glue developer guide, add-job-python), runs at once upset them (LBHackney-IT/Data-Platform#1529). */
export const idleBookmark: Rule = {
  code: 'GP238',
  severity: 'warn',
  title: 'a bookmark that cannot work',
  explanation:
    'Job bookmarks are for Spark jobs, and count one run after the other: with `max_concurrent_runs` above 1 runs fail on the version of the bookmark, or read data twice.',
  bad: sparkExample('"max_concurrent_runs": 3, "arguments": { "--job-bookmark-option": "job-bookmark-enable" }'),
  good: sparkExample('"arguments": { "--job-bookmark-option": "job-bookmark-enable" }'),
  keys: ['jobs.arguments.--job-bookmark-option'],
  check: (input) =>
    entries(input).flatMap((entry): Finding[] => {
      const { job } = entry;
      const bookmark = findArgument(entry, '--job-bookmark-option');
      if (bookmark?.value !== 'job-bookmark-enable') {
        return [];
      }
      if (job.kind === 'pythonshell') {
        const message = `job "${job.name}" is a pythonshell job, which has no bookmarks`;
        return [{ path: bookmark.path, message, hint: 'remove the argument' }];
      }
      return job.maxConcurrentRuns > 1
        ? [
            {
              path: bookmark.path,
              message: `job "${job.name}" has a bookmark and ${job.maxConcurrentRuns} concurrent runs`,
              hint: 'set max_concurrent_runs to 1, or switch the bookmark off',
            },
          ]
        : [];
    }),
};
