import { describe, expect, it } from '@jest/globals';

import { redact } from '../../src/client/redact.ts';

describe('redact', () => {
  it('keeps the first line: a refused signature repeats the request with its token', () => {
    const message =
      "The request signature we calculated does not match.\n\nThe Canonical String should have been\n'POST\nx-amz-security-token:IQoJb3Jp\n'";
    expect(redact(message)).toBe('The request signature we calculated does not match.');
  });

  it.each([
    ["Value '{--password=hunter2}' at 'defaultArguments' failed", "Value (hidden) at 'defaultArguments' failed"],
    [
      "Value '{--db_password=it's hunter2}' at 'jobUpdate.defaultArguments' failed",
      "Value (hidden) at 'jobUpdate.defaultArguments' failed",
    ],
    ["Value '{--a=x' at 'noon hunter2}' at 'arguments' failed", "Value (hidden) at 'arguments' failed"],
    ["Value '{--a=x\nhunter2}' at 'arguments' failed", "Value (hidden) at 'arguments' failed"],
    [
      "Value 'it's' at 'workerType' failed; Value 'it's hunter2' at 'tags' failed",
      "Value 'it's' at 'workerType' failed; Value (hidden) at 'tags' failed",
    ],
    ["Value 'G.9X' at 'workerType' failed", "Value 'G.9X' at 'workerType' failed"],
    ['the key AKIAIOSFODNN7EXAMPLE is unknown', 'the key (access key) is unknown'],
    ['X-Amz-Security-Token=abc/def is bad', 'X-Amz-Security-Token=(hidden) is bad'],
    ['jdbc:mysql://etl:hunter2@db/prod', 'jdbc:mysql://etl:(hidden)@db/prod'],
  ])('hides what may be secret in %s', (message, shown) => {
    expect(redact(message)).toBe(shown);
  });

  it('ends somewhere', () => {
    expect(redact('x'.repeat(5_000))).toHaveLength(601);
  });
});
