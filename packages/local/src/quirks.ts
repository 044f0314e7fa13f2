/** Behaviours of AWS that no public source settles: each can be switched on, and SPEC.md says what happens without it. */
export const quirks = {
  'update-trigger-refused-when-activated': 'UpdateTrigger on an ACTIVATED trigger is refused until it is stopped.',
  'update-workflow-merges': 'UpdateWorkflow keeps the fields that the request omits.',
  'workers-stick': 'After UpdateJob a Spark job without workers reads WorkerType G.1X and NumberOfWorkers 10.',
  'default-glue-version-5.1': 'A Spark job created without GlueVersion gets 5.1, not 6.0.',
  'default-timeout-2880': 'An omitted Timeout becomes 2880 minutes for every Glue version.',
  'short-pages': 'Every list answers fewer items than asked, the first page being empty with a NextToken.',
  'late-tags': 'Resource Groups Tagging sees tags, and deletions, only after a delay; GetTags sees them at once.',
  'tags-or': 'Several pairs in the Tags filter of ListJobs and ListTriggers mean "any", not "all".',
  'update-crawler-overwrites': 'UpdateCrawler resets what the request omits, all but role, targets and catalogue.',
  'update-crawler-starts-schedule': 'UpdateCrawler with a Schedule sets a schedule going that had been stopped.',
  'crawler-running-exception':
    'UpdateCrawler of a running crawler is refused with CrawlerRunningException, not InvalidInputException.',
  'crawler-targets-checked':
    'CreateCrawler and UpdateCrawler refuse a target in an S3 bucket that does not exist here.',
  'start-workflow-refused-on-schedule':
    'StartWorkflowRun is refused for a workflow whose start trigger is not ON_DEMAND.',
} as const;

/** The name of a switchable behaviour. */
export type Quirk = keyof typeof quirks;

/** True when the text names a quirk, so that a front can refuse a misspelt one. */
export function isQuirk(name: string): name is Quirk {
  return Object.hasOwn(quirks, name);
}
