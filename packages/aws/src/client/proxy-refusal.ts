/** The code of a ProxyRefusal: by name, for bundled copies of a class are not the same class. */
export const proxyRefused = 'ERR_PROXY_REFUSED';

/** A proxy that did not open a tunnel. AWS has seen nothing of the request. */
export class ProxyRefusal extends Error {
  readonly code = proxyRefused;
  /** Of a busy proxy, or one that could not get through itself, the SDK may try again. */
  readonly $retryable: object | undefined;

  constructor(status: number) {
    super(
      status === 407
        ? 'the proxy asks for a user and a password (status 407)'
        : `the proxy refused to connect (status ${String(status)})`,
    );
    this.name = 'ProxyRefusal';
    this.$retryable = status >= 500 ? {} : undefined;
  }
}
