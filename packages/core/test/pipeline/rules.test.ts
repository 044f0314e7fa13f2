import { describe, expect, it } from '@jest/globals';

import { type Issue, printPath } from '../../src/config/issue.ts';
import { judge, load } from '../../src/pipeline/load.ts';
import type { Example } from '../../src/pipeline/rule.ts';
import { rules } from '../../src/pipeline/rules/index.ts';

async function issuesOf({ config, files, now }: Example): Promise<Issue[]> {
  const loaded = await load('config.json', config);
  if (!loaded.ok) {
    throw new Error(loaded.issues.map(({ message }) => message).join('\n'));
  }
  return judge(loaded.value, files, now);
}

/** What stands in the text where an issue points. */
function textAt(text: string, { position }: Issue): string {
  return text.split('\n')[(position?.line ?? 0) - 1]?.slice((position?.column ?? 0) - 1) ?? '';
}

/** For each rule: the path of its complaint about the bad example, what stands there, and the message. */
const expected: Readonly<Record<string, readonly [path: string, at: string, message: string]>> = {
  GP201: ['jobs[1].name', '"load"', 'job name "load" is used twice'],
  GP202: [
    'jobs[1].resource_name',
    '"sales-dev-load"',
    'job "load-eu" and job "load" would both be job "sales-dev-load" in AWS',
  ],
  GP203: ['jobs[0].depends_on[0]', '"load"', 'the jobs depend on each other: extract → load → clean → extract'],
  GP204: ['jobs[1].depends_on[0]', '"extrct"', 'job "load" depends on "extrct", which does not exist'],
  GP205: ['jobs[0].resource_name', '"load\\norders"', 'the name of job "load" in AWS holds the character "\\n"'],
  GP206: ['', '{', 'no role is named for the jobs'],
  GP207: [
    'role',
    '"arn:aws:iam::123456789012:user/ann"',
    'role "arn:aws:iam::123456789012:user/ann" is an ARN, but not that of an IAM role',
  ],
  GP208: ['', '{', 'no glue_version: the jobs get Glue 6.0'],
  GP209: [
    'jobs[0].glue_version',
    '"2.0"',
    'Glue 2.0 has ended: its jobs can be neither created nor run since 2026-04-01',
  ],
  GP210: ['jobs[0].glue_version', '"5.11"', 'Glue version "5.11" is not known'],
  GP211: ['jobs[0].glue_version', '"5.0"', 'a pythonshell job does not run on Glue 5.0'],
  GP212: ['jobs[0].worker_type', '"worker_type"', 'worker_type is for Spark jobs, and job "tidy" is a pythonshell job'],
  GP213: [
    'jobs[0].max_capacity',
    '"max_capacity"',
    'job "load" sets max_capacity, which Spark jobs have only before Glue 2.0',
  ],
  GP214: ['jobs[0].max_capacity', '0.5', 'pythonshell job "tidy" has max_capacity 0.5'],
  GP215: ['jobs[0].python_version', '"3.10"', 'glueetl job "load" has python_version "3.10"'],
  GP216: [
    'jobs[0].worker_type',
    '"G.025X"',
    'worker type G.025X is for streaming jobs, and job "load" is a glueetl job',
  ],
  GP217: ['jobs[0].worker_type', '"worker_type"', 'job "load" has worker_type but no number_of_workers: 10 are taken'],
  GP218: ['jobs[0].timeout', '20000', 'job "load" has a timeout of 20000 minutes'],
  GP219: ['jobs[0].max_retries', '25', 'job "load" has max_retries 25'],
  GP220: ['jobs[0].worker_type', '"G.4X"', 'FLEX job "load" has worker type G.4X'],
  GP221: ['jobs[0].job_run_queuing_enabled', 'true', 'job "load" has queuing on and max_retries 2'],
  GP222: ['jobs[0].glue_version', '"auto"', 'job "load" has glue_version auto and no retries'],
  GP223: ['jobs[0].maintenance_window', '"Sunday 10:00"', 'job "feed" has the maintenance_window "Sunday 10:00"'],
  GP224: ['jobs[0].arguments.mode', '"mode"', 'argument "--mode" of job "load" is set by Glue itself'],
  GP225: [
    'jobs[0].arguments."--scriptLocation"',
    '"--scriptLocation"',
    'argument "--scriptLocation" of job "load" replaces its script',
  ],
  GP226: ['jobs[0].arguments."--day"', '"--day"', 'argument "--day" of job "load" is written with and without --'],
  GP227: [
    'jobs[0].arguments."--stage"',
    '"--stage"',
    'argument "--stage" of job "load" is hidden by non_overridable_arguments',
  ],
  GP228: [
    'jobs[0].arguments."--source"',
    '"jdbc:postgresql://a',
    'argument "--source" of job "load" holds an address with a password',
  ],
  GP229: [
    'jobs[0].arguments."--db_password"',
    '"correct horse"',
    'argument "--db_password" of job "load" looks like a secret in plain text',
  ],
  GP230: [
    'schedule',
    '"0 2 * * 1-5"',
    'the schedule cannot be read: "0 2 * * 1-5" has 5 fields as in Unix, and AWS wants six',
  ],
  GP231: ['schedule', '"cron(0 2 30 2 ? *)"', 'the schedule cron(0 2 30 2 ? *) never fires: there is no such day'],
  GP232: ['jobs[0].tags."aws:team"', '"aws:team"', 'tag "aws:team" of job "load" begins with aws'],
  GP233: ['jobs[0].script', '"etl/load.py"', 'the script of job "load", "etl/load.py", cannot be read: no such file'],
  GP234: ['jobs[0].script', '"s3://data"', 'the script of job "load" names a bucket and no object: "s3://data"'],
  GP235: ['jobs[51]', '{', 'the start would start 51 jobs, and a trigger starts at most 50'],
  GP236: ['jobs[0].description', '"long long long long', 'the description of job "load" is 2100 characters long'],
  GP237: ['start.enabled', 'false', 'start.enabled is false, but there is no schedule to switch off'],
  GP238: [
    'jobs[0].arguments."--job-bookmark-option"',
    '"job-bookmark-enable"',
    'job "load" has a bookmark and 3 concurrent runs',
  ],
  GP239: ['jobs[0].arguments', '{', 'the arguments of job "load" have 264 KB'],
  GP240: ['jobs', '[', 'pipeline "sales" has no jobs'],
  GP241: [
    'jobs[0].script',
    '"s3://data/load.ipynb"',
    'the script of job "load" ends in .ipynb, and the job runs Python',
  ],
  GP242: [
    'jobs[0].maintenance_window',
    '"maintenance_window"',
    'the maintenance_window of job "feed" has no effect: the job has a timeout of 1440 minutes',
  ],
  GP243: [
    'jobs[0].arguments."--enable-metrics"',
    'false',
    '"--enable-metrics": "false" switches the metrics of job "load" on',
  ],
  GP244: ['jobs[0].glue_version', '6', 'glue_version "6" is no Glue version'],
  GP245: [
    'jobs[0].python_version',
    '"3"',
    'python_version "3" of pythonshell job "tidy" is Python 3.6, which takes no new jobs',
  ],
  GP246: ['jobs[0].worker_type', '"G1.X"', 'worker type "G1.X" of job "load" is not known'],
  GP247: ['jobs[0].arguments."--enable-auto-scaling"', 'true', 'job "load" is FLEX, which has no auto scaling'],
  GP248: ['schedule', '"schedule"', 'the schedule is given twice: as schedule and as start.schedule'],
  GP249: [
    'jobs[0].arguments."--continuous-log-logGroup"',
    '"--continuous-log-logGroup"',
    'Glue 6.0 of job "load" does not know argument "--continuous-log-logGroup"',
  ],
  GP250: [
    'jobs[0].arguments."--additional-python-modules"',
    '"--additional-python-modules"',
    'argument "--additional-python-modules" of job "load" is deprecated in Glue 6.0',
  ],
  GP251: [
    'jobs[0].arguments."--table"',
    '"--table"',
    'argument "--table" of job "load" is the beginning of "--table_schema"',
  ],
  GP252: ['jobs', '"jobs"', 'the workflow has 102 nodes: 51 jobs and 51 triggers'],
  GP253: ['jobs[0].arguments."--job-bookmark-option"', '"enable"', '"--job-bookmark-option" of job "load" is "enable"'],
  GP254: ['jobs[502].depends_on', '[', 'job "sum" has 501 dependencies'],
  GP255: [
    'jobs[0].arguments."--extra-files"',
    '"--extra-files"',
    'argument "--extra-files" of pythonshell job "tidy" has no effect',
  ],
  GP256: [
    'jobs[0].arguments."--customer-driver-env-vars"',
    '"STAGE=prod"',
    '"--customer-driver-env-vars" of job "load" names a variable that does not begin with CUSTOMER_',
  ],
  GP257: ['account_id', '"1234-5678-9012"', 'account_id "1234-5678-9012" has not twelve digits'],
  GP258: [
    'artifacts.bucket',
    '"s3://sales-artifacts/etl"',
    'artifacts.bucket "s3://sales-artifacts/etl" is no bucket name',
  ],
  GP259: ['jobs[0].notify_delay_after', '90', 'job "load" is stopped after 60 minutes, before its notice after 90'],
  GP260: [
    'jobs[0].connections[0]',
    '"arn:aws:glue:eu-wes',
    'job "load" has the connection "arn:aws:glue:eu-west-1:123456789012:connection/orders-db", which is no name',
  ],
  GP261: ['jobs[0].name', '"load"', 'job "load" has no script'],
  GP262: [
    'jobs[1].depends_on[0]',
    '"extract"',
    'job "load" depends on "extract", which is in no workflow: Glue would never fire it',
  ],
  GP263: ['jobs[0].workflow', '"nightly"', 'job "load" is in workflow "nightly", which does not exist'],
  GP264: ['triggers[0]', '{ "name": "noon"', 'the workflow has two starts: schedule and trigger "noon"'],
  GP265: ['jobs[1].name', '"copy"', 'nothing starts job "copy" of the workflow'],
  GP266: ['jobs[0].name', '"extract"', 'nothing starts job "extract", and others wait for it'],
  GP267: [
    'jobs[0].depends_on[0]',
    '"orders"',
    'job "load" depends on crawler "orders", which has a schedule of its own: Glue then fires nothing',
  ],
  GP268: ['jobs[1].schedule', '"schedule"', 'job "load" has both depends_on and a schedule'],
  GP269: ['jobs[0].timeout', '"timeout"', 'job "load" is existing, and its timeout would never be sent'],
  GP270: ['triggers[0].event', '"event"', 'trigger "night" has schedule and event, and a trigger is of one type'],
  GP271: ['triggers[0].actions', '[', 'trigger "again" starts nothing'],
  GP272: ['triggers[0].actions[0]', '"load"', 'trigger "again" starts job "load", for which it waits: Glue refuses it'],
  GP273: ['triggers[0].event', '{', 'trigger "arrived" waits for events and belongs to no workflow'],
  GP274: [
    'jobs[0].trigger.timeout',
    '"timeout"',
    'trigger.timeout of job "load" has no effect: no trigger is made for it',
  ],
  GP275: [
    'crawlers[0].trigger.arguments',
    '"arguments"',
    'the trigger of crawler "orders" passes arguments, and a crawl takes none',
  ],
  GP276: ['crawlers[0].targets', '{', 'crawler "orders" has no targets'],
  GP277: ['crawlers[0].name', '"orders"', 'crawler "orders" has no database_name for the tables that it finds'],
  GP278: [
    'crawlers[0].schema_change_policy.update_behavior',
    '"UPDATE_IN_DATABASE"',
    'crawler "orders" reads new folders only, and its update_behavior is UPDATE_IN_DATABASE',
  ],
  GP279: ['naming', '"${stage}-', 'a name is made with "${stage}", which is not known here'],
  GP280: [
    'naming.job',
    '"${pipeline_name}-job"',
    'all 2 jobs would be called alike: "${pipeline_name}-job" holds no ${name}',
  ],
  GP281: ['jobs[0].extra.Timeout', '"Timeout"', 'extra of job "load" has Timeout, which is written as timeout'],
  GP282: ['jobs[0].ignore_changes[0]', '"workers"', 'ignore_changes names "workers", which is no field here'],
  GP283: [
    'jobs[0].trigger.arguments."--stage"',
    '"--stage"',
    'a trigger passes "--stage" to job "load", whose non_overridable_arguments are stronger',
  ],
  GP284: ['alerts', '{', 'alerts go to nobody'],
  GP285: ['alerts.emails[0]', '"Data Team', '"Data Team <data@example.com>" is no e-mail address'],
  GP286: ['jobs[0].extra_py_files[0]', '"lib"', 'folder "lib" of extra_py_files of job "load" holds no .py file'],
  GP287: ['jobs[0].language', '"scala"', 'job "load" runs Scala, and no class is named'],
  GP288: ['assume_role.arn', '"Deployer"', 'assume_role.arn "Deployer" is no such ARN'],
  GP289: ['start.event.batch_size', '500', 'batch_size is 500'],
  GP290: [
    'jobs[0].security_configuration',
    '"kms\\nstrict"',
    'the security_configuration of job "load" holds the character "\\n"',
  ],
  GP291: ['jobs', '"jobs"', 'the pipeline has 800 triggers, and an account has 1000 in a Region'],
  GP292: [
    'naming.alert',
    '"sales alerts ${name}"',
    'the name of the topic of the alerts in AWS, "sales alerts alerts", holds the character " "',
  ],
  GP293: ['jobs[0].script', '"load.py"', 'the script of job "load" is no Python: load.py:2: expected \':\''],
  GP294: ['jobs[0].script', '"load.py"', 'the script of job "load" demands "--day" (load.py:4), which it does not get'],
  GP295: [
    'jobs[0].script',
    '"etl/load.py"',
    'the script of job "load" imports "cleaning" (etl/load.py:2), which lies beside it and does not go with it',
  ],
  GP296: ['jobs[0].spark_conf', '{', 'argument "--conf" of job "load" names EMRFS, which Glue 6.0 no longer has'],
  GP298: [
    'environments.dev.jobs.load.max_retries',
    '"max_retries"',
    'jobs.load.max_retries changes nothing for this environment',
  ],
  GP297: ['schedule', '"cron(0 * * * ? *)"', 'job "load" may run for 90 minutes, and is started again after 60'],
  GP299: [
    'schedule',
    '"cron(0 2 * * ? 2020)"',
    'the schedule cron(0 2 * * ? 2020) will not fire again: its last year was 2020',
  ],
};

describe('rules', () => {
  it('have codes of their own, in order', () => {
    const codes = rules.map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)].sort());
    expect(codes.every((code) => /^GP2\d\d$/.test(code))).toBe(true);
  });

  it('have words for the docs: a title that fits a heading, an explanation in sentences', () => {
    for (const { title, explanation } of rules) {
      expect(title).toMatch(/^[^A-Z.][^\n]{4,60}[^.]$|^Python /);
      expect(explanation).toMatch(/^[A-Z`][\s\S]{20,}[.]$/);
    }
    expect(new Set(rules.map(({ title }) => title)).size).toBe(rules.length);
  });
});

describe.each(rules.map((rule) => [rule.code, rule] as const))('%s', (code, rule) => {
  it(`complains about its bad example where the mistake is`, async () => {
    const issues = await issuesOf(rule.bad);
    const own = issues.filter((issue) => issue.code === code);
    const at = expected[code]?.[1] ?? '';
    expect(
      own.map((issue) => [printPath(issue.path), textAt(rule.bad.config, issue).slice(0, at.length), issue.message]),
    ).toEqual([expected[code]]);
    expect(own.map(({ severity }) => severity)).toEqual([rule.severity]);
    expect(own[0]?.docs).toBe(`docs/diagnostics.md#${code.toLowerCase()}`);
    expect(issues.filter((issue) => issue.code !== code && issue.severity === 'error')).toEqual([]);
  });

  it('says what to do', async () => {
    const [own] = (await issuesOf(rule.bad)).filter((issue) => issue.code === code);
    expect(own?.hint).toMatch(/\w/);
    expect(`${own?.message ?? ''}\n${own?.hint ?? ''}`).not.toMatch(/\.\n|\.$/);
    expect(own?.message).not.toMatch(/^[A-Z](?!lue |LEX )/);
  });

  it('is silent about its good example', async () => {
    const issues = await issuesOf(rule.good);
    expect(issues.filter((issue) => issue.code === code || issue.severity === 'error')).toEqual([]);
  });
});
