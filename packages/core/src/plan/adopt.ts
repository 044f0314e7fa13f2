import { keyOf, type Kind, type Live, ownerOf, type Resource } from '../resources/resource.ts';
import type { Blocker, PlanInput } from './plan.ts';

/** The kinds that can be taken over. */
export const adoptable: readonly Kind[] = ['job', 'crawler', 'workflow', 'trigger'];

/** True where a live resource is nobody's and was named to be taken over. */
export function isAdopted({ adopt = [] }: Pick<PlanInput, 'adopt'>, resource: Resource, live: Live): boolean {
  return ownerOf(live) == null && adoptable.includes(resource.kind) && adopt.some((name) => isNamed(name, resource));
}

/** A name that nothing wanted has, or whose resource is not there: somebody mistook something. */
export function vainAdoptions(
  { adopt = [] }: Pick<PlanInput, 'adopt'>,
  wanted: readonly Resource[],
  live: ReadonlyMap<string, Live>,
): Blocker[] {
  return adopt.flatMap((name): Blocker[] => {
    const resource = wanted.find((each) => adoptable.includes(each.kind) && isNamed(name, each));
    if (resource == null) {
      return [
        vain(`the config has no ${name} to take over`, `write ${adoptable.join('/…, ')}/… with a name of the config`),
      ];
    }
    return live.has(keyOf(resource))
      ? []
      : [
          vain(
            `${resource.kind} "${resource.name}" does not exist, so nothing can be taken over`,
            'deploy without --adopt makes it',
          ),
        ];
  });
}

/** What would have to be deleted is not taken over: it is still somebody else's. */
export function unadoptable({ kind, name }: Resource): Blocker {
  return vain(
    `${kind} "${name}" cannot be taken over as it is: it would have to be deleted and made anew`,
    `make the config say what the ${kind} is now, or give ours another name with resource_name`,
  );
}

function vain(message: string, hint: string): Blocker {
  return { code: 'GP318', message, hint };
}

/** True where a resource is meant by a name as `--adopt` takes it. */
export function isNamed(name: string, { kind, label, name: resourceName }: Resource): boolean {
  return name === `${kind}/${label}` || name === `${kind}/${resourceName}`;
}
