import type { Code } from './code.ts';

/** Of what AWS says, or does not. */
export const awsCodes: readonly Code[] = [
  {
    code: 'GP401',
    title: 'no usable AWS credentials',
    explanation:
      'None were found, or they have expired. The message says what the SDK said; the hint says how to sign in.',
  },
  {
    code: 'GP402',
    title: 'a permission that is missing',
    explanation: 'The message names the call, what it was about and the action that the role or user lacks.',
  },
  {
    code: 'GP403',
    title: 'a call that AWS refused',
    explanation: "The message holds AWS's own words. If a config that `validate` accepts leads here, please report it.",
  },
  {
    code: 'GP404',
    title: 'AWS was too busy, or failed',
    explanation:
      'The call was repeated, and still throttled or answered with an error of the service. Try again later.',
  },
  {
    code: 'GP405',
    title: 'AWS could not be reached',
    explanation: 'Check the network, the Region and `--endpoint-url`.',
  },
  {
    code: 'GP406',
    title: 'no Region',
    explanation: 'Say `--region`, set `AWS_REGION`, or write `region` in the config.',
  },
  {
    code: 'GP407',
    title: 'a setting of AWS that cannot be used',
    explanation:
      'A proxy, an endpoint URL or a file of certificates that the environment or the profile names. The message says which; docs/sign-in.md has them all.',
  },
];
