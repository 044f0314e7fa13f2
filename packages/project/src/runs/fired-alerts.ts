import type { Delivery } from '@gluepipeline/local';

/** A message of an alert that the embedded endpoint kept instead of sending it. */
export interface FiredAlert {
  /** ISO 8601. */
  readonly at: string;
  readonly topic: string;
  /** The job's name in AWS, and how its run ended, where the message is about one. */
  readonly job: string | undefined;
  readonly state: string | undefined;
}

/** The alerts of the endpoint in this folder that were fired at this time (milliseconds since 1970) or later. */
export async function firedAlerts(folder: string, since: number): Promise<FiredAlert[]> {
  const { alerts } = await import('@gluepipeline/local');
  return alerts(folder)
    .filter((each) => each.kind === 'message' && Date.parse(each.at) >= since)
    .flatMap((each) => (each.kind === 'message' ? [firedAlert(each)] : []));
}

function firedAlert({ at, topicArn, message }: Extract<Delivery, { kind: 'message' }>): FiredAlert {
  const detail = detailOf(message);
  return { at, topic: topicArn.split(':').at(-1) ?? topicArn, job: detail.jobName, state: detail.state };
}

/** What EventBridge says of a job run (Glue developer guide, automating-awsglue-with-cloudwatch-events); other messages say nothing of one. */
function detailOf(message: string): { readonly jobName?: string; readonly state?: string } {
  try {
    const { detail } = JSON.parse(message) as { detail?: { jobName?: string; state?: string } };
    return detail ?? {};
  } catch {
    return {};
  }
}
