import { type LocalServer, serve } from '@gluepipeline/local';

/** An AWS account that nobody pays for, known by its address and keys alone. */
export interface Aws {
  readonly server: LocalServer;
  readonly env: Readonly<Record<string, string>>;
  /** From now on AWS refuses this operation on what a pipeline deploys; nothing for none. */
  readonly fail: (pipeline: string, operation: string | undefined) => void;
  /** Calls Glue, as somebody else does who works in the console. */
  readonly glue: (operation: string, input: object) => Promise<unknown>;
}

export const account = '123456789012';

export async function aws(): Promise<Aws> {
  const failing = new Map<string, string>();
  const refuses = (operation: string, input: object) =>
    [...failing].some(([pipeline, each]) => each === operation && JSON.stringify(input).includes(`"${pipeline}-`));
  const server = await serve({
    accountId: account,
    region: 'eu-west-1',
    delays: { tagIndex: 0 },
    fault: ({ operation, input = {} }) =>
      refuses(operation, input) ? { code: 'InvalidInputException', message: 'no', status: 400 } : undefined,
  });
  const env = {
    AWS_ENDPOINT_URL: server.url,
    AWS_ACCESS_KEY_ID: server.accessKeyId,
    AWS_SECRET_ACCESS_KEY: server.secretAccessKey,
    AWS_REGION: 'eu-west-1',
  };
  // The SDK asks the process itself.
  Object.assign(process.env, env);
  return {
    server,
    env,
    fail: (pipeline, operation) => {
      if (operation == null) {
        failing.delete(pipeline);
      } else {
        failing.set(pipeline, operation);
      }
    },
    glue: async (operation, input) => {
      const response = await fetch(server.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-amz-json-1.1',
          'x-amz-target': `AWSGlue.${operation}`,
          authorization: `AWS4-HMAC-SHA256 Credential=${server.accessKeyId}/20260101/eu-west-1/glue/aws4_request, SignedHeaders=host, Signature=0`,
        },
        body: JSON.stringify(input),
      });
      if (response.status !== 200) {
        throw new Error(await response.text());
      }
      return response.json();
    },
  };
}

/** A pipeline of python jobs, each after the one before; `scripts` are what they do. */
export function chain(scripts: Readonly<Record<string, string>>, more: object = {}): Record<string, string> {
  const names = Object.keys(scripts);
  const jobs = names.map((name, at) => ({
    name,
    script: `${name}.py`,
    type: 'pythonshell',
    ...(at === 0 ? {} : { depends_on: [names[at - 1]] }),
  }));
  return {
    'config.json': JSON.stringify({ pipeline_name: 'sales', role: 'GlueRole', jobs, ...more }, null, 2),
    ...Object.fromEntries(names.map((name) => [`${name}.py`, scripts[name] ?? ''])),
  };
}
