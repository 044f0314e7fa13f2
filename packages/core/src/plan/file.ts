import { UserError } from '../errors.ts';
import { canonical, type FieldValue } from '../resources/field.ts';
import { keyOf, type Kind, type Resource, type ResourceRef } from '../resources/resource.ts';
import { maskedResource, withoutSecrets } from '../resources/secrets.ts';
import { type Change, hasChanges, type Plan, subjectOf } from './plan.ts';

/** A plan as a file: a promise of what will be done, never an input. Values that look like secrets are masked. */
export interface PlanFile {
  readonly schemaVersion: 1;
  readonly kind: 'gluepipeline-plan';
  readonly toolVersion: string;
  readonly stack: string;
  readonly account: string;
  readonly region: string;
  readonly hasChanges: boolean;
  /** The number of the last deployment that the plan was made after; null where there was none. */
  readonly deployment: number | null;
  /** Hex, SHA-256 of the config file. */
  readonly configDigest: string;
  /** What the plan was made with: the deployment is made with the same. */
  readonly options: PlanFileOptions;
  readonly changes: readonly PlanFileChange[];
  readonly pauses: readonly string[];
  readonly blockers: Plan['blockers'];
  /** Hex, SHA-256 of all the rest, so that a change by hand or by accident is noticed. */
  readonly digest: string;
}

/** The flags that shape a plan. */
export interface PlanFileOptions {
  readonly allowReplace: boolean;
  /** What is taken over, as `job/load`. */
  readonly adopt: readonly string[];
  /** The words that select a part; absent where everything is planned. */
  readonly select?: readonly string[];
}

/** One change, with the resource as it is wanted. */
export interface PlanFileChange extends ResourceRef {
  readonly action: Change['action'];
  readonly kind: Kind;
  readonly label: string;
  readonly fields: readonly { readonly field: string; readonly before?: FieldValue; readonly after?: FieldValue }[];
  readonly losses: readonly string[];
  readonly resource?: Resource;
}

/** What a plan file says beside the plan. */
export type PlanFileFacts = Pick<PlanFile, 'toolVersion' | 'deployment' | 'configDigest' | 'options'>;

/** A plan as it is written to a file; `sha256` makes the digest of a text, in hex. */
export function planFile(plan: Plan, facts: PlanFileFacts, sha256: (text: string) => string): PlanFile {
  const body = {
    schemaVersion: 1,
    kind: 'gluepipeline-plan',
    toolVersion: facts.toolVersion,
    stack: plan.stack,
    account: plan.target.accountId,
    region: plan.target.region,
    hasChanges: hasChanges(plan),
    deployment: facts.deployment,
    configDigest: facts.configDigest,
    options: facts.options,
    changes: plan.changes.map(fileChange),
    pauses: plan.pauses.map(keyOf),
    blockers: plan.blockers,
  } as const;
  return { ...body, digest: sha256(canonical(body)) };
}

function fileChange(change: Change): PlanFileChange {
  const { kind, name, label } = subjectOf(change);
  const fields = change.action === 'update' || change.action === 'replace' ? change.fields : [];
  return {
    action: change.action,
    kind,
    name,
    label,
    fields: fields.map(({ field, before, after }) => ({
      field,
      ...(before === undefined ? {} : { before: withoutSecrets(field, before) }),
      ...(after === undefined ? {} : { after: withoutSecrets(field, after) }),
    })),
    losses: change.action === 'delete' || change.action === 'replace' ? change.losses : [],
    ...(change.action === 'delete' ? {} : { resource: maskedResource(change.resource) }),
  };
}

/** The text of a plan file, read and checked; one that is none, of a later version or changed is a UserError. */
export function readPlanFile(name: string, text: string, sha256: (text: string) => string): PlanFile {
  const file = parsed(text);
  if (file?.kind !== 'gluepipeline-plan') {
    throw new UserError('GP313', `${name} is no plan file`, 'make one with: gluepipeline plan --out plan.json');
  }
  if ((file.schemaVersion as number) !== 1) {
    throw new UserError(
      'GP313',
      `${name} was written by a later version of this tool`,
      'use that version, or plan again',
    );
  }
  const { digest, ...body } = file;
  if (sha256(canonical(body)) !== digest) {
    throw new UserError('GP313', `${name} was changed after it was made`, 'plan again: a plan file is never edited');
  }
  return file;
}

function parsed(text: string): PlanFile | undefined {
  try {
    return (JSON.parse(text) as PlanFile | null) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Throws where a saved plan is about another stack, account or Region than the one at hand. */
export function mustBeForHere(file: PlanFile, here: { stack: string; accountId: string; region: string }): void {
  const differing = [
    ['stack', file.stack, here.stack],
    ['account', file.account, here.accountId],
    ['Region', file.region, here.region],
  ].find(([, then, now]) => then !== now);
  if (differing != null) {
    const [what, then, now] = differing;
    throw new UserError(
      'GP314',
      `the plan was made for ${what ?? ''} ${then ?? ''}, and this is ${now ?? ''}`,
      'use the plan file of this one, or say the same environment, account and Region as then',
    );
  }
}

/** Why a plan of now is not the one that was saved, in words; nothing where it is the same. */
export function staleness(saved: PlanFile, now: PlanFile, last: string | undefined): string | undefined {
  const promised = ({ changes, pauses, blockers }: PlanFile) => canonical({ changes, pauses, blockers });
  if (promised(saved) === promised(now)) {
    return undefined;
  }
  if (saved.deployment !== now.deployment) {
    const before =
      saved.deployment == null ? 'before the first deployment' : `after deployment #${String(saved.deployment)}`;
    return `the plan was made ${before}, and the last one is ${last ?? 'none'}`;
  }
  if (saved.configDigest !== now.configDigest) {
    return 'the config was changed after the plan was made';
  }
  return `the plan would be another one now: ${differences(saved, now)}`;
}

/** The first few resources about which two plans disagree. */
function differences(saved: PlanFile, now: PlanFile): string {
  const texts = ({ changes }: PlanFile) => new Map(changes.map((each) => [keyOf(each), canonical(each)]));
  const [then, today] = [texts(saved), texts(now)];
  const labels = new Map([...saved.changes, ...now.changes].map((each) => [keyOf(each), `${each.kind} ${each.label}`]));
  const keys = [...labels.keys()].filter((key) => then.get(key) !== today.get(key));
  // A script that changed is one that goes and one that comes.
  const names = [...new Set(keys.map((key) => labels.get(key) ?? key))];
  const shown = names.slice(0, 3);
  return names.length === 0
    ? 'what stands still meanwhile, or what is in its way'
    : `${shown.join(', ')}${names.length > 3 ? ` and ${String(names.length - 3)} more` : ''} differ${names.length === 1 ? 's' : ''}`;
}
