import type { Reason } from '../reason.ts';

/** What the data are not: the words of Spark's analyser and of the formats. */
export const dataReasons: readonly Reason[] = [
  {
    id: 'column-missing',
    pattern:
      /\[UNRESOLVED_COLUMN[^\]]*\][^\n]*?with name (\S+(?: [^`\n]*?`)?) cannot be resolved(?:\. Did you mean one of the following\? \[([^\]]*)\])?/,
    why: ([, column = '']) => `there is no column ${column}`,
    change: ([, , columns]) =>
      columns == null || columns === ''
        ? 'check the columns of the input; a job before it may have changed them'
        : `use one of the columns that are there: ${columns}`,
  },
  {
    id: 'column-missing',
    pattern: /cannot resolve '`?([^'`]+)`?' given input columns: \[([^\]]*)\]/,
    why: ([, column = '']) => `there is no column ${column}`,
    change: ([, , columns = '']) => `use one of the columns that are there: ${columns}`,
  },
  {
    id: 'path-missing',
    pattern: /(?:Path does not exist: |\[PATH_NOT_FOUND\] Path does not exist: )(\S+?)\.?(?=[\s;]|$)/,
    why: ([, path = '']) => `there is nothing at ${path}`,
    change: "check the address in the job's arguments; if another job writes it, say depends_on",
  },
  {
    id: 'no-schema',
    pattern: /Unable to infer schema for (\w+)/,
    why: ([, format = '']) => `there is no ${format} file to read at the address, or it is empty`,
    change:
      "check the address in the job's arguments; if another job writes there, say depends_on, or let the script pass a schema",
  },
  {
    id: 'output-exists',
    pattern: /(?:\[PATH_ALREADY_EXISTS\] Path |AnalysisException: path )(\S+) already exists/,
    why: ([, path = '']) => `${path} is there already, and the script does not say what to do with it`,
    change: 'let the script write with mode("overwrite") or mode("append")',
  },
  {
    id: 'old-dates',
    pattern: /SparkUpgradeException|spark\.sql\.legacy\.timeParserPolicy/,
    why: 'dates or times are written in a way that this version of Spark reads differently',
    change:
      'spark_conf: {"spark.sql.legacy.timeParserPolicy": "LEGACY"}, or another format in the script; old Parquet files: {"spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED"}',
  },
  {
    id: 'bookmark',
    pattern: /Continuation update failed due to version mismatch/,
    why: 'two runs of the job moved its bookmark at the same time',
    change: 'set max_concurrent_runs to 1, or job_bookmark to disable',
  },
  {
    id: 'concurrent-write',
    pattern: /Concurrent(?:Append|DeleteRead|Transaction|Write)Exception|DELTA_CONCURRENT_APPEND/,
    why: 'another run wrote to the same table at the same time',
    change: 'set max_concurrent_runs to 1, put one job behind the other with depends_on, or max_retries to 1',
  },
  {
    id: 'nothing-to-crawl',
    pattern: /nothing to crawl at (s3\S*:\/\/[^ :]+)/,
    why: ([, address = '']) => `there is nothing at ${address}`,
    change: ([, address = '']) => `let a job write to ${address} before the crawler starts, or copy data there`,
  },
];
