import { describe, expect, it } from '@jest/globals';
import { ListCrawlersCommand, StartCrawlerCommand, StopCrawlerCommand } from '@aws-sdk/client-glue';
import { apply } from '@gluepipeline/core';
import { isQuirk, quirks, type ServeOptions } from '@gluepipeline/local';

import { glueOf } from '../../src/client/glue-client.ts';
import { wholeDefinition } from '../../src/glue/crawlers.ts';
import { fakeClock } from '../support/clock.ts';
import { changed, deploy, plan } from '../support/deploying.ts';
import { endpoint } from '../support/endpoint.ts';
import { content, crawler, job, stack, trigger } from '../support/resources.ts';

const schedule = 'cron(0 2 * * ? *)';

const full = {
  Description: 'd',
  Schedule: schedule,
  Classifiers: ['csv'],
  TablePrefix: 'p_',
  SchemaChangePolicy: { UpdateBehavior: 'LOG', DeleteBehavior: 'LOG' },
  RecrawlPolicy: { RecrawlBehavior: 'CRAWL_NEW_FOLDERS_ONLY' },
  LineageConfiguration: { CrawlerLineageSettings: 'ENABLE' },
  LakeFormationConfiguration: { UseLakeFormationCredentials: true, AccountId: '000000000000' },
  Configuration: '{"Version":1}',
  CrawlerSecurityConfiguration: 'encrypted',
};

const crawling = { delays: { crawl: 600_000, crawlEnd: 1 } };

describe('an update of a crawler', () => {
  it('says everything that can be taken away', () => {
    expect(wholeDefinition({ Role: 'r', Targets: {}, enabled: true })).toEqual({
      Role: 'r',
      Targets: {},
      Description: '',
      Schedule: '',
      Classifiers: [],
      TablePrefix: '',
      Configuration: '',
      CrawlerSecurityConfiguration: '',
      SchemaChangePolicy: { UpdateBehavior: 'UPDATE_IN_DATABASE', DeleteBehavior: 'DEPRECATE_IN_DATABASE' },
      RecrawlPolicy: { RecrawlBehavior: 'CRAWL_EVERYTHING' },
      LineageConfiguration: { CrawlerLineageSettings: 'DISABLE' },
      LakeFormationConfiguration: { UseLakeFormationCredentials: false, AccountId: '' },
    });
  });

  it.each(
    [...Object.keys(quirks).filter((quirk) => quirk.includes('crawler')), ''].filter(
      (q) => q !== 'crawler-targets-checked',
    ),
  )('takes away all that a crawler had, with the quirk "%s"', async (quirk) => {
    const all = await endpoint({ quirks: isQuirk(quirk) ? [quirk] : [] });
    await deploy(all, [crawler('c', full)]);
    const found = changed(await plan(all, [crawler('c')]));
    expect(found).toEqual([
      [
        'update',
        'crawler/c',
        'classifiers',
        'configuration',
        'description',
        'enabled',
        'lake_formation_configuration.account_id',
        'lake_formation_configuration.use_lake_formation_credentials',
        'lineage_configuration.crawler_lineage_settings',
        'recrawl_policy.recrawl_behavior',
        'schedule',
        'schema_change_policy.delete_behavior',
        'schema_change_policy.update_behavior',
        'security_configuration',
        'table_prefix',
      ],
    ]);
    await deploy(all, [crawler('c')]);
    expect(changed(await plan(all, [crawler('c')]))).toEqual([]);
  });

  it('asks about the schedule only where there is one', async () => {
    const all = await endpoint();
    await deploy(all, [crawler('a'), crawler('b', { Schedule: schedule })]);
    all.clear();
    const changes = { Description: 'd' };
    await deploy(all, [crawler('a', changes), crawler('b', { Schedule: schedule, ...changes })]);
    expect(all.counts()).toMatchObject({ UpdateCrawler: 2, GetCrawler: 1 });
    expect(all.operations()).not.toContain('StartCrawlerSchedule');
  });
});

describe('a crawler that is crawling', () => {
  /** A crawler whose crawl goes on until the clock has slept so often. */
  async function busy(sleepsUntilEnd: number, options: ServeOptions = {}) {
    const all = await endpoint({ ...crawling, ...options }, 'scripts');
    const glue = glueOf(all.connection());
    const clock = fakeClock();
    const sleep = clock.sleep.bind(clock);
    let sleeps = 0;
    clock.sleep = async (milliseconds) => {
      await sleep(milliseconds);
      sleeps += 1;
      if (sleeps === sleepsUntilEnd) {
        await glue.send(new StopCrawlerCommand({ Name: 'c' }));
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    const aws = all.connect({ clock });
    const platform = aws.platform(content);
    await platform.create(crawler('c'), stack);
    await glue.send(new StartCrawlerCommand({ Name: 'c' }));
    const [live] = (await platform.read({ stack, names: { crawler: ['c'] } })).resources;
    all.clear();
    return { ...all, platform, live: live ?? crawler('c'), clock };
  }

  const wanted = crawler('c', { Description: 'new' });

  it.each([[], ['crawler-running-exception' as const]])('is waited for by an update (%j)', async (...on) => {
    const { platform, live, counts } = await busy(3, { quirks: on });
    await platform.update(wanted, live, ['description'], stack);
    const [now] = (await platform.read({ names: { crawler: ['c'] } })).resources;
    expect(now).toMatchObject({ definition: { Description: 'new' } });
    expect(counts().UpdateCrawler).toBeGreaterThan(3);
    expect(counts()).not.toHaveProperty('StopCrawlerSchedule');
  });

  it('is waited for by a deletion', async () => {
    const { platform } = await busy(3);
    await platform.delete(wanted, stack);
    expect((await platform.read({ names: { crawler: ['c'] } })).resources).toEqual([]);
  });

  it('is given up after minutes, untouched, with what to do', async () => {
    const { platform, live, clock, operations } = await busy(Infinity);
    const begun = clock.now();
    await expect(platform.update(wanted, live, ['description'], stack)).rejects.toMatchObject({
      operation: 'UpdateCrawler',
      message: expect.stringMatching(/Cannot update Crawler while running/) as unknown,
      hint: expect.stringMatching(
        /run again when the crawl has ended, or stop it first \(aws glue stop-crawler --name 'c'\)/,
      ) as unknown,
    });
    expect(clock.now() - begun).toBeGreaterThan(4 * 60_000);
    await expect(platform.delete(wanted, stack)).rejects.toMatchObject({ awsCode: 'CrawlerRunningException' });
    expect(operations()).not.toContain('StopCrawler');
  });
});

describe('crawlers on Glue', () => {
  it('are made before the triggers that start them, and deleted after', async () => {
    const all = await endpoint();
    const start = trigger('go', { Actions: [{ CrawlerName: 'c' }, { JobName: 'extract' }] });
    const wanted = [start, crawler('c'), job('extract')];
    await deploy(all, wanted);
    const made = all.operations().filter((operation) => operation.startsWith('Create'));
    expect(made.at(-1)).toBe('CreateTrigger');
    expect(made.toSorted()).toEqual(['CreateCrawler', 'CreateJob', 'CreateTrigger']);
    all.clear();
    await deploy(all, []);
    const gone = all.operations().filter((operation) => operation.startsWith('Delete'));
    expect(gone[0]).toBe('DeleteTrigger');
    expect(gone.toSorted()).toEqual(['DeleteCrawler', 'DeleteJob', 'DeleteTrigger']);
  });

  it('that are gone are deleted', async () => {
    const all = await endpoint();
    await deploy(all, [crawler('c')]);
    const planned = await plan(all, []);
    const platform = all.aws.platform(content);
    await platform.delete(crawler('c'), stack);
    const clock = fakeClock();
    expect((await apply({ plan: planned, platform, clock })).outcome).toBe('done');
  });

  it('take members that we do not model, and a catalogue of their own is no reason for a warning', async () => {
    const all = await endpoint();
    const own = { ...crawler('c'), extra: { CatalogId: '111111111111' } };
    await deploy(all, [own]);
    expect(changed(await plan(all, [own]))).toEqual([]);
    // Somebody else's catalogue stays through an update (SDK UpdateCrawlerRequest.CatalogId).
    const [change] = (await plan(all, [crawler('c', { Description: 'd' })])).changes;
    expect(change).toMatchObject({ action: 'update', fields: [{ field: 'description' }] });
    await deploy(all, [{ ...own, extra: { CatalogId: '222222222222' } }]);
    const [live] = (await all.aws.platform(content).read({ names: { crawler: ['c'] } })).resources;
    expect(live?.unmodelled).toEqual({ CatalogId: '222222222222' });
  });

  it('say what is lost with them', async () => {
    const all = await endpoint();
    await deploy(all, [crawler('c')]);
    expect((await plan(all, [])).changes).toMatchObject([{ action: 'delete', losses: ['crawl history'] }]);
  });

  it.each([
    "Service is unable to assume provided role. Please verify role's TrustPolicy",
    'Service is unable to assume the role arn:aws:iam::000000000000:role/crawler to access null',
    "You need to enable AWS Security Token Service for this region. . Please verify the role's TrustPolicy.",
  ])('are tried again while a new role is not known everywhere: %s', async (message) => {
    let refusals = 2;
    const all = await endpoint({
      fault: ({ operation }) =>
        operation === 'CreateCrawler' && refusals-- > 0
          ? { code: 'InvalidInputException', message, status: 400 }
          : undefined,
    });
    const platform = all.connect({ clock: fakeClock() }).platform(content);
    await platform.create(crawler('c'), stack);
    expect(all.counts().CreateCrawler).toBe(3);
  });

  it('name the permission that is missing', async () => {
    const all = await endpoint({
      fault: ({ operation }) =>
        operation === 'ListCrawlers' ? { code: 'AccessDeniedException', message: 'no', status: 400 } : undefined,
    });
    const listing = glueOf(all.connection()).send(new ListCrawlersCommand({}));
    await expect(listing).rejects.toMatchObject({ code: 'GP402', missingPermission: 'glue:ListCrawlers' });
  });
});
