import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One comment as GitHub keeps it. */
export interface Comment {
  readonly id: number;
  readonly node_id: string;
  body: string;
  readonly user: { readonly login: string };
  hidden: boolean;
}

/** One issue as GitHub keeps it; a pull request is one, too. */
export interface Issue {
  readonly number: number;
  title: string;
  body: string;
  state: string;
  readonly pull_request?: object;
}

/** Stands for the REST and GraphQL API of GitHub as its documentation describes it, and refuses what GitHub refuses. */
export interface GitHub {
  readonly url: string;
  readonly comments: Comment[];
  readonly issues: Issue[];
  /** Method and path of each request, in their order. */
  readonly requests: string[];
  /** A token of a pull request from a fork may read alone. */
  readOnly: boolean;
  /** How many of the next requests are answered with 502. */
  failing: number;
  /** How many of the next requests that write are answered with 502, though what they wrote is there. */
  failingWrites: number;
  readonly add: (body: string, login?: string) => void;
  readonly stop: () => Promise<void>;
}

export const bot = 'github-actions[bot]';

export async function github(): Promise<GitHub> {
  const server: Server = createServer((request, response) => {
    void answer(state, request, response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const state: GitHub = {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    comments: [],
    issues: [],
    requests: [],
    readOnly: false,
    failing: 0,
    failingWrites: 0,
    add: (body, login = bot) => {
      const id = state.comments.length + 1;
      state.comments.push({ id, node_id: `IC_${String(id)}`, body, user: { login }, hidden: false });
    },
    stop: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => {
          done();
        });
      }),
  };
  return state;
}

async function answer(state: GitHub, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    chunks.push(chunk as Buffer);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  const url = new URL(request.url ?? '/', state.url);
  state.requests.push(`${request.method ?? ''} ${url.pathname}${url.search}`);
  const send = (status: number, value: unknown, headers: Record<string, string> = {}) => {
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
    response.end(JSON.stringify(value));
  };
  const { authorization = '', accept = '', 'user-agent': agent = '' } = request.headers;
  if (!/^(token|bearer) ghs_test$/.test(authorization)) {
    send(401, { message: 'Bad credentials' });
  } else if (!agent.startsWith('gluepipeline-action/')) {
    send(403, { message: 'Request forbidden by administrative rules. Please make sure your request has a User-Agent' });
  } else if (!accept.includes('application/vnd.github')) {
    send(415, { message: 'Unsupported Accept' });
  } else if (state.failing > 0) {
    state.failing -= 1;
    send(502, { message: 'Server Error' });
  } else {
    const isLost = request.method !== 'GET' && state.failingWrites > 0;
    state.failingWrites -= isLost ? 1 : 0;
    const lost: Send = () => send(502, { message: 'Server Error' });
    route(state, request.method ?? '', url, text === '' ? {} : (JSON.parse(text) as Body), isLost ? lost : send);
  }
}

interface Body {
  readonly body?: string;
  readonly title?: string;
  readonly state?: string;
  readonly query?: string;
  readonly variables?: { readonly id?: string };
}

type Send = (status: number, value: unknown, headers?: Record<string, string>) => void;

function route(state: GitHub, method: string, url: URL, body: Body, send: Send): void {
  const path = url.pathname.replace(/^\/api\/v3/, '').replace(/^\/api\/graphql/, '/graphql');
  if (path === '/graphql') {
    graphql(state, body, send);
    return;
  }
  const [, rest = ''] = /^\/repos\/acme\/sales(\/.*)$/.exec(path) ?? [];
  if (rest === '') {
    send(404, { message: 'Not Found' });
  } else if (method !== 'GET' && state.readOnly) {
    send(403, { message: 'Resource not accessible by integration' });
  } else if ((body.body ?? '').length > 65_536) {
    send(422, { message: 'Validation Failed: body is too long (maximum is 65536 characters)' });
  } else if (method === 'GET' && rest === '/issues/7/comments') {
    page(url, state.comments, send);
  } else if (method === 'GET' && rest === '/issues') {
    page(
      url,
      state.issues.filter((issue) => issue.state === url.searchParams.get('state')),
      send,
    );
  } else if (method === 'POST' && rest === '/issues/7/comments') {
    state.add(body.body ?? '');
    send(201, state.comments.at(-1));
  } else if (method === 'POST' && rest === '/issues') {
    const number = 100 + state.issues.length;
    state.issues.push({ number, title: body.title ?? '', body: body.body ?? '', state: 'open' });
    send(201, state.issues.at(-1));
  } else {
    change(state, method, rest, body, send);
  }
}

function change(state: GitHub, method: string, rest: string, body: Body, send: Send): void {
  const [, kind, id] = /^\/issues\/(comments\/)?(\d+)$/.exec(rest) ?? [];
  const comment = kind == null ? undefined : state.comments.find((each) => each.id === Number(id));
  const issue = kind == null ? state.issues.find((each) => each.number === Number(id)) : undefined;
  if (method !== 'PATCH' || (comment ?? issue) == null) {
    send(404, { message: 'Not Found' });
    return;
  }
  if (comment != null) {
    comment.body = body.body ?? comment.body;
  }
  if (issue != null) {
    Object.assign(issue, body);
  }
  send(200, comment ?? issue);
}

function graphql(state: GitHub, { query = '', variables }: Body, send: Send): void {
  if (query.includes('viewer')) {
    send(200, { data: { viewer: { login: bot } } });
    return;
  }
  const comment = state.comments.find(({ node_id: id }) => id === variables?.id);
  if (comment == null || state.readOnly) {
    send(200, { errors: [{ message: 'Could not resolve to a node' }] });
    return;
  }
  comment.hidden = true;
  send(200, { data: { minimizeComment: { clientMutationId: null } } });
}

/** As GitHub pages: 30 unless asked otherwise, 100 at most, and the way to the next page in Link. */
function page(url: URL, all: readonly unknown[], send: Send): void {
  const size = Math.min(100, Number(url.searchParams.get('per_page') ?? 30));
  const number = Number(url.searchParams.get('page') ?? 1);
  const next = new URL(url);
  next.searchParams.set('page', String(number + 1));
  const headers = number * size < all.length ? { link: `<${next.href}>; rel="next"` } : undefined;
  send(200, all.slice((number - 1) * size, number * size), headers);
}
