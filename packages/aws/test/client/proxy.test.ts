import { describe, expect, it } from '@jest/globals';

import { namesProxy, proxyFor } from '../../src/client/proxy.ts';

const glue = { protocol: 'https:', hostname: 'glue.eu-west-1.amazonaws.com' };

describe('proxyFor', () => {
  it.each<[string, Record<string, string>, string | undefined]>([
    ['nothing where nothing is set', {}, undefined],
    ['HTTPS_PROXY', { HTTPS_PROXY: 'http://proxy:3128' }, 'http://proxy:3128/'],
    ['https_proxy before HTTPS_PROXY', { HTTPS_PROXY: 'http://upper', https_proxy: 'http://lower' }, 'http://lower/'],
    ['nothing where https_proxy is empty', { HTTPS_PROXY: 'http://upper', https_proxy: '' }, undefined],
    ['nothing of HTTP_PROXY, which is for http alone', { HTTP_PROXY: 'http://proxy' }, undefined],
    ['an address without a scheme', { HTTPS_PROXY: 'proxy:3128' }, 'http://proxy:3128/'],
    ['a proxy that itself speaks TLS', { HTTPS_PROXY: 'https://proxy' }, 'https://proxy/'],
    ['the address without its password', { HTTPS_PROXY: 'http://ana:secret@proxy:3128' }, 'http://proxy:3128/'],
  ])('takes %s', (_, env, url) => {
    expect(proxyFor(env, glue)?.url.href).toBe(url);
    expect(namesProxy(env)).toBe(url != null || env.HTTP_PROXY != null);
  });

  it.each([
    ['amazonaws.com', true],
    ['.amazonaws.com', true],
    ['*.amazonaws.com', true],
    ['localhost, .AMAZONAWS.com', true],
    ['glue.eu-west-1.amazonaws.com', true],
    ['glue.eu-west-1.amazonaws.com:443', false],
    ['naws.com', false],
    ['s3.amazonaws.com', false],
    ['*', true],
    ['', false],
  ])('goes around the proxy for NO_PROXY=%s: %s', (list, around) => {
    const env = { HTTPS_PROXY: 'http://proxy' };
    expect(proxyFor({ ...env, NO_PROXY: list }, glue) == null).toBe(around);
    expect(proxyFor({ ...env, NO_PROXY: 'nothing', no_proxy: list }, glue) == null).toBe(around);
  });

  it('knows a port in NO_PROXY', () => {
    const env = { HTTP_PROXY: 'http://proxy', NO_PROXY: 'emulator:4566' };
    expect(proxyFor(env, { protocol: 'http:', hostname: 'emulator', port: 4566 })).toBeUndefined();
    expect(proxyFor(env, { protocol: 'http:', hostname: 'emulator', port: 80 })).toBeDefined();
  });

  it.each(['localhost', '127.0.0.1', '[::1]', '::1'])('goes straight to %s', (hostname) => {
    expect(proxyFor({ HTTPS_PROXY: 'http://proxy' }, { protocol: 'https:', hostname })).toBeUndefined();
  });
});
