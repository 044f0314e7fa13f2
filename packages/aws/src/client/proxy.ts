import { UserError } from '@gluepipeline/core';

import type { Env } from './surroundings.ts';

/** Where a request goes, as far as that decides about a proxy. */
export interface Destination {
  /** `https:` or `http:` */
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number | undefined;
}

/** A proxy of the environment. Its user and password stand apart from its address, so that neither is ever shown. */
export interface Proxy {
  /** The variable that named it, for messages. */
  readonly variable: string;
  /** Address and port alone. */
  readonly url: URL;
  /** The value of Proxy-Authorization, where the variable held a user. */
  readonly authorization: string | undefined;
}

/** The schemes that have a proxy variable of their own. */
const schemes = ['https', 'http'] as const;

/** True where the environment names any proxy: whoever names none need not look further. */
export function namesProxy(env: Env): boolean {
  return schemes.some((scheme) => variableOf(env, scheme) != null);
}

/**
 * The proxy for a destination, as the AWS CLI and boto3 read the environment: HTTPS_PROXY for https, HTTP_PROXY for
 * http, lower case before upper, and NO_PROXY as a list of domains that go with everything below them (CPython,
 * Lib/urllib/request.py, proxy_bypass_environment). This machine itself is never reached through a proxy.
 * A variable that cannot be used is a UserError that does not show it.
 */
export function proxyFor(env: Env, destination: Destination): Proxy | undefined {
  const scheme = destination.protocol.replace(/:$/, '');
  const variable = variableOf(env, scheme);
  if (variable == null || isLoopback(destination.hostname) || isExcepted(env, destination)) {
    return undefined;
  }
  return parseProxy(variable, env[variable] ?? '');
}

/** Of two spellings the lower one counts, also when it is empty: that switches the proxy off. */
function variableOf(env: Env, scheme: string): string | undefined {
  const lower = `${scheme}_proxy`;
  const name = env[lower] == null ? lower.toUpperCase() : lower;
  return env[name] == null || env[name].trim() === '' ? undefined : name;
}

function isLoopback(hostname: string): boolean {
  return /^(localhost|.*\.localhost|127(\.\d+){3}|\[?::1\]?)$/i.test(hostname);
}

function isExcepted(env: Env, { hostname, port }: Destination): boolean {
  const list = (env.no_proxy ?? env.NO_PROXY ?? '').trim().toLowerCase();
  if (list === '*') {
    return true;
  }
  const host = hostname.toLowerCase();
  const spellings = port == null ? [host] : [host, `${host}:${String(port)}`];
  return list
    .split(/[\s,]+/)
    .map((name) => name.replace(/^\*?\.+/, ''))
    .some((name) => name !== '' && spellings.some((spelling) => spelling === name || spelling.endsWith(`.${name}`)));
}

function parseProxy(variable: string, value: string): Proxy {
  const text = value.trim();
  const spelled = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text.replace(/^\/\//, '')}`;
  try {
    const url = new URL(spelled);
    // More than an address means that a character of the password was taken for its end.
    const isAddress = url.hostname !== '' && url.pathname === '/' && url.search === '' && url.hash === '';
    if (/^https?:$/.test(url.protocol) && isAddress) {
      const user = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
      const authorization = user === ':' ? undefined : `Basic ${Buffer.from(user).toString('base64')}`;
      return { variable, url: new URL(`${url.protocol}//${url.host}`), authorization };
    }
  } catch {
    // What the URL parser says holds the whole value, and so the password.
  }
  throw new UserError(
    'GP407',
    `${variable} is not the address of a proxy`,
    'write it as http://host:port or http://user:password@host:port; in user and password write @ as %40, : as %3A, / as %2F, # as %23',
  );
}
