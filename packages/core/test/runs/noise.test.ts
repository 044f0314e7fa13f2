import { describe, expect, it } from '@jest/globals';

import { isNoise } from '../../src/runs/noise.ts';

describe('isNoise', () => {
  it.each([
    '26/11/27 18:00:01 INFO SparkContext: Running Spark version 3.5.4',
    '2026-11-27 18:00:01,123 INFO  [main] glue.SparkApplicationStarter: started',
    '2026-11-27T18:00:01 DEBUG BlockManager: put',
    '[Stage 3:====>                                            (2 + 4) / 20]',
    'Setting default log level to "WARN".',
    '26/11/27 18:00:01 WARN NativeCodeLoader: Unable to load native-hadoop library for your platform',
    'SLF4J: Class path contains multiple SLF4J bindings.',
  ])('is what Spark writes whatever the job does: %s', (line) => {
    expect(isNoise(line)).toBe(true);
  });

  it.each([
    'kept 8 of 10 orders',
    '26/11/27 18:00:01 ERROR Executor: Exception in task 0.0 in stage 1.0 (TID 1)',
    '26/11/27 18:00:01 WARN TaskSetManager: Lost task 0.0 in stage 1.0',
    'INFO the script says so itself',
    'Traceback (most recent call last):',
    '',
  ])('is nothing else: %s', (line) => {
    expect(isNoise(line)).toBe(false);
  });
});
