import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { performance } from 'node:perf_hooks';

/** The value in the middle. */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Runs each of `samples` after a run of `bare`, all in turn, `times` times: what disturbs this machine disturbs both.
 * A sample gives milliseconds; the first round warms up and does not count.
 */
export async function alternate(bare, samples, times) {
  const seen = samples.map(() => ({ bare: [], own: [] }));
  for (let round = 0; round <= times; round++) {
    for (const [index, sample] of samples.entries()) {
      const floor = await bare();
      const own = await sample();
      if (round > 0) {
        seen[index].bare.push(floor);
        seen[index].own.push(own);
      }
    }
  }
  return seen.map(({ bare: floors, own }) => ({ milliseconds: median(own), ratio: median(own) / median(floors) }));
}

/** One run from start to end, with pipes as under CI; an exit code that is not expected ends the bench. */
export function timed(node, words, { cwd, env, exitCode = 0 }) {
  const begun = performance.now();
  const { status, stderr, stdout } = spawnSync(node, words, { cwd, env, encoding: 'utf8', maxBuffer: 1e9 });
  const milliseconds = performance.now() - begun;
  if (status !== exitCode) {
    throw new Error(`${words.join(' ')} ended with ${status}, not ${exitCode}:\n${stderr}`);
  }
  return { milliseconds, stdout, stderr };
}

/** What the server says to a request: that these credentials are none, so that the command ends by itself. */
const refusal =
  '<ErrorResponse><Error><Code>InvalidClientTokenId</Code><Message>bench</Message></Error></ErrorResponse>';

/**
 * Milliseconds from the start of a process to the first byte that it sends to the server of its --endpoint-url. The
 * process is refused and ends by itself: killed, it would never keep what Node compiled, as every run of a user does.
 */
export function untilFirstByte(node, words, { cwd, env }) {
  return new Promise((done, fail) => {
    let child;
    let begun = 0;
    let milliseconds;
    const server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => {
        milliseconds ??= performance.now() - begun;
        const head = `HTTP/1.1 403 Forbidden\r\nContent-Type: text/xml\r\nContent-Length: ${refusal.length}`;
        socket.end(`${head}\r\nConnection: close\r\n\r\n${refusal}`);
      });
    });
    server.listen(0, '127.0.0.1', () => {
      const url = `http://127.0.0.1:${server.address().port}`;
      begun = performance.now();
      child = spawn(node, [...words, '--endpoint-url', url], {
        cwd,
        env: { ...env, AWS_ACCESS_KEY_ID: 'bench', AWS_SECRET_ACCESS_KEY: 'bench' },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      let said = '';
      child.stderr.setEncoding('utf8').on('data', (text) => (said += text));
      child.on('exit', (code) => {
        server.close();
        if (milliseconds == null) {
          fail(new Error(`${words.join(' ')} ended with ${code} and asked nothing:\n${said}`));
        } else {
          done(milliseconds);
        }
      });
    });
  });
}
