/** What AWS allows as the name of something that a deployment makes: at most so many characters, and only of these. */
export interface NameLimit {
  readonly maximum: number;
  readonly pattern: RegExp;
}

/**
 * Names outside of Glue, which is far more generous. Rules: botocore, RuleName of EventBridge. Topics: SDK,
 * CreateTopicInput.Name. Roles: botocore, roleNameType of IAM.
 */
export const awsNames = {
  rule: { maximum: 64, pattern: /^[.\-_A-Za-z0-9]+$/ },
  topic: { maximum: 256, pattern: /^[A-Za-z0-9_-]+$/ },
  role: { maximum: 64, pattern: /^[\w+=,.@-]+$/ },
} as const satisfies Readonly<Record<string, NameLimit>>;

/** Characters that an event pattern may have, unless AWS has raised it for the account (EventBridge user guide, eb-quota). */
export const eventPatternLimit = 2048;

/** States of a job run that Glue tells EventBridge about (Glue developer guide, automating-awsglue-with-cloudwatch-events). */
export const alertStates = ['SUCCEEDED', 'FAILED', 'TIMEOUT', 'STOPPED'] as const;

/** One of `alertStates`. */
export type AlertState = (typeof alertStates)[number];
