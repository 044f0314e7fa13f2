import { splitAlert } from '../pipeline/alert-pattern.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { ownedTags } from './ownership.ts';
import type { Resource, Target } from './resource.ts';
import { eventRole, roleArn } from './role.ts';
import { alertRule, eventRule, type EventPattern, ruleKey } from './rule.ts';
import { alertTopic, topicArn } from './topic.ts';
import type { Names } from './trigger.ts';

/** The rule, and the role it needs, of each trigger whose events this tool is to tell of. */
export function eventResources(pipeline: Pipeline, target: Target, names: Names): Resource[] {
  return pipeline.triggers.flatMap((trigger): Resource[] => {
    const { firing, workflow, name, resourceName } = trigger;
    if (firing.kind !== 'event' || firing.event.pattern == null || workflow == null) {
      return [];
    }
    const { bus, role } = firing.event;
    const workflowName = names.workflow(workflow);
    const tags = ownedTags(pipeline, trigger.tags);
    // A role belongs to the account, whatever the Region of the workflow.
    const roleName = `${resourceName}-${target.region}`;
    const rule = eventRule(target, {
      // The schema has seen that it is JSON, of which a pattern is made.
      pattern: firing.event.pattern as EventPattern,
      bus,
      workflowName,
      roleArn: roleArn(target, role ?? roleName),
      enabled: trigger.enabled,
    });
    return [
      ...(role != null
        ? []
        : [
            {
              kind: 'role' as const,
              name: roleName,
              label: name,
              tags,
              definition: eventRole(target, workflowName, pipeline.permissionsBoundary),
            },
          ]),
      { kind: 'rule', name: ruleKey({ bus, name: resourceName }), label: name, tags, definition: rule },
    ];
  });
}

/** The topic of the alerts, unless it is the user's, and as many rules as their patterns need. */
export function alertResources(pipeline: Pipeline, target: Target): Resource[] {
  const { alerts } = pipeline;
  if (alerts == null) {
    return [];
  }
  const { resourceName, states, emails } = alerts;
  const tags = ownedTags(pipeline, pipeline.tags);
  const lists = splitAlert(alerts.jobs, states);
  const arn = alerts.topicArn ?? topicArn(target, resourceName);
  return [
    ...(alerts.topicArn != null
      ? []
      : [
          {
            kind: 'topic' as const,
            name: resourceName,
            label: 'alerts',
            tags,
            definition: alertTopic(target, resourceName, emails),
          },
        ]),
    ...lists.map((jobs, index): Resource => {
      const number = index === 0 ? '' : `-${index + 1}`;
      return {
        kind: 'rule',
        name: `${resourceName}${number}`,
        label: `alerts${number}`,
        tags,
        definition: alertRule(jobs, states, arn),
      };
    }),
  ];
}
