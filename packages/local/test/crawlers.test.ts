import { describe, expect, it } from '@jest/globals';
import {
  BatchGetCrawlersCommand,
  CreateCrawlerCommand,
  type CreateCrawlerRequest,
  DeleteCrawlerCommand,
  GetCrawlerCommand,
  GetCrawlersCommand,
  GetTagsCommand,
  ListCrawlersCommand,
  StartCrawlerScheduleCommand,
  StopCrawlerScheduleCommand,
  UpdateCrawlerCommand,
  UpdateCrawlerScheduleCommand,
} from '@aws-sdk/client-glue';
import { GetResourcesCommand } from '@aws-sdk/client-resource-groups-tagging-api';
import { endpoint, refusal, standingClock } from './endpoint.ts';
import type { Clients } from './endpoint.ts';

const create = (changes: Partial<CreateCrawlerRequest> = {}): CreateCrawlerCommand =>
  new CreateCrawlerCommand({
    Name: 'c',
    Role: 'arn:aws:iam::000000000000:role/service-role/crawler',
    DatabaseName: 'sales',
    Targets: { S3Targets: [{ Path: 's3://lake/raw/' }] },
    ...changes,
  });

const read = async ({ glue }: Clients) => (await glue.send(new GetCrawlerCommand({ Name: 'c' }))).Crawler;

const schedule = 'cron(0 2 * * ? *)';

describe('CreateCrawler', () => {
  it('gives back what GetCrawler of AWS is known to give', async () => {
    const clock = standingClock();
    const clients = await endpoint({ clock });
    await clients.glue.send(create({ Configuration: '{ "Version": 1, "A": 2 }' }));
    const now = new Date(clock.now());
    expect(await read(clients)).toEqual({
      Name: 'c',
      Role: 'service-role/crawler',
      DatabaseName: 'sales',
      Targets: {
        S3Targets: [{ Path: 's3://lake/raw/', Exclusions: [] }],
        JdbcTargets: [],
        MongoDBTargets: [],
        DynamoDBTargets: [],
        CatalogTargets: [],
        DeltaTargets: [],
        IcebergTargets: [],
        HudiTargets: [],
      },
      Classifiers: [],
      SchemaChangePolicy: { UpdateBehavior: 'UPDATE_IN_DATABASE', DeleteBehavior: 'DEPRECATE_IN_DATABASE' },
      RecrawlPolicy: { RecrawlBehavior: 'CRAWL_EVERYTHING' },
      LineageConfiguration: { CrawlerLineageSettings: 'DISABLE' },
      LakeFormationConfiguration: { UseLakeFormationCredentials: false, AccountId: '' },
      Configuration: '{"Version":1.0,"A":2}',
      State: 'READY',
      CrawlElapsedTime: 0,
      CreationTime: now,
      LastUpdated: now,
      Version: 1,
    });
  });

  it('keeps the schedule with its state, and the tags where tags are asked for', async () => {
    const clients = await endpoint();
    const { glue, tagging } = clients;
    await glue.send(create({ Schedule: schedule, Tags: { team: 'a' } }));
    expect((await read(clients))?.Schedule).toEqual({ ScheduleExpression: schedule, State: 'SCHEDULED' });
    const ResourceArn = 'arn:aws:glue:us-east-1:000000000000:crawler/c';
    expect((await glue.send(new GetTagsCommand({ ResourceArn }))).Tags).toEqual({ team: 'a' });
    const found = await tagging.send(new GetResourcesCommand({ ResourceTypeFilters: ['glue:crawler'] }));
    expect(found.ResourceTagMappingList?.map(({ ResourceARN }) => ResourceARN)).toEqual([ResourceArn]);
  });
});

describe('reading many crawlers', () => {
  it('lists by tag, reads by name and tells what is missing', async () => {
    const { glue } = await endpoint();
    await glue.send(create({ Name: 'a', Tags: { team: 'x' } }));
    await glue.send(create({ Name: 'b' }));
    expect((await glue.send(new ListCrawlersCommand({ Tags: { team: 'x' } }))).CrawlerNames).toEqual(['a']);
    const pages = await glue.send(new GetCrawlersCommand({ MaxResults: 1 }));
    expect([pages.Crawlers?.map(({ Name }) => Name), pages.NextToken != null]).toEqual([['a'], true]);
    const some = await glue.send(new BatchGetCrawlersCommand({ CrawlerNames: ['b', 'z'] }));
    expect([some.Crawlers?.map(({ Name }) => Name), some.CrawlersNotFound]).toEqual([['b'], ['z']]);
  });
});

describe('UpdateCrawler', () => {
  it('keeps what it omits and takes away what is "", counting versions', async () => {
    const clients = await endpoint();
    await clients.glue.send(create({ Description: 'd', TablePrefix: 'p_', Schedule: schedule }));
    await clients.glue.send(new UpdateCrawlerCommand({ Name: 'c', TablePrefix: '' }));
    expect(await read(clients)).toMatchObject({ Description: 'd', Version: 2, Schedule: { State: 'SCHEDULED' } });
    expect(await read(clients)).not.toHaveProperty('TablePrefix');
    await clients.glue.send(new UpdateCrawlerCommand({ Name: 'c', Schedule: '' }));
    expect(await read(clients)).not.toHaveProperty('Schedule');
  });
});

describe("a crawler's schedule", () => {
  it('stands still and goes on, and is TRANSITIONING in between', async () => {
    const clock = standingClock();
    const clients = await endpoint({ clock, delays: { transition: 100 } });
    const state = async () => (await read(clients))?.Schedule?.State;
    const which = { CrawlerName: 'c' };
    await clients.glue.send(create({ Schedule: schedule }));
    await clients.glue.send(new StopCrawlerScheduleCommand(which));
    const states = [await state()];
    expect(await refusal(clients.glue.send(new StartCrawlerScheduleCommand(which)))).toMatch(/^SchedulerTransitioning/);
    expect(await refusal(clients.glue.send(new DeleteCrawlerCommand({ Name: 'c' })))).toMatch(
      /^SchedulerTransitioning/,
    );
    clock.advance(100);
    states.push(await state());
    await clients.glue.send(new UpdateCrawlerScheduleCommand({ ...which, Schedule: 'cron(0 3 * * ? *)' }));
    clock.advance(100);
    states.push(await state());
    await clients.glue.send(new StartCrawlerScheduleCommand(which));
    clock.advance(100);
    expect([...states, await state()]).toEqual(['TRANSITIONING', 'NOT_SCHEDULED', 'NOT_SCHEDULED', 'SCHEDULED']);
  });
});

describe('what is refused', () => {
  const onlyNew = { RecrawlPolicy: { RecrawlBehavior: 'CRAWL_NEW_FOLDERS_ONLY' as const } };

  it.each<readonly [string, (clients: Clients) => Promise<unknown>]>([
    ['AlreadyExistsException: Crawler with name c already exists', ({ glue }) => glue.send(create())],
    [
      'EntityNotFoundException: Crawler entry with name z does not exist',
      ({ glue }) => glue.send(new DeleteCrawlerCommand({ Name: 'z' })),
    ],
    [
      'InvalidInputException: The SchemaChangePolicy for "Crawl new folders only" Amazon S3 target can have only LOG DeleteBehavior value and LOG UpdateBehavior value.',
      ({ glue }) => glue.send(create({ Name: 'd', ...onlyNew })),
    ],
    [
      'InvalidInputException: At least one crawler target must be set',
      ({ glue }) => glue.send(create({ Name: 'd', Targets: { JdbcTargets: [] } })),
    ],
    [
      'InvalidInputException: The S3 path lake is not valid',
      ({ glue }) => glue.send(create({ Name: 'd', Targets: { S3Targets: [{ Path: 'lake' }] } })),
    ],
    [
      'InvalidInputException: Crawler configuration is not valid JSON: {',
      ({ glue }) => glue.send(create({ Name: 'd', Configuration: '{' })),
    ],
    [
      'InvalidInputException: Schedule expression daily is not valid.',
      ({ glue }) => glue.send(create({ Name: 'd', Schedule: 'daily' })),
    ],
    [
      'NoScheduleException: Crawler c has no schedule',
      ({ glue }) => glue.send(new StartCrawlerScheduleCommand({ CrawlerName: 'c' })),
    ],
    [
      'SchedulerNotRunningException: The schedule of crawler c is not running',
      ({ glue }) => glue.send(new StopCrawlerScheduleCommand({ CrawlerName: 'c' })),
    ],
  ])('%s', async (expected, call) => {
    const clients = await endpoint();
    await clients.glue.send(create());
    expect(await refusal(call(clients))).toBe(expected);
  });

  it('SchedulerRunningException for a schedule that goes on', async () => {
    const { glue } = await endpoint();
    await glue.send(create({ Schedule: schedule }));
    const again = glue.send(new StartCrawlerScheduleCommand({ CrawlerName: 'c' }));
    expect(await refusal(again)).toMatch(/^SchedulerRunningException/);
  });
});
