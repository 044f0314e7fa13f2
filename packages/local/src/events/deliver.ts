import { randomUUID } from 'node:crypto';
import { messageOf } from '../errors.ts';
import type { Context } from '../glue/handler.ts';
import { roleArn, rolesOf } from '../iam/records.ts';
import type { JsonObject } from '../json.ts';
import { allows } from '../policy.ts';
import { policyOf, topicNameOf, topicsOf } from '../sns/records.ts';
import { noteDelivery } from './deliveries.ts';
import type { Delivery } from './deliveries.ts';
import { inputOf } from './input.ts';
import { ruleArn, ruleKey } from './records.ts';
import type { RuleRecord, Target } from './records.ts';

const service = 'events.amazonaws.com';

/** Gives an event to one target; what goes wrong is kept as well, and on AWS nobody else would hear of it. */
export function deliver(
  context: Context,
  rule: RuleRecord,
  target: Target,
  event: JsonObject & { readonly id: string },
): Delivery {
  const name = ruleKey(rule.bus, rule.name);
  try {
    if (/^arn:[^:]+:sns:/.test(target.Arn)) {
      return toTopic(context, rule, target, event);
    }
    if (/^arn:[^:]+:glue:[^:]*:[^:]*:workflow\//.test(target.Arn)) {
      return toWorkflow(context, name, target, event);
    }
    throw new Error('the embedded endpoint delivers to topics and Glue workflows alone');
  } catch (error) {
    return noteDelivery(context, {
      kind: 'undelivered',
      rule: name,
      target: target.Arn,
      reason: messageOf(error),
      event,
    });
  }
}

function toTopic(context: Context, rule: RuleRecord, target: Target, event: JsonObject): Delivery {
  const name = topicNameOf(context, target.Arn);
  const topic = name == null ? undefined : topicsOf(context.store).get(name);
  if (topic == null) {
    throw new Error('the topic does not exist here');
  }
  const question = {
    service,
    action: 'sns:Publish',
    resource: target.Arn,
    sourceArn: ruleArn(context, rule),
    account: context.account,
  };
  if (!allows(policyOf(context, topic), question)) {
    throw new Error(`the policy of the topic does not let ${service} publish`);
  }
  return noteDelivery(context, {
    kind: 'message',
    topicArn: target.Arn,
    messageId: randomUUID(),
    message: inputOf(target, event),
    rule: ruleKey(rule.bus, rule.name),
  });
}

function toWorkflow(
  context: Context,
  rule: string,
  target: Target,
  event: JsonObject & { readonly id: string },
): Delivery {
  const [, , , region, account, ...rest] = target.Arn.split(':');
  if (region !== context.region || account !== context.account) {
    throw new Error('the workflow is of another account or Region');
  }
  checkRole(context, target);
  if (context.engine?.notifyEvent == null) {
    throw new Error('this endpoint keeps definitions and runs nothing');
  }
  const workflow = rest.join(':').slice('workflow/'.length);
  const runId = context.engine.notifyEvent(workflow, event.id);
  return noteDelivery(context, { kind: 'workflow', workflow, rule, event, ...(runId == null ? {} : { runId }) });
}

/** EventBridge works as the role of the target, which must let it and be let tell the workflow. */
function checkRole(context: Context, { RoleArn, Arn }: Target): void {
  const named = typeof RoleArn === 'string' ? RoleArn : '';
  const role = rolesOf(context.store)
    .values()
    .find((each) => roleArn(context.account, each) === named);
  if (role == null) {
    throw new Error(`the role ${named} does not exist here`);
  }
  const { account } = context;
  if (!allows(role.trust, { service, action: 'sts:AssumeRole', account })) {
    throw new Error(`the role ${role.name} does not let ${service} take it`);
  }
  const may = Object.values(role.policies).some((policy) =>
    allows(policy, { action: 'glue:notifyEvent', resource: Arn, account }),
  );
  if (!may) {
    throw new Error(`the role ${role.name} has no inline policy that allows glue:notifyEvent on ${Arn}`);
  }
}
