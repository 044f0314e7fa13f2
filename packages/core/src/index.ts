export { invariant, isUserError, UserError } from './errors.ts';

export { durationIn } from './config/duration.ts';
export { addJob, type JobEntry } from './config/edit.ts';
export {
  docsPage,
  isAcceptable,
  type Issue,
  type Path,
  type Position,
  printPath,
  type Result,
  type Severity,
  sortIssues,
} from './config/issue.ts';
export { configJsonSchema } from './config/json-schema.ts';
export { pairIn } from './config/pair.ts';
export type { Included, ReadIncluded } from './config/resolve/include.ts';
export type { FlatConfig, FlatJob, Overrides } from './config/overlay.ts';
export { type WrittenConfig, type WrittenJob } from './config/schema.ts';
export { jobTypes } from './config/schema-job.ts';
export { argumentKey } from './config/short-forms.ts';
export { formatOf } from './config/source.ts';
export { didYouMean, someOf } from './config/suggest.ts';
export { cutApart } from './report/graph/width.ts';

export { alertPattern, patternText, splitAlert } from './pipeline/alert-pattern.ts';
export type { FileFacts, Files, PythonProblem } from './pipeline/files.ts';
export { isSelector } from './pipeline/chosen.ts';
export { nextFiresOf } from './pipeline/cron.ts';
export { findCycle, type GraphNode, graphOf, layers, roots } from './pipeline/graph.ts';
export { ownWorkflow } from './config/naming.ts';
export { judge, load, type Loaded, loadPipeline } from './pipeline/load.ts';
export {
  type Action,
  type Crawler,
  type Dependency,
  type Job,
  type Node,
  type Pipeline,
  type Script,
  stackOf,
  type Trigger,
  type Workflow,
} from './pipeline/pipeline.ts';
export { type Example, type Rule } from './pipeline/rule.ts';
export { rules } from './pipeline/rules/index.ts';
export { environmentsIn, mergedIssues, sharedNames } from './pipeline/together.ts';
export { scriptsToCheck } from './pipeline/rules/support/scripts.ts';

export { artifactFolder, type ArtifactDefinition, digestsIn, stackPrefix } from './resources/artifact.ts';
export { artifactsOf, artifactUri } from './resources/artifacts.ts';
export { type CrawlerDefinition, crawlerDefaults } from './resources/crawler.ts';
export type { CrawlerTargets } from './resources/crawler-targets.ts';
export { desired, existingOnes, localPaths } from './resources/desired.ts';
export { canonical, type FieldMap, type FieldValue } from './resources/field.ts';
export type { JobDefinition } from './resources/job.ts';
export { stackTag } from './resources/ownership.ts';
export { isPausable, keepingPauses, type Pause, pausedTag, pausedText, pauseOf, pauseText } from './resources/pause.ts';
export type { Place } from './resources/place.ts';
export type { PolicyDocument } from './resources/policy.ts';
export {
  activationOf,
  fieldsOf,
  keyOf,
  type Kind,
  kinds,
  type Live,
  ownerOf,
  type Resource,
  type ResourceOf,
  type ResourceRef,
  startsByItself,
  type Target,
} from './resources/resource.ts';
export {
  eventRole,
  eventRolePolicy,
  roleArn,
  type RoleDefinition,
  roleNameOf,
  rolePolicyName,
} from './resources/role.ts';
export {
  alertRule,
  eventRule,
  type EventStart,
  type RuleDefinition,
  ruleKey,
  type RuleName,
  ruleNameOf,
  type RuleTarget,
} from './resources/rule.ts';
export { alertTopic, topicArn, type TopicDefinition, topicPolicy } from './resources/topic.ts';
export {
  hasActivation,
  type TriggerAction,
  type TriggerCondition,
  type TriggerDefinition,
} from './resources/trigger.ts';
export { isSecretField, maskedResource, unmaskedResource } from './resources/secrets.ts';
export type { WorkflowDefinition } from './resources/workflow.ts';

export { firesOf, noDetails, type PlanDetails, type ScriptChange } from './plan/details.ts';
export { diff, type FieldChange } from './plan/diff.ts';
export { driftAlone, hasDrift } from './plan/drift.ts';
export {
  mustBeForHere,
  planFile,
  type PlanFile,
  type PlanFileChange,
  type PlanFileOptions,
  readPlanFile,
  staleness,
} from './plan/file.ts';
export { type Guards, mustPass } from './plan/guards.ts';
export { type Stage, stages, type Step, stepsOf } from './plan/order.ts';
export {
  type Blocker,
  type Change,
  hasChanges,
  isDestructive,
  makePlan,
  type NotSelected,
  type Plan,
  type PlanInput,
  subjectOf,
  type Unchanged,
} from './plan/plan.ts';
export { type SelectedItem, type Selection, selectionOf } from './plan/selection.ts';
export { type Rename, renamesIn } from './plan/renames.ts';
export type { DeploymentRecord, RecordedChange, RecordedPlan, RecordedResource } from './plan/record.ts';

export { apply, type ApplyInput, type ApplyResult, type FailedStep } from './deploy/apply.ts';
export type { ApplyEvent } from './deploy/events.ts';
export { type Garbage, garbageOf } from './deploy/garbage.ts';
export { historyPrefix, lastRecord, newestRecords, recordKey, recordOfNumber, writeRecord } from './deploy/history.ts';
export { recordedPlan, recordedResources, recordedResult } from './deploy/recorded.ts';
export { isRestorable, mustBeRestorable, restore, type Restored, rollbackTarget } from './deploy/rollback.ts';
export type { Lease } from './deploy/lease.ts';
export {
  breakLock,
  type LockEvent,
  type LockInput,
  lockKey,
  type LockTrouble,
  takeLock,
  type Taking,
} from './deploy/lock.ts';
export { type Claim, type HeldLock, isExpired, readLock } from './deploy/lock-note.ts';
export type { BlobStore, Clock, Platform, ReadRequest, ReadResult, Stored, StoredEntry } from './deploy/ports.ts';

export type {
  Bookmark,
  Bookmarks,
  CrawlerRun,
  CrawlState,
  HistoryPart,
  JobRun,
  JobRunState,
  LogEvent,
  LogPlace,
  LogStream,
  RunLogs,
  RunNode,
  Runs,
  WorkflowRun,
} from './runs/ports.ts';
export { dpuHoursOf, hoursOfRuns, type Ran, sumOfHours, untilNow } from './runs/dpu-hours.ts';
export { listedCrawl, listedJobRun, type ListedRun, listedWorkflowRun, type NodeCounts } from './runs/listed-run.ts';
export { type Logging, logGroups, type RunLogStream, runLogStreams, type StreamChoice } from './runs/log-streams.ts';
export { isNoise } from './runs/noise.ts';
export { followLogs, type Following, type LogFilter, type LogLine, readLogs } from './runs/read-logs.ts';
export type { KnownReason, Reason } from './runs/reason.ts';
export { percentile } from './runs/percentile.ts';
export { type RunHistory, runHistory } from './runs/run-history.ts';
export { reasonFor, reasons } from './runs/reasons/index.ts';
export { failingPlace, namedLine, type ScriptPlace } from './runs/traceback.ts';
export type { Leaving } from './runs/leaving.ts';
export { type Orchestrated, type Orchestration, runSelection } from './runs/orchestrate.ts';
export { select, type SelectedNode } from './runs/select.ts';
export { unstarted, type Unstarted } from './runs/unstarted.ts';
export {
  follow,
  isCrawlOver,
  isOver,
  jobSnapshot,
  latestAttempts,
  type RunEnd,
  type RunRef,
  type RunSnapshot,
  snapshot,
  workflowEnd,
  workflowSnapshot,
} from './runs/run.ts';

export { type Advice, adviceFor } from './cost/advice.ts';
export { mustBeWithin } from './cost/budget.ts';
export { type CostChange, costChange, type NodeCostChange, resourcesAfter, resourcesBefore } from './cost/change.ts';
export { averageRun, type CostFrame, jobMonth, type Month, spentOn } from './cost/job-month.ts';
export { centsOf, divided, dollar, dollarsOf, leastText, type Money, moneyOf, moneyText } from './cost/money.ts';
export { priceFileText, readPrices } from './cost/price-file.ts';
export { ratesIn } from './cost/price-list.ts';
export { builtInPrices, pricesOver, type PriceTable, type RateName, type RegionPrices } from './cost/prices.ts';
export { type Cost, crawlCost, hourCost, runCost, type Terms } from './cost/run-cost.ts';
export { type RunPrices, type RunsCost, runsCost, sumOfCosts } from './cost/runs-cost.ts';
export { type NodeCost, type RunsOf, type StackCost, stackCost, type UnknownCost } from './cost/stack-cost.ts';
export { repriced, scalesItself, termsOf } from './cost/terms.ts';
export { unknownCount, unknownLines } from './cost/unknown.ts';
export { type YearlyStarts, yearlyStarts } from './cost/starts.ts';

export { actionFor, type Caller, callers, callsOf, rareCallsOf } from './access/calls.ts';
export { type GithubSubject, githubTrust } from './access/github-trust.ts';
export { glueTrust } from './access/job-role.ts';
export { type Access, type Denied, trusts, type Wish } from './access/ports.ts';
export { wishesFor } from './access/wishes.ts';
export { policyFor, type PolicyInput, type Purpose } from './access/policy.ts';

export {
  applyView,
  type ApplyView,
  type ChangeView,
  messageOf,
  type NotSelectedView,
  planView,
  type PlanView,
} from './report/json.ts';
export { failureText, stepDone, stepName, stepToDo } from './report/apply-text.ts';
export { noProgress, type Progress, progressAfter, progressText } from './report/progress.ts';
export {
  adviceText,
  costChangeText,
  costChangeView,
  costText,
  pricesText,
  runsCostReasons,
  runsCostText,
  runsCostView,
  stackCostView,
} from './report/cost-text.ts';
export { durationText } from './report/duration-text.ts';
export { hoursText } from './report/hours-text.ts';
export { type Explanation, explanationOf, explanations } from './report/explain.ts';
export { issueCommand } from './report/issue-github.ts';
export { issueListText, shorten } from './report/issue-list.ts';
export { issuesSarif } from './report/issue-sarif.ts';
export { graphDot } from './report/graph/dot.ts';
export { graphMermaid } from './report/graph/mermaid.ts';
export { graphSvg } from './report/graph/svg.ts';
export { graphText } from './report/graph/text.ts';
export { treeText } from './report/graph/tree.ts';
export {
  type DrawnEdge,
  type DrawnNode,
  type GraphView,
  graphView,
  type GraphViewOptions,
} from './report/graph/view.ts';
export { commitText, countsText, deploymentText, recordText, whatText } from './report/history-text.ts';
export { timeText } from './report/time-text.ts';
export { counted, issueCount, issueText } from './report/issue-text.ts';
export { expiryText, holderText, lockEventText } from './report/lock-text.ts';
export { type Paint, plain } from './report/paint.ts';
export { type Gantt, type GanttBar, ganttOf, type GanttRow } from './report/run/gantt.ts';
export { ganttText } from './report/run/gantt-text.ts';
export { argumentsOf, secretsHidden } from './report/run/arguments.ts';
export type { LogTail, RunPage, ShownFailure } from './report/run/page/content.ts';
export { runPage } from './report/run/page/page.ts';
export { runJson } from './report/run/json.ts';
export { statePaint } from './report/run/state-paint.ts';
export { runTree } from './report/run/tree.ts';
export { type AttemptView, type RunNodeView, type RunView, runView } from './report/run/view.ts';
export {
  codeBlock,
  codeSpan,
  diffBlock,
  planDiff,
  planHeading,
  planLosses,
  planMarkdown,
  planSum,
  planTable,
} from './report/plan-markdown.ts';
export {
  blockerText,
  planSummary,
  type PlanSummary,
  planSummaryLine,
  planText,
  planVerdict,
} from './report/plan-text.ts';
