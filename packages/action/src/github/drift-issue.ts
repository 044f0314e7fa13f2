import type { Event } from '../event.ts';
import { type GitHub, once } from './client.ts';
import { isMarked } from './marker.ts';

/** What an issue about drift says. */
export interface DriftIssue {
  readonly marker: string;
  readonly title: string;
  readonly body: string;
}

/** Opens an issue, or writes the one that is open anew, and gives its number: one issue as long as the drift lasts. */
export async function openIssue(github: GitHub, event: Event, { marker, title, body }: DriftIssue): Promise<number> {
  const place = { owner: event.owner, repo: event.repository };
  const open = await openIssueOf(github, event, marker);
  if (open != null) {
    await github.request('PATCH /repos/{owner}/{repo}/issues/{issue_number}', {
      ...place,
      issue_number: open,
      title,
      body,
      ...once,
    });
    return open;
  }
  const { data } = await github.request('POST /repos/{owner}/{repo}/issues', { ...place, title, body, ...once });
  return data.number;
}

/** Closes the issue where one is open: the drift is gone. Gives its number, or nothing. */
export async function closeIssue(github: GitHub, event: Event, marker: string): Promise<number | undefined> {
  const open = await openIssueOf(github, event, marker);
  if (open != null) {
    await github.request('PATCH /repos/{owner}/{repo}/issues/{issue_number}', {
      owner: event.owner,
      repo: event.repository,
      issue_number: open,
      state: 'closed',
      state_reason: 'completed',
      ...once,
    });
  }
  return open;
}

async function openIssueOf(github: GitHub, { owner, repository }: Event, marker: string): Promise<number | undefined> {
  const open = await github.paginate('GET /repos/{owner}/{repo}/issues', {
    owner,
    repo: repository,
    state: 'open',
    per_page: 100,
  });
  // GitHub lists pull requests among the issues.
  return open.find((each) => each.pull_request == null && isMarked(each.body, marker))?.number;
}
