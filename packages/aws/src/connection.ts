import type { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import type { S3Client } from '@aws-sdk/client-s3';
import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { IAMClient } from '@aws-sdk/client-iam';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { STSClient, STSClientConfig } from '@aws-sdk/client-sts';
import type { Clock } from '@gluepipeline/core';

import { Contact } from './client/contact.ts';
import { credentialsFor, type SignIn } from './client/credentials.ts';
import { aroundCall, aroundRequest, guardCall, guardRequest, type GuardSettings } from './client/guard.ts';
import type { AwsCall, CallInfo } from './client/observe.ts';
import { type RegionSources, resolveRegion } from './client/region.ts';
import type * as EventBridgeSdk from './client/sdk-eventbridge.ts';
import type * as IamSdk from './client/sdk-iam.ts';
import type * as LogsSdk from './client/sdk-logs.ts';
import { checkEndpoints, type Env } from './client/surroundings.ts';
import type * as S3Sdk from './client/sdk-s3.ts';
import type * as SnsSdk from './client/sdk-sns.ts';
import type * as StsSdk from './client/sdk-sts.ts';
import type * as TaggingSdk from './client/sdk-tagging.ts';
import { systemClock } from './client/system-clock.ts';
import { Transport } from './client/transport.ts';

/** Where to connect, and as whom; what is left out is found as AWS's own tools find it. */
export interface ConnectionOptions extends RegionSources, SignIn {
  /** One endpoint for all services, such as the embedded one; stronger than AWS_ENDPOINT_URL and its kin. */
  readonly endpointUrl?: string | undefined;
  /**
   * True for an endpoint on this machine that has nothing to do with AWS: no proxy, no CA bundle, no FIPS and no
   * dual-stack host, whatever the settings of AWS say. @default false
   */
  readonly standalone?: boolean | undefined;
  /** Told to AWS as who calls, such as `gluepipeline/0.1.0`. */
  readonly userAgent?: string | undefined;
  /** Told of every call when it has ended. */
  readonly onCall?: ((call: AwsCall) => void) | undefined;
  /**
   * Asked before each request of a call that changes something, its repetitions included; what it throws ends the call,
   * and nothing is sent.
   */
  readonly gate?: ((call: CallInfo) => void) | undefined;
  /** Requests for one call at most, the first included. @default 10 */
  readonly maxAttempts?: number | undefined;
  /** What to do when the endpoint does not answer, for whoever knows it better than the network does. */
  readonly unreachableHint?: string | undefined;
  /** @default the time of this machine */
  readonly clock?: Clock | undefined;
}

const nothing = () => undefined;

/**
 * The SDK's own silence costs milliseconds: it takes out of every answer what must not be logged, for a logger that
 * drops it. Without `info` it does not (AWS SDK for JavaScript, loggerMiddleware).
 */
const silent = { trace: nothing, debug: nothing, warn: nothing, error: nothing } as unknown as NonNullable<
  STSClientConfig['logger']
>;

/** A client whose SDK was loaded with it. */
export type Loaded<Client, Sdk> = Sdk & { readonly client: Client };

/** S3's client and the part of its SDK that is used. */
export type S3 = Loaded<S3Client, typeof S3Sdk>;

/** EventBridge's client and the part of its SDK that is used. */
export type EventBridge = Loaded<EventBridgeClient, typeof EventBridgeSdk>;

/** SNS's client and the part of its SDK that is used. */
export type Sns = Loaded<SNSClient, typeof SnsSdk>;

/** IAM's client and the part of its SDK that is used. */
export type Iam = Loaded<IAMClient, typeof IamSdk>;

/** The client of CloudWatch Logs and the part of its SDK that is used. */
export type Logs = Loaded<CloudWatchLogsClient, typeof LogsSdk>;

type Sts = Loaded<STSClient, typeof StsSdk>;
type Tagging = Loaded<ResourceGroupsTaggingAPIClient, typeof TaggingSdk>;

/**
 * The clients of one run: one for each service, made when first asked for, and shared by all. Every call through them
 * is observed, repeated where that helps, and fails with an AwsCallError.
 */
export class Connection {
  readonly clock: Clock;
  readonly #options: ConnectionOptions;
  readonly #settings: GuardSettings;
  readonly #transport: Transport;
  readonly #clients: { destroy(): void }[] = [];
  readonly #shared = new Map<string, unknown>();
  #region: Promise<string> | undefined;
  #s3: Promise<S3> | undefined;
  #sts: Promise<Sts> | undefined;
  #tagging: Promise<Tagging> | undefined;
  #eventbridge: Promise<EventBridge> | undefined;
  #sns: Promise<Sns> | undefined;
  #iam: Promise<Iam> | undefined;
  #logs: Promise<Logs> | undefined;

  /** An endpoint that is no URL is a UserError. */
  constructor(options: ConnectionOptions = {}) {
    this.#options = options;
    this.clock = options.clock ?? systemClock;
    const { profile = this.#env.AWS_PROFILE, onCall, standalone = false } = options;
    checkEndpoints(options.endpointUrl, standalone ? {} : this.#env);
    this.#transport = new Transport({ env: this.#env, profile: options.profile, standalone, clock: this.clock });
    this.#settings = {
      clock: this.clock,
      signIn: {
        profile: profile === '' ? undefined : profile,
        mayUseProxy: this.#transport.mayUseProxy,
        unreachableHint: options.unreachableHint,
      },
      onCall,
      contact: new Contact(),
      gate: options.gate,
    };
  }

  /** The region that everything happens in. */
  region(): Promise<string> {
    return (this.#region ??= resolveRegion(this.#options));
  }

  /** The client of a service whose SDK is with the caller: made once, with the sign-in of all. */
  shared<Client extends { destroy(): void }>(
    service: string,
    make: (config: ReturnType<Connection['sameSignIn']>, settings: GuardSettings) => Client,
  ): Client {
    const known = this.#shared.get(service);
    if (known != null) {
      return known as Client;
    }
    const client = make(this.sameSignIn(), this.#settings);
    this.#shared.set(service, client);
    this.#clients.push(client);
    return client;
  }

  s3(): Promise<S3> {
    return (this.#s3 ??= this.#makeS3());
  }

  sts(): Promise<Sts> {
    return (this.#sts ??= this.#makeSts());
  }

  tagging(): Promise<Tagging> {
    return (this.#tagging ??= this.#makeTagging());
  }

  eventbridge(): Promise<EventBridge> {
    return (this.#eventbridge ??= this.#makeEventBridge());
  }

  sns(): Promise<Sns> {
    return (this.#sns ??= this.#makeSns());
  }

  iam(): Promise<Iam> {
    return (this.#iam ??= this.#makeIam());
  }

  logs(): Promise<Logs> {
    return (this.#logs ??= this.#makeLogs());
  }

  /** Closes what is open; the connection is not used afterwards. */
  close(): void {
    for (const client of this.#clients) {
      client.destroy();
    }
    this.#transport.destroy();
  }

  async #makeS3(): Promise<S3> {
    const sdk = await import('./client/sdk-s3.ts');
    const client = new sdk.S3Client({ ...this.sameSignIn(), followRegionRedirects: true });
    const { config } = client;
    // An endpoint of one's own rarely answers to a host name for each bucket.
    config.forcePathStyle = config.isCustomEndpoint === true || (await config.serviceConfiguredEndpoint?.()) != null;
    client.middlewareStack.add(guardCall(this.#settings, 's3'), aroundCall);
    client.middlewareStack.add(guardRequest(this.#settings, 's3'), aroundRequest);
    this.#clients.push(client);
    return { ...sdk, client };
  }

  async #makeSts() {
    const sdk = await import('./client/sdk-sts.ts');
    const credentials = credentialsFor(this.#options, {
      env: this.#env,
      region: () => this.region(),
      transport: this.#transport,
    });
    const client = new sdk.STSClient({ ...this.#config(), ...(credentials == null ? {} : { credentials }) });
    client.middlewareStack.add(guardCall(this.#settings, 'sts'), aroundCall);
    client.middlewareStack.add(guardRequest(this.#settings, 'sts'), aroundRequest);
    this.#clients.push(client);
    return { ...sdk, client };
  }

  async #makeTagging() {
    const sdk = await import('./client/sdk-tagging.ts');
    const client = new sdk.ResourceGroupsTaggingAPIClient(this.sameSignIn());
    client.middlewareStack.add(guardCall(this.#settings, 'tagging'), aroundCall);
    client.middlewareStack.add(guardRequest(this.#settings, 'tagging'), aroundRequest);
    this.#clients.push(client);
    return { ...sdk, client };
  }

  async #makeEventBridge() {
    const sdk = await import('./client/sdk-eventbridge.ts');
    const client = new sdk.EventBridgeClient(this.sameSignIn());
    client.middlewareStack.add(guardCall(this.#settings, 'events'), aroundCall);
    client.middlewareStack.add(guardRequest(this.#settings, 'events'), aroundRequest);
    this.#clients.push(client);
    return { ...sdk, client };
  }

  async #makeSns() {
    const sdk = await import('./client/sdk-sns.ts');
    const client = new sdk.SNSClient(this.sameSignIn());
    client.middlewareStack.add(guardCall(this.#settings, 'sns'), aroundCall);
    client.middlewareStack.add(guardRequest(this.#settings, 'sns'), aroundRequest);
    this.#clients.push(client);
    return { ...sdk, client };
  }

  async #makeIam() {
    const sdk = await import('./client/sdk-iam.ts');
    const client = new sdk.IAMClient(this.sameSignIn());
    client.middlewareStack.add(guardCall(this.#settings, 'iam'), aroundCall);
    client.middlewareStack.add(guardRequest(this.#settings, 'iam'), aroundRequest);
    this.#clients.push(client);
    return { ...sdk, client };
  }

  async #makeLogs() {
    const sdk = await import('./client/sdk-logs.ts');
    return {
      ...sdk,
      client: this.shared('logs', (config, settings) => {
        const client = new sdk.CloudWatchLogsClient(config);
        client.middlewareStack.add(guardCall(settings, 'logs'), aroundCall);
        client.middlewareStack.add(guardRequest(settings, 'logs'), aroundRequest);
        return client;
      }),
    };
  }

  /** Adaptive retries with ten tries lose nothing when AWS throttles (docs/aws-facts.md#throttling). */
  #config() {
    const { profile, endpointUrl, standalone, userAgent, maxAttempts } = this.#options;
    return {
      region: () => this.region(),
      retryMode: 'adaptive',
      maxAttempts: maxAttempts ?? 10,
      requestHandler: this.#transport,
      logger: silent,
      ...(standalone === true ? { useFipsEndpoint: false, useDualstackEndpoint: false } : {}),
      ...(profile == null ? {} : { profile }),
      ...(endpointUrl == null ? {} : { endpoint: endpointUrl }),
      ...(userAgent == null ? {} : { customUserAgent: userAgent }),
    };
  }

  /**
   * What a client is made with. One sign-in serves all: nobody is asked twice for a code, and no provider runs twice. It
   * is that of STS, which is asked before any other service, so that no other client is loaded for the first request.
   */
  sameSignIn() {
    return { ...this.#config(), credentials: async () => (await this.sts()).client.config.credentials() };
  }

  get #env(): Env {
    return this.#options.env ?? process.env;
  }
}
