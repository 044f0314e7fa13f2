import { AwsError } from '../errors.ts';
import { operation } from '../glue/handler.ts';
import type { Context, HandlerTable } from '../glue/handler.ts';
import { busOf, putRule, requireRule, rulesOf } from './records.ts';
import type { Target } from './records.ts';
import { invalid, pageOf } from './rules.ts';
import type { Paged } from './rules.ts';

interface OfRule {
  readonly Rule: string;
  readonly EventBusName?: string;
}

const succeeded = { FailedEntryCount: 0, FailedEntries: [] };

/** A target is told from others by its id and replaced whole; five a rule (SDK PutTargets). */
function put({ Rule, EventBusName, Targets }: OfRule & { Targets: readonly Target[] }, context: Context): object {
  const rule = requireRule(context, Rule, EventBusName);
  Targets.forEach(check);
  const ids = new Set(Targets.map(({ Id }) => Id));
  const targets = [...rule.targets.filter(({ Id }) => !ids.has(Id)), ...Targets];
  if (targets.length > 5) {
    throw new AwsError('LimitExceededException', 'The requested resource exceeds the maximum number allowed.');
  }
  putRule(context, { ...rule, targets });
  return succeeded;
}

function check({ Arn, RoleArn, Input, InputPath, InputTransformer }: Target): void {
  if (!Arn.startsWith('arn:')) {
    throw invalid(`Parameter ${Arn} is not valid. Reason: Provided Arn is not in correct format.`);
  }
  if (/^arn:[^:]+:glue:/.test(Arn) && RoleArn == null) {
    // As it is quoted for pipelines (awsdocs/aws-codepipeline-user-guide#18).
    throw invalid(`RoleArn is required for target ${Arn}.`);
  }
  if ([Input, InputPath, InputTransformer].filter((each) => each != null).length > 1) {
    throw invalid(`Only one of Input, InputPath, or InputTransformer must be provided for target ${Arn}.`);
  }
}

function remove({ Rule, EventBusName, Ids }: OfRule & { Ids: readonly string[] }, context: Context): object {
  const rule = requireRule(context, Rule, EventBusName);
  putRule(context, { ...rule, targets: rule.targets.filter(({ Id }) => !Ids.includes(Id)) });
  return succeeded;
}

function list(input: OfRule & Paged, context: Context): object {
  const { targets } = requireRule(context, input.Rule, input.EventBusName);
  const ordered = [...targets].sort((left, right) => (left.Id < right.Id ? -1 : 1));
  const { items, ...next } = pageOf(context, input, ordered, ({ Id }) => Id);
  return { Targets: items, ...next };
}

function rulesByTarget(input: Paged & { TargetArn: string; EventBusName?: string }, context: Context): object {
  const bus = busOf(context, input.EventBusName);
  const names = rulesOf(context.store)
    .values()
    .filter((rule) => rule.bus === bus && rule.targets.some(({ Arn }) => Arn === input.TargetArn))
    .map(({ name }) => name);
  const { items, ...next } = pageOf(context, input, names, (name) => name);
  return { RuleNames: items, ...next };
}

/** The operations on targets. */
export const targetHandlers: HandlerTable = {
  PutTargets: operation(put),
  RemoveTargets: operation(remove),
  ListTargetsByRule: operation(list),
  ListRuleNamesByTarget: operation(rulesByTarget),
};
