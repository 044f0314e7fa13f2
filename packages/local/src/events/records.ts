import { AwsError } from '../errors.ts';
import type { Context } from '../glue/handler.ts';
import type { Tags } from '../glue/records.ts';
import type { JsonObject } from '../json.ts';
import type { Collection, Store } from '../store/store.ts';

/** EventBridge's Target as it was put. */
export type Target = JsonObject & { readonly Id: string; readonly Arn: string };

/** A rule with its targets. */
export interface RuleRecord {
  readonly name: string;
  readonly bus: string;
  readonly pattern: string | undefined;
  readonly schedule: string | undefined;
  readonly state: string;
  readonly description: string | undefined;
  readonly role: string | undefined;
  readonly targets: readonly Target[];
  readonly tags: Tags;
}

/** A bus that somebody has made; the default one is always there. */
export interface BusRecord {
  readonly name: string;
  readonly description: string | undefined;
  readonly tags: Tags;
}

/** The rules of a store by what follows `rule/` in their ARN. */
export const rulesOf = (store: Store): Collection<RuleRecord> => store.collection<RuleRecord>('event-rules');

/** The buses of a store by name, without the default one. */
export const busesOf = (store: Store): Collection<BusRecord> => store.collection<BusRecord>('event-buses');

/** EventBridge's answer for what does not exist. */
export const notThere = (message: string): AwsError => new AwsError('ResourceNotFoundException', message);

/** The name of a bus that is given by name or ARN; nothing means the default one. It must be there. */
export function busOf(context: Context, given: string | undefined): string {
  const name = (given ?? 'default').replace(/^arn:[^/]*:event-bus\//, '');
  if (name !== 'default' && busesOf(context.store).get(name) == null) {
    throw notThere(`Event bus ${name} does not exist.`);
  }
  return name;
}

/** What tells a rule from all others, as its ARN has it (EventBridge user guide, eb-manage-iam-access). */
export const ruleKey = (bus: string, name: string): string => (bus === 'default' ? name : `${bus}/${name}`);

const arnOf = ({ region, account }: Context, resource: string): string =>
  `arn:aws:events:${region}:${account}:${resource}`;

/** The ARN of a rule. */
export const ruleArn = (context: Context, { bus, name }: Pick<RuleRecord, 'bus' | 'name'>): string =>
  arnOf(context, `rule/${ruleKey(bus, name)}`);

/** The ARN of a bus. */
export const busArn = (context: Context, name: string): string => arnOf(context, `event-bus/${name}`);

/** The rule of that name on that bus, or ResourceNotFoundException. */
export function requireRule(context: Context, name: string, givenBus: string | undefined): RuleRecord {
  const bus = busOf(context, givenBus);
  const rule = rulesOf(context.store).get(ruleKey(bus, name));
  if (rule == null) {
    throw notThere(`Rule ${name} does not exist on EventBus ${bus}.`);
  }
  return rule;
}

/** Puts a rule under its key. */
export function putRule(context: Context, rule: RuleRecord): void {
  rulesOf(context.store).put(ruleKey(rule.bus, rule.name), rule);
}
