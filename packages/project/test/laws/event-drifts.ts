import type { RoleDefinition, RuleDefinition, TopicDefinition } from '@gluepipeline/core';

/** Fields that a plan must name, and the definition as somebody leaves it. */
export type Drifted<D> = readonly (readonly [readonly string[], D])[];

/** What somebody may do to a rule of ours. */
export function ruleDrifts(rule: RuleDefinition): Drifted<RuleDefinition> {
  return [
    [['description'], { ...rule, Description: 'drifted' }],
    [['enabled'], { ...rule, enabled: !rule.enabled }],
    [['pattern'], { ...rule, EventPattern: { source: ['drifted'] } }],
    [['targets'], { ...rule, Targets: rule.Targets.map((target) => ({ ...target, Arn: `${target.Arn}-drifted` })) }],
  ];
}

/** What somebody may do to a topic of ours. */
export function topicDrifts(topic: TopicDefinition): Drifted<TopicDefinition> {
  return [
    [['display_name'], { ...topic, DisplayName: 'drifted' }],
    [['emails'], { ...topic, Emails: [...topic.Emails, 'drifted@example.com'] }],
    [['policy'], { ...topic, Policy: { Version: '2012-10-17', Statement: [] } }],
  ];
}

/** What somebody may do to a role of ours. */
export function roleDrifts(role: RoleDefinition): Drifted<RoleDefinition> {
  const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };
  const [first = ''] = Object.keys(role.Policies);
  return [
    [['assume_role_policy'], { ...role, AssumeRolePolicyDocument: policy }],
    [['description'], { ...role, Description: 'drifted' }],
    [['permissions_boundary'], { ...role, PermissionsBoundary: 'arn:aws:iam::aws:policy/PowerUserAccess' }],
    [['policies.drifted'], { ...role, Policies: { ...role.Policies, drifted: policy } }],
    [[`policies.${first}`], { ...role, Policies: { ...role.Policies, [first]: policy } }],
  ];
}
