import { type Platform, stepName } from '@gluepipeline/core';

import { during } from './call-context.ts';

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
