/** What moto cannot do, as it answered; the cases that need it fail, and in this way. */
export interface Missing {
  /** The operation or behaviour. */
  readonly what: string;
  /** What moto 5.2.5 does instead. */
  readonly instead: string;
  /** The names of the cases. */
  readonly cases: readonly string[];
  /** The complaint that each of the cases ends with, causes included. */
  readonly seen: RegExp;
}

/** A case of the whole deployment: the contract uploads nothing. */
export const uploadCase = 'an upload goes into the bucket that --create-bucket makes';

/** All that keeps a case from passing; README.md beside this file shows the same. */
export const missing: readonly Missing[] = [
  {
    what: 'UpdateJob',
    instead: 'answers HTTP 500 ("The update_job action has not been implemented")',
    cases: [
      'a changed job is updated in the field that changed, and nowhere else',
      'what the config no longer says is reset, since an update overwrites everything',
    ],
    seen: /UpdateJob of .* status 500/,
  },
  {
    what: 'UpdateTrigger',
    instead: 'answers HTTP 500 ("The update_trigger action has not been implemented")',
    cases: [
      'a trigger follows its schedule, its conditions and whether it may fire',
      'triggers start crawlers and wait for them',
    ],
    seen: /UpdateTrigger of .* status 500/,
  },
  {
    what: 'UpdateCrawler',
    instead: 'answers HTTP 500 ("The update_crawler action has not been implemented")',
    cases: [
      'what a crawler no longer says is reset, though an update may keep what it is not told',
      'a changed crawler is updated in the field that changed, and nowhere else',
      'each change of a crawler may be made twice, as after an answer that was lost',
    ],
    seen: /UpdateCrawler of .* status 500/,
  },
  {
    what: 'StopCrawlerSchedule',
    instead: 'answers HTTP 500 ("The stop_crawler_schedule action has not been implemented")',
    cases: ['the schedule of a crawler is stopped and goes on, and an update leaves it as it is to be'],
    seen: /StopCrawlerSchedule of .* status 500/,
  },
  {
    what: 'UpdateWorkflow with an empty description',
    instead: 'keeps the description that was there',
    cases: ['the run properties of a workflow are replaced as a whole'],
    seen: /reads back otherwise in: description/,
  },
  {
    what: 'GetTags of a workflow that is gone',
    instead: 'gives no tags instead of EntityNotFoundException, as though somebody else had made one',
    cases: ['each change may be made twice, as after an answer that was lost'],
    seen: /workflow .* exists already and was not made by this tool/,
  },
  {
    what: 'CreateJob under a name that is taken',
    instead: 'overwrites the job and reports success instead of AlreadyExistsException',
    cases: ['what another stack owns is never changed, nor deleted'],
    seen: /a change to what another stack owns was not refused/,
  },
  {
    what: 'A bucket policy that denies what comes without TLS',
    instead: 'answers 403 to every object, for it speaks plain HTTP',
    cases: [uploadCase],
    seen: /PutObject of .* status 403/,
  },
];

/** The table as it is printed, and as README.md shows it. */
export function missingTable(): string {
  const rows = missing.map(({ what, instead, cases }) => `| ${what} | ${instead} | ${cases.join('; ')} |`);
  return ['| Operation or behaviour | What moto does instead | Cases |', '| --- | --- | --- |', ...rows].join('\n');
}
