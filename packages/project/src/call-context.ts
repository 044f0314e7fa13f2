import { AsyncLocalStorage } from 'node:async_hooks';

/** What an AWS call is made for. */
export interface CallContext {
  /** The deployment's own id, as its record has it. */
  readonly deployment?: string;
  /** `create job sales-dev-load`. */
  readonly step?: string;
}

const contexts = new AsyncLocalStorage<CallContext>();

/** Does some work; the calls that it makes are known to be for that, and for whatever is known already. */
export function during<T>(context: CallContext, work: () => T): T {
  return contexts.run({ ...contexts.getStore(), ...context }, work);
}

/** What the present call is for; nothing outside every deployment. */
export function callContext(): CallContext {
  return contexts.getStore() ?? {};
}
