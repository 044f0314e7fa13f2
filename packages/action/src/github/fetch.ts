type Fetch = typeof globalThis.fetch;

/** GitHub answers within seconds; a step must not wait for ever for a comment. */
const patience = 30_000;

/** Node's fetch, through the proxy of the environment where there is one: by itself it takes no notice of that. */
export async function fetchFor(env: Readonly<Record<string, string | undefined>>): Promise<Fetch> {
  const said = (name: string) => env[name.toLowerCase()] ?? env[name];
  const [httpProxy, httpsProxy, noProxy] = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'].map(said);
  if ((httpProxy ?? '') === '' && (httpsProxy ?? '') === '') {
    return (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(patience) });
  }
  const { proxiedFetch } = await import('./through-proxy.ts');
  const through = proxiedFetch({
    httpProxy: httpProxy ?? '',
    httpsProxy: httpsProxy ?? '',
    noProxy: noProxy ?? '',
  });
  return (url, init) => through(url, { ...init, signal: AbortSignal.timeout(patience) });
}
