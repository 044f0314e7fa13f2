import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { platformContract } from '@gluepipeline/core/testing';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Aws, connect } from '../../src/index.ts';
import { systemClock } from '../../src/client/system-clock.ts';
import { missing, missingTable, uploadCase } from './missing.ts';
import { type Moto, startMoto } from './moto.ts';

jest.setTimeout(60_000);

describe('the platform contract on moto', () => {
  let moto: Moto;
  let aws: Aws;

  beforeAll(async () => {
    moto = await startMoto();
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    // What moto has not implemented is a status 500, which would be tried again.
    const over = { region: 'eu-west-1', standalone: true, env: {}, maxAttempts: 1 };
    aws = connect({ ...over, endpointUrl: moto.url, credentials });
    await aws.createBucket('crawled');
  });

  afterAll(async () => {
    aws.close();
    await moto.stop();
    process.stdout.write(`\nWhat moto cannot do:\n${missingTable()}\n`);
  });

  const cases = platformContract.map((each, index) => ({
    ...each,
    index,
    without: missing.find((row) => row.cases.includes(each.name)),
  }));

  async function complaint({ run, index }: (typeof cases)[number]): Promise<string | undefined> {
    const account = await aws.account();
    try {
      await run({
        platform: aws.platform(() => Promise.reject(new Error('the contract uploads nothing'))),
        target: { ...account, bucket: 'none', role: 'role' },
        clock: systemClock,
        pipeline: `contract-${String(index)}`,
        crawledBucket: 'crawled',
      });
      return undefined;
    } catch (error) {
      return chain(error);
    }
  }

  it.each(cases.filter(({ without }) => without == null))('$name', async (each) => {
    expect(await complaint(each)).toBeUndefined();
  });

  // One that begins to pass is to leave the table, so that it says no more than is so.
  it.each(cases.filter(({ without }) => without != null))('moto still fails where it did: $name', async (each) => {
    expect(await complaint(each)).toMatch(each.without!.seen);
  });

  it('the table names each case once, no case that there is not, and stands in the README', () => {
    const named = missing.flatMap((row) => row.cases);
    expect(named).toEqual([...new Set(named)]);
    expect([...platformContract.map(({ name }) => name), uploadCase]).toEqual(expect.arrayContaining(named));
    const rows = (text: string) =>
      text
        .split('\n')
        .filter((line) => line.startsWith('|'))
        .map((line) => line.replace(/[ -]+/g, ' '));
    expect(rows(readFileSync(join(import.meta.dirname, 'README.md'), 'utf8'))).toEqual(rows(missingTable()));
  });
});

/** An error's message with those of its causes. */
function chain(error: unknown): string {
  return error instanceof Error
    ? [error.message, ...(error.cause == null ? [] : [chain(error.cause)])].join(' <- ')
    : '';
}
