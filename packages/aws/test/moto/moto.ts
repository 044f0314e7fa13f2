import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A moto server of this test alone. */
export interface Moto {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts moto on a free port of the loopback interface; it ends with `stop`, and with this process whatever happens. */
export async function startMoto(): Promise<Moto> {
  const python = process.env.GLUEPIPELINE_WIDER_PYTHON;
  if (python == null || python === '') {
    throw new Error(
      'set GLUEPIPELINE_WIDER_PYTHON to a python with moto: python3 -m venv /tmp/wider && ' +
        "/tmp/wider/bin/pip install 'moto[server]==5.2.5' && export GLUEPIPELINE_WIDER_PYTHON=/tmp/wider/bin/python",
    );
  }
  const child = spawn(python, ['-B', join(import.meta.dirname, 'server.py')], {
    stdio: ['pipe', 'pipe', 'pipe'],
    // moto asks no one for credentials, and is to find none.
    env: { PATH: process.env.PATH, AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null' },
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-10_000)));
  const ended = once(child, 'exit').then(() => {
    throw new Error(`moto ended: ${said}`);
  });
  const line = (async () => {
    let text = '';
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
      text += chunk.toString();
      if (text.includes('\n')) {
        break;
      }
    }
    return text.trim();
  })();
  const port = await Promise.race([line, ended]);
  const over = ended.catch(() => undefined);
  return {
    url: `http://127.0.0.1:${port}`,
    stop: async () => {
      child.stdin.end();
      await over;
    },
  };
}
