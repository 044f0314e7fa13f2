import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createHttp, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { type AddressInfo, connect as connectTo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterAll, afterEach, beforeEach } from '@jest/globals';

/** One request as the stand-in saw it. */
export interface Seen {
  readonly host: string;
  readonly path: string;
  /** The AWS operation, as the protocol at hand names it. */
  readonly operation: string;
  readonly body: string;
  /** The access key that signed it; "" where nobody signed. */
  readonly key: string;
}

/** What the stand-in answers: a status with a body. */
export interface Answer {
  readonly status?: number;
  readonly body: string;
}

/** A server in the place of AWS, with what it has seen. */
export interface StandIn {
  readonly url: string;
  readonly port: number;
  readonly seen: Seen[];
}

const servers: Server[] = [];
const sockets = new Set<Socket>();
const folders: string[] = [];

afterEach(async () => {
  for (const socket of sockets) {
    socket.destroy();
  }
  sockets.clear();
  await Promise.all(
    servers.splice(0).map((server) => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    }),
  );
});

afterAll(() => {
  for (const folder of folders) {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** A folder for one test. */
export function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'gluepipeline-sign-in-'));
  folders.push(made);
  return made;
}

const ourNames = /^(AWS_(?!SDK_JS).*|HOME|(https?|no|all)_proxy)$/i;
let saved: NodeJS.ProcessEnv = {};

beforeEach(() => {
  saved = { ...process.env };
  for (const name of Object.keys(process.env).filter((each) => ourNames.test(each))) {
    Reflect.deleteProperty(process.env, name);
  }
});

afterEach(() => {
  for (const name of Object.keys(process.env)) {
    Reflect.deleteProperty(process.env, name);
  }
  Object.assign(process.env, saved);
});

/** The only settings of AWS that count in a test: a home folder with these files, and these variables. */
export function settings(env: Readonly<Record<string, string>>, files: Readonly<Record<string, string>> = {}): string {
  const home = folder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), text);
  }
  Object.assign(process.env, {
    HOME: home,
    AWS_CONFIG_FILE: join(home, '.aws/config'),
    AWS_SHARED_CREDENTIALS_FILE: join(home, '.aws/credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
    ...env,
  });
  return home;
}

/** Keys as a user exports them. */
export const keys = { AWS_ACCESS_KEY_ID: 'KEYOFENV', AWS_SECRET_ACCESS_KEY: 'secret-of-env', AWS_REGION: 'us-east-1' };

/** A server that answers every AWS service in plain HTTP. */
export async function standIn(answer: (seen: Seen) => Answer | undefined = () => undefined): Promise<StandIn> {
  const seen: Seen[] = [];
  const server = createHttp(answering(seen, answer));
  const port = await listen(server);
  return { url: `http://127.0.0.1:${String(port)}`, port, seen };
}

/** The same under names of AWS, with a certificate that only `ca` vouches for. */
export async function secureStandIn(
  answer: (seen: Seen) => Answer | undefined = () => undefined,
): Promise<StandIn & { readonly ca: string }> {
  const { key, cert, ca } = certificate();
  const seen: Seen[] = [];
  const server = createHttps({ key, cert }, answering(seen, answer));
  const port = await listen(server);
  return { url: `https://localhost:${String(port)}`, port, seen, ca };
}

/** A proxy, with the targets it was asked for. */
export interface ProxyStandIn {
  readonly address: string;
  readonly port: number;
  /** `CONNECT host:port` or `GET http://…`, in order. */
  readonly targets: string[];
  /** The Proxy-Authorization headers that came, decoded. */
  readonly users: string[];
}

/** A proxy that leads every tunnel to one port of this machine, or refuses with a status. */
export async function proxyTo(port: number, refusal?: number): Promise<ProxyStandIn> {
  const targets: string[] = [];
  const users: string[] = [];
  const note = (request: IncomingMessage) => {
    targets.push(`${request.method ?? ''} ${request.url ?? ''}`);
    const authorization = request.headers['proxy-authorization'];
    if (authorization != null) {
      users.push(Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString());
    }
  };
  const server = createHttp((request, response) => {
    note(request);
    response.writeHead(refusal ?? 501, { 'content-type': 'text/html' }).end('<html>proxy</html>');
  });
  server.on('connect', (request, socket: Socket) => {
    note(request);
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    if (refusal != null) {
      socket.end(`HTTP/1.1 ${String(refusal)} No\r\nContent-Type: text/html\r\n\r\n<html>no</html>`);
      return;
    }
    const onwards = connectTo(port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onwards.pipe(socket).pipe(onwards);
    });
    sockets.add(onwards);
    onwards.on('error', () => socket.destroy());
  });
  const own = await listen(server);
  return { address: `127.0.0.1:${String(own)}`, port: own, targets, users };
}

async function listen(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

function answering(seen: Seen[], answer: (seen: Seen) => Answer | undefined): RequestListener {
  return (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const path = request.url ?? '';
      const target = String(request.headers['x-amz-target'] ?? '')
        .split('.')
        .at(-1);
      const each: Seen = {
        host: String(request.headers.host),
        path,
        operation: /Action=(\w+)/.exec(body)?.[1] ?? (target === '' ? path.split('?')[0] : target) ?? '',
        body,
        key: /Credential=([^/]+)/.exec(request.headers.authorization ?? '')?.[1] ?? '',
      };
      seen.push(each);
      const { status = 200, body: text } = answer(each) ?? usual(each);
      const type = text.startsWith('<') ? 'text/xml' : 'application/x-amz-json-1.1';
      response.writeHead(status, { 'content-type': type }).end(text);
    });
  };
}

/** What AWS would say to anybody. */
function usual({ operation }: Seen): Answer {
  switch (operation) {
    case 'GetCallerIdentity':
      return sts(operation, '<Account>111122223333</Account><Arn>arn:aws:iam::111122223333:user/a</Arn>');
    case 'AssumeRole':
    case 'AssumeRoleWithWebIdentity':
      return sts(
        operation,
        `<Credentials><AccessKeyId>KEYOFROLE</AccessKeyId><SecretAccessKey>secret-of-role</SecretAccessKey>
        <SessionToken>token-of-role</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>
        <AssumedRoleUser><AssumedRoleId>A:b</AssumedRoleId><Arn>arn:aws:sts::1:assumed-role/r/s</Arn></AssumedRoleUser>`,
      );
    default:
      return { body: '{}' };
  }
}

/** An answer in the words of STS. */
export function sts(operation: string, result: string): Answer {
  const name = 'https://sts.amazonaws.com/doc/2011-06-15/';
  return {
    body: `<${operation}Response xmlns="${name}"><${operation}Result>${result}</${operation}Result></${operation}Response>`,
  };
}

/** A refusal in the words of STS. */
export function stsRefusal(code: string, message: string, status = 403): Answer {
  return {
    status,
    body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
  };
}

let made: { readonly key: string; readonly cert: string; readonly ca: string } | undefined;

/** A key and a certificate for names of AWS, made for this run; `ca` is the file that vouches for it. */
function certificate() {
  if (made == null) {
    const place = folder();
    const names = [
      '*.us-east-1.amazonaws.com',
      '*.s3.us-east-1.amazonaws.com',
      '*.s3-fips.us-east-1.amazonaws.com',
      '*.s3.dualstack.us-east-1.amazonaws.com',
      '*.sso.us-east-1.amazonaws.com',
      '*.us-east-1.api.aws',
      'localhost',
    ];
    const alternatives = names.map((name) => `DNS:${name}`).join(',');
    const [key, cert] = [join(place, 'key.pem'), join(place, 'cert.pem')];
    execFileSync(
      'openssl',
      ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=Test CA', '-addext']
        .concat(`subjectAltName=${alternatives}`)
        .concat('-keyout', key, '-out', cert),
      { stdio: 'ignore' },
    );
    made = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8'), ca: cert };
  }
  return made;
}
