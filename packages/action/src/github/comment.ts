import type { Event } from '../event.ts';
import { type GitHub, once } from './client.ts';
import { isMarked } from './marker.ts';

/** What becomes of the comments that are there. */
export type CommentMode = 'update' | 'new' | 'hide-and-new';

interface Comment {
  readonly id: number | bigint;
  readonly node_id: string;
  readonly body?: string | null;
  readonly user?: { readonly login?: string } | null;
}

/** Writes the comment on a pull request that has the marker in its first line, and gives its id. */
export async function writeComment(
  github: GitHub,
  event: Event & { readonly pullRequest: number },
  { mode, marker, body }: { readonly mode: CommentMode; readonly marker: string; readonly body: string },
): Promise<number | bigint> {
  const place = { owner: event.owner, repo: event.repository };
  const own = mode === 'new' ? [] : await ownComments(github, event, marker);
  const newest = own.at(-1);
  if (mode === 'update' && newest != null) {
    await github.request('PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}', {
      ...place,
      comment_id: newest.id,
      body,
      ...once,
    });
    return newest.id;
  }
  for (const { node_id: id } of own) {
    await github.graphql(hide, { id, ...once });
  }
  const { data } = await github.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
    ...place,
    issue_number: event.pullRequest,
    body,
    ...once,
  });
  return data.id;
}

const hide =
  'mutation ($id: ID!) { minimizeComment(input: { subjectId: $id, classifier: OUTDATED }) { clientMutationId } }';

/** All pages are read: a pull request of long life has more comments than one page, and ours may be on any. */
async function ownComments(
  github: GitHub,
  { owner, repository, pullRequest }: Event & { readonly pullRequest: number },
  marker: string,
): Promise<Comment[]> {
  const all: Comment[] = await github.paginate('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', {
    owner,
    repo: repository,
    issue_number: pullRequest,
    per_page: 100,
  });
  const marked = all.filter(({ body }) => isMarked(body, marker));
  if (marked.length === 0) {
    return [];
  }
  const login = await whoWeAre(github);
  return marked.filter(({ user }) => login == null || user?.login === login);
}

/** The name that we write under: somebody else may have copied a comment of ours with its marker. */
async function whoWeAre(github: GitHub): Promise<string | undefined> {
  try {
    const { viewer } = await github.graphql<{ viewer: { login: string } }>('query { viewer { login } }');
    return viewer.login;
  } catch {
    // Not every token may ask; the marker alone is a good sign.
    return undefined;
  }
}
