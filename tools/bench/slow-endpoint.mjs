import { spawn } from 'node:child_process';
import { Agent, createServer, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';

/** The embedded endpoint in a process of its own, with what a client needs in its environment; `stop` ends it. */
export async function startEndpoint(node, bin, { cwd, env }) {
  const child = spawn(node, [bin, 'local', 'start', '--json'], { cwd, env, stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  for await (const text of child.stdout.setEncoding('utf8')) {
    said += text;
    if (said.endsWith('\n')) {
      break;
    }
  }
  const { environment } = JSON.parse(said);
  return { environment, stop: () => child.kill('SIGTERM') };
}

/** What Glue says to whoever asks too often. */
const throttled = JSON.stringify({ __type: 'ThrottlingException', message: 'Rate exceeded' });

/**
 * A server in front of an endpoint that answers like something far away: no answer before `latency` milliseconds, and,
 * where `perSecond` is given, no more Glue calls than that, with as many at once before the first is refused. It counts,
 * and keeps when each call was there (`calls`, by `performance.now()`).
 */
export async function far(endpoint, { latency, perSecond }) {
  const { hostname: host, port } = new URL(endpoint);
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const seen = { requests: 0, glue: 0, refused: 0, creates: 0, calls: [] };
  let tokens = perSecond ?? 0;
  let filled = performance.now();
  const mayPass = () => {
    const now = performance.now();
    tokens = Math.min(perSecond, tokens + ((now - filled) / 1000) * perSecond);
    filled = now;
    const may = tokens >= 1;
    tokens -= may ? 1 : 0;
    return may;
  };
  const server = createServer(async (incoming, outgoing) => {
    const begun = performance.now();
    const target = String(incoming.headers['x-amz-target'] ?? '');
    const isGlue = target.startsWith('AWSGlue.');
    seen.requests += 1;
    seen.glue += isGlue ? 1 : 0;
    const body = await buffer(incoming);
    const rest = () => wait(Math.max(0, latency - (performance.now() - begun)));
    if (isGlue && perSecond != null && !mayPass()) {
      seen.refused += 1;
      await rest();
      outgoing.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' }).end(throttled);
      return;
    }
    seen.creates += target === 'AWSGlue.CreateJob' ? 1 : 0;
    const { 'transfer-encoding': _, expect: __, ...headers } = incoming.headers;
    const answer = await new Promise((done, fail) => {
      request(
        {
          host,
          port,
          agent,
          method: incoming.method,
          path: incoming.url,
          headers: { ...headers, host: `${host}:${port}`, 'content-length': body.length },
        },
        done,
      )
        .on('error', fail)
        .end(body);
    });
    const content = await buffer(answer);
    await rest();
    const { connection: ___, 'transfer-encoding': ____, ...passed } = answer.headers;
    outgoing.writeHead(answer.statusCode, passed).end(content);
    seen.calls.push({ target: target || incoming.method, begun, ended: performance.now() });
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    seen,
    close: () => {
      agent.destroy();
      server.closeAllConnections();
      server.close();
    },
  };
}
