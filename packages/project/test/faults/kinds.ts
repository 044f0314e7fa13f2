/** What a fault does to a request. */
export type Play =
  /** The answer comes late: seconds by the driven time, before anything is applied. */
  | { readonly how: 'latency'; readonly seconds: number }
  /** An answer of AWS in the words of the service at hand; nothing is applied. */
  | { readonly how: 'refuse'; readonly as: Refusal }
  /** The connection breaks, before or after the request is applied. */
  | { readonly how: 'reset'; readonly applied: boolean }
  /** It is applied, and half of the answer comes before the connection breaks. */
  | { readonly how: 'truncate' }
  /** No answer ever comes. */
  | { readonly how: 'hang'; readonly applied: boolean }
  /** It is applied, and the body of the answer comes in pieces: all of them, or only the first. */
  | { readonly how: 'slow body'; readonly ends: boolean };

export type Refusal = 'throttled' | 'server error' | 'HTML page' | 'clock skew' | 'expired token' | 'denied';

/** One kind of fault of the sweep. */
export interface Kind {
  readonly play: Play | undefined;
  /** True where every later request of that operation meets it too, until the run has ended. */
  readonly lasting?: boolean;
  /** True where a signal ends the run right after that call, and the index of tags lags ten minutes behind. */
  readonly lateTags?: boolean;
}

/** The kinds of fault that are tried at every call. */
export const kinds = {
  latency: { play: { how: 'latency', seconds: 25 } },
  throttled: { play: { how: 'refuse', as: 'throttled' } },
  'status 500': { play: { how: 'refuse', as: 'server error' } },
  'HTML page with status 503': { play: { how: 'refuse', as: 'HTML page' } },
  'reset before': { play: { how: 'reset', applied: false } },
  'reset after': { play: { how: 'reset', applied: true } },
  'truncated answer': { play: { how: 'truncate' } },
  'hang before': { play: { how: 'hang', applied: false } },
  'hang after': { play: { how: 'hang', applied: true } },
  'slow body': { play: { how: 'slow body', ends: true } },
  'body that stops': { play: { how: 'slow body', ends: false } },
  'clock skew': { play: { how: 'refuse', as: 'clock skew' } },
  'expired token': { play: { how: 'refuse', as: 'expired token' }, lasting: true },
  'permission taken away': { play: { how: 'refuse', as: 'denied' }, lasting: true },
  'status 500 for good': { play: { how: 'refuse', as: 'server error' }, lasting: true },
  'answers lost for good': { play: { how: 'reset', applied: true }, lasting: true },
  'late tags': { play: undefined, lateTags: true },
} as const satisfies Readonly<Record<string, Kind>>;

export type KindName = keyof typeof kinds;

/** An answer of AWS. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
  /** How far the clock of AWS is ahead, in milliseconds, as its Date header says. */
  readonly ahead?: number;
}

type Worded = readonly [code: string, message: string, status: number];

/** The codes of JSON services, of services that answer forms, and of S3 (AWS general reference, common errors; S3 error responses). */
const words: Readonly<Record<Exclude<Refusal, 'HTML page'>, { json: Worded; form: Worded; s3: Worded }>> = {
  throttled: {
    json: ['ThrottlingException', 'Rate exceeded', 400],
    form: ['Throttling', 'Rate exceeded', 400],
    s3: ['SlowDown', 'Please reduce your request rate.', 503],
  },
  'server error': {
    json: ['InternalServiceException', 'internal error', 500],
    form: ['InternalFailure', 'internal error', 500],
    s3: ['InternalError', 'We encountered an internal error. Please try again.', 500],
  },
  'clock skew': {
    json: ['InvalidSignatureException', 'Signature expired: it is now earlier than the time of the server', 400],
    form: ['SignatureDoesNotMatch', 'Signature expired: it is now earlier than the time of the server', 403],
    s3: ['RequestTimeTooSkewed', 'The difference between the request time and the current time is too large.', 403],
  },
  'expired token': {
    json: ['ExpiredTokenException', 'The security token included in the request is expired', 400],
    form: ['ExpiredToken', 'The security token included in the request is expired', 403],
    s3: ['ExpiredToken', 'The provided token has expired.', 400],
  },
  denied: {
    json: ['AccessDeniedException', 'User: arn:aws:iam::000000000000:user/a is not authorized to perform this', 400],
    form: ['AccessDenied', 'User: arn:aws:iam::000000000000:user/a is not authorized to perform this', 403],
    s3: ['AccessDenied', 'Access Denied', 403],
  },
};

/** A refusal as the service says it. */
export function refusal(as: Refusal, service: string): Answer {
  if (as === 'HTML page') {
    return { status: 503, type: 'text/html', body: '<html><body><h1>503 Service Unavailable</h1></body></html>' };
  }
  const protocol = service === 's3' ? 's3' : ['iam', 'sns', 'sts'].includes(service) ? 'form' : 'json';
  const [code, message, status] = words[as][protocol];
  const ahead = as === 'clock skew' ? 3_600_000 : 0;
  switch (protocol) {
    case 'json':
      return {
        status,
        type: 'application/x-amz-json-1.1',
        body: JSON.stringify({ __type: code, message }),
        ahead,
      };
    case 'form': {
      const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>`;
      return {
        status,
        type: 'text/xml',
        body: `<ErrorResponse>${error}<RequestId>r</RequestId></ErrorResponse>`,
        ahead,
      };
    }
    case 's3': {
      const body = `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;
      return { status, type: 'application/xml', body, ahead };
    }
  }
}
