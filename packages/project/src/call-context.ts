import { AsyncLocalStorage } from 'node:async_hooks';

import { type Platform, stepName } from '@gluepipeline/core';

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

/** The same platform, whose changing calls are known to be of their steps. */
export function namingSteps(platform: Platform): Platform {
  const step = (
    action: Parameters<typeof stepName>[0]['action'],
    resource: Parameters<typeof stepName>[0]['resource'],
  ) => ({
    step: stepName({ action, resource }),
  });
  return {
    read: (request) => platform.read(request),
    create: (resource, stack) => during(step('create', resource), () => platform.create(resource, stack)),
    update: (resource, live, fields, stack) =>
      during(step('update', resource), () => platform.update(resource, live, fields, stack)),
    adopt: (resource, stack) => during(step('adopt', resource), () => platform.adopt(resource, stack)),
    delete: (resource, stack) => during(step('delete', resource), () => platform.delete(resource, stack)),
    setActive: (ref, active, stack) =>
      during(step(active ? 'activate' : 'deactivate', ref), () => platform.setActive(ref, active, stack)),
    digestsInJobs: () => platform.digestsInJobs(),
  };
}
