import type { Clock } from '@gluepipeline/core';

import { asAwsCallError } from './classify.ts';
import { afterMore, isAwsCallError } from './errors.ts';
import type { HowSignedIn } from './hints.ts';
import { type AwsCall, type CallInfo, changesSomething, targetOf } from './observe.ts';
import { isPassing, retry } from './retry.ts';
import { askingLast } from './sending.ts';
import { mayHaveArrived, startsRuns, withoutKnowledge } from './start-once.ts';
import { type Contact, isUnreachable } from './contact.ts';

/** What every call of one connection has in common. */
export interface GuardSettings {
  readonly clock: Clock;
  readonly signIn: HowSignedIn;
  readonly onCall: ((call: AwsCall) => void) | undefined;
  readonly contact: Contact;
  /**
   * Asked before each request of a call that changes something, and again when its bytes are about to be written; what it
   * throws ends the call, and nothing is sent.
   */
  readonly gate: ((call: CallInfo) => void) | undefined;
}

/** A step of the SDK's middleware, as far as it is looked at. */
type Step<Args, Result> = (args: Args) => Promise<Result>;
type Middleware<Args, Result> = (
  next: Step<Args, Result>,
  context: { readonly commandName?: string },
) => Step<Args, Result>;

/** What the SDK gives back from a call, as far as it is looked at. */
interface Answer {
  readonly output: { readonly $metadata?: { readonly attempts?: number; readonly requestId?: string } };
}

/** Where the two parts of the guard stand in the SDK's middleware: around a whole call, and around each request of it. */
export const aroundCall = { step: 'initialize', priority: 'high', name: 'gluepipelineCall' } as const;
export const aroundRequest = { step: 'finalizeRequest', priority: 'low', name: 'gluepipelineRequest' } as const;

/** Guards a call: repeats what fails in passing, tells the observer, and turns what is thrown into an AwsCallError. */
export function guardCall<Args extends { input: object }, Result extends object>(
  settings: GuardSettings,
  service: string,
): Middleware<Args, Result> {
  return (next, context) => (args) =>
    observed(settings, infoOf(service, context.commandName, args.input), () => next(args));
}

/** Guards each request of a call: what the SDK must not repeat leaves here as an error that its retries let pass. */
export function guardRequest<Args extends { input: object; request: unknown }, Result extends object>(
  settings: GuardSettings,
  service: string,
): Middleware<Args, Result> {
  return (next, context) => async (args) => {
    const { contact, clock, signIn } = settings;
    const ask = askingOf(settings, infoOf(service, context.commandName, args.input));
    ask?.();
    try {
      const result = await (ask == null ? next(args) : askingLast(ask, () => next(args)));
      contact.made();
      return result;
    } catch (error) {
      const call = infoOf(service, context.commandName, args.input);
      const known = asAwsCallError(error, call, signIn);
      if (isAwsCallError(known) && known.status != null) {
        contact.made();
      }
      if (isUnreachable(error)) {
        throw contact.isHopeless(clock.now()) ? known : error;
      }
      throw startsRuns(call) && mayHaveArrived(known) ? withoutKnowledge(known) : error;
    }
  };
}

/** The gate's question about a call that changes something. */
function askingOf({ gate }: GuardSettings, call: CallInfo): (() => void) | undefined {
  return gate != null && changesSomething(call)
    ? () => {
        gate(call);
      }
    : undefined;
}

async function observed<T extends object>(settings: GuardSettings, call: CallInfo, send: () => Promise<T>): Promise<T> {
  const begun = settings.clock.now();
  let failed = 0;
  const tell = (attempts: number, requestId: string | undefined, error: string | undefined) =>
    settings.onCall?.({
      ...call,
      attempts: failed + attempts,
      milliseconds: settings.clock.now() - begun,
      requestId,
      error,
    });
  const once = async () => {
    try {
      return await send();
    } catch (error) {
      throw asAwsCallError(error, call, settings.signIn);
    }
  };
  const again = (error: unknown) => !startsRuns(call) && isPassing(error);
  try {
    const answer = await retry(settings.clock, once, again, (attempts) => (failed += attempts));
    const metadata = (answer as T & Answer).output.$metadata;
    tell(metadata?.attempts ?? 1, metadata?.requestId, undefined);
    return answer;
  } catch (error) {
    const facts = isAwsCallError(error) ? error : undefined;
    tell(facts?.attempts ?? 1, facts?.requestId, facts == null ? 'Error' : (facts.awsCode ?? facts.kind));
    throw facts == null ? error : afterMore(facts, failed);
  }
}

function infoOf(service: string, commandName: string | undefined, input: object): CallInfo {
  return { service, operation: (commandName ?? '').replace(/Command$/, ''), target: targetOf(input) };
}
