import type { Rule } from '../rule.ts';
import { argumentGlueVersion } from './argument-glue-version.ts';
import { autoVersionRetries } from './auto-version-retries.ts';
import { closedPythonShell } from './closed-python-shell.ts';
import { connectionAddress } from './connection-address.ts';
import { deadSchedule } from './dead-schedule.ts';
import { dependencyCycle } from './dependency-cycle.ts';
import { deprecatedArgument } from './deprecated-argument.ts';
import { disabledWithoutSchedule } from './disabled-without-schedule.ts';
import { duplicateJobName } from './duplicate-job-name.ts';
import { duplicateResourceName } from './duplicate-resource-name.ts';
import { emptyPipeline } from './empty-pipeline.ts';
import { endedGlueVersion } from './ended-glue-version.ts';
import { environmentArgument } from './environment-argument.ts';
import { flexAutoScaling } from './flex-auto-scaling.ts';
import { flexJob } from './flex-job.ts';
import { halfWorkerSettings } from './half-worker-settings.ts';
import { hiddenArgument } from './hidden-argument.ts';
import { idleBookmark } from './idle-bookmark.ts';
import { idleMaintenanceWindow } from './idle-maintenance-window.ts';
import { illegalResourceName } from './illegal-resource-name.ts';
import { illegalTag } from './illegal-tag.ts';
import { largeArguments } from './large-arguments.ts';
import { largeWorkflow } from './large-workflow.ts';
import { lateNotification } from './late-notification.ts';
import { literalSecret } from './literal-secret.ts';
import { longText } from './long-text.ts';
import { longTimeout } from './long-timeout.ts';
import { maintenanceWindow } from './maintenance-window.ts';
import { malformedAccountId } from './malformed-account-id.ts';
import { malformedBucket } from './malformed-bucket.ts';
import { malformedGlueVersion } from './malformed-glue-version.ts';
import { malformedRole } from './malformed-role.ts';
import { malformedSchedule } from './malformed-schedule.ts';
import { malformedAddress } from './malformed-address.ts';
import { manyDependencies } from './many-dependencies.ts';
import { manyRetries } from './many-retries.ts';
import { metricsSwitchedOff } from './metrics-switched-off.ts';
import { missingRole } from './missing-role.ts';
import { missingScript } from './missing-script.ts';
import { pastSchedule } from './past-schedule.ts';
import { prefixArgument } from './prefix-argument.ts';
import { noScript } from './no-script.ts';
import { pythonShellArgument } from './python-shell-argument.ts';
import { pythonShellCapacity } from './python-shell-capacity.ts';
import { pythonShellGlueVersion } from './python-shell-glue-version.ts';
import { pythonShellSparkSettings } from './python-shell-spark-settings.ts';
import { pythonVersion } from './python-version.ts';
import { queuedJobRetries } from './queued-job-retries.ts';
import { repeatedArgument } from './repeated-argument.ts';
import { repeatedSchedule } from './repeated-schedule.ts';
import { reservedArgument } from './reserved-argument.ts';
import { scriptExtension } from './script-extension.ts';
import { scriptLocationArgument } from './script-location-argument.ts';
import { scriptSyntax } from './script-syntax.ts';
import { scriptOptions } from './script-options.ts';
import { scriptImports } from './script-imports.ts';
import { removedInGlue6 } from './removed-in-glue-6.ts';
import { overlappingRuns } from './overlapping-runs.ts';
import { secretName } from './secret-name.ts';
import { sparkMaxCapacity } from './spark-max-capacity.ts';
import { tooManyRoots } from './too-many-roots.ts';
import { unfitWorkerType } from './unfit-worker-type.ts';
import { unknownBookmarkOption } from './unknown-bookmark-option.ts';
import { unknownDependency } from './unknown-dependency.ts';
import { unknownGlueVersion } from './unknown-glue-version.ts';
import { unknownWorkerType } from './unknown-worker-type.ts';
import { unpinnedGlueVersion } from './unpinned-glue-version.ts';
import { crossedBorder } from './crossed-border.ts';
import { unknownWorkflow } from './unknown-workflow.ts';
import { severalStarts } from './several-starts.ts';
import { unstartedNode } from './unstarted-node.ts';
import { unstartedDependency } from './unstarted-dependency.ts';
import { scheduledCrawlerDependency } from './scheduled-crawler-dependency.ts';
import { scheduledDependant } from './scheduled-dependant.ts';
import { existingSettings } from './existing-settings.ts';
import { severalFirings } from './several-firings.ts';
import { idleOverride } from './idle-override.ts';
import { idleTrigger } from './idle-trigger.ts';
import { awaitedAction } from './awaited-action.ts';
import { eventOutside } from './event-outside.ts';
import { idleTriggerSettings } from './idle-trigger-settings.ts';
import { crawlerTriggerArguments } from './crawler-trigger-arguments.ts';
import { noTargets } from './no-targets.ts';
import { noDatabase } from './no-database.ts';
import { crawlerPolicy } from './crawler-policy.ts';
import { strangeNaming } from './strange-naming.ts';
import { sameNames } from './same-names.ts';
import { modelledExtra } from './modelled-extra.ts';
import { unknownIgnoredField } from './unknown-ignored-field.ts';
import { overriddenTriggerArgument } from './overridden-trigger-argument.ts';
import { alertRecipients } from './alert-recipients.ts';
import { malformedRecipient } from './malformed-recipient.ts';
import { unfitFile } from './unfit-file.ts';
import { scalaClass } from './scala-class.ts';
import { malformedArn } from './malformed-arn.ts';
import { eventBatch } from './event-batch.ts';
import { illegalText } from './illegal-text.ts';
import { nearQuota } from './near-quota.ts';
import { outerName } from './outer-name.ts';

/** Every rule, in the order of its code. */
export const rules: readonly Rule[] = [
  duplicateJobName,
  duplicateResourceName,
  dependencyCycle,
  unknownDependency,
  illegalResourceName,
  missingRole,
  malformedRole,
  unpinnedGlueVersion,
  endedGlueVersion,
  unknownGlueVersion,
  pythonShellGlueVersion,
  pythonShellSparkSettings,
  sparkMaxCapacity,
  pythonShellCapacity,
  pythonVersion,
  unfitWorkerType,
  halfWorkerSettings,
  longTimeout,
  manyRetries,
  flexJob,
  queuedJobRetries,
  autoVersionRetries,
  maintenanceWindow,
  reservedArgument,
  scriptLocationArgument,
  repeatedArgument,
  hiddenArgument,
  literalSecret,
  secretName,
  malformedSchedule,
  deadSchedule,
  illegalTag,
  missingScript,
  malformedAddress,
  tooManyRoots,
  longText,
  disabledWithoutSchedule,
  idleBookmark,
  largeArguments,
  emptyPipeline,
  scriptExtension,
  idleMaintenanceWindow,
  metricsSwitchedOff,
  malformedGlueVersion,
  closedPythonShell,
  unknownWorkerType,
  flexAutoScaling,
  repeatedSchedule,
  argumentGlueVersion,
  deprecatedArgument,
  prefixArgument,
  largeWorkflow,
  unknownBookmarkOption,
  manyDependencies,
  pythonShellArgument,
  environmentArgument,
  malformedAccountId,
  malformedBucket,
  lateNotification,
  connectionAddress,
  noScript,
  crossedBorder,
  unknownWorkflow,
  severalStarts,
  unstartedNode,
  unstartedDependency,
  scheduledCrawlerDependency,
  scheduledDependant,
  existingSettings,
  severalFirings,
  idleTrigger,
  awaitedAction,
  eventOutside,
  idleTriggerSettings,
  crawlerTriggerArguments,
  noTargets,
  noDatabase,
  crawlerPolicy,
  strangeNaming,
  sameNames,
  modelledExtra,
  unknownIgnoredField,
  overriddenTriggerArgument,
  alertRecipients,
  malformedRecipient,
  unfitFile,
  scalaClass,
  malformedArn,
  eventBatch,
  illegalText,
  nearQuota,
  outerName,
  scriptSyntax,
  scriptOptions,
  scriptImports,
  removedInGlue6,
  overlappingRuns,
  idleOverride,
  pastSchedule,
];
