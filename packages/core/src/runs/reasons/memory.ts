import type { Reason } from '../reason.ts';

/** What a job lacks of memory and disk: the words of Spark, of YARN and of the JVM. */
export const memoryReasons: readonly Reason[] = [
  {
    id: 'driver-results',
    pattern: /Total size of serialized results of \d+ tasks \(([^)]+)\) is bigger than spark\.driver\.maxResultSize/,
    why: ([, size = '']) =>
      `the script brings ${size} of rows to the driver at once (collect, toPandas, a large broadcast)`,
    change:
      'write the rows instead of collecting them; else raise worker_type, and spark_conf: {"spark.driver.maxResultSize": "…"}',
  },
  {
    id: 'executor-memory',
    pattern:
      /Container killed by YARN for exceeding memory limits|exited with exit code 137 \(SIGKILL, possible container OOM\)/,
    why: 'an executor used more memory than its worker has',
    change:
      'raise worker_type (G.1X to G.2X gives each executor twice the memory), or split the data into more partitions',
  },
  {
    id: 'heap',
    pattern: /java\.lang\.OutOfMemoryError: (?:Java heap space|GC overhead limit exceeded)/,
    why: 'the JVM of Spark ran out of memory',
    change: 'raise worker_type; where the driver lists many small files, group them, or read fewer partitions',
  },
  {
    id: 'executor-lost',
    pattern: /ExecutorLostFailure \(executor (\S+)/,
    why: ([, executor = '']) => `executor ${executor} was lost while it worked, most often for lack of memory`,
    change: 'raise worker_type or number_of_workers; with execution_class FLEX workers may be taken away: use STANDARD',
  },
  {
    id: 'shuffle-lost',
    pattern: /FetchFailedException|MetadataFetchFailedException/,
    why: 'data that one executor kept for another was lost with it',
    change:
      'raise worker_type; spark_conf: {"spark.sql.shuffle.partitions": "…"} with a higher number makes each piece smaller',
  },
  {
    id: 'disk-full',
    pattern: /No space left on device/i,
    why: 'the disk of a worker is full, mostly with what Spark shuffles',
    change: 'raise worker_type or number_of_workers; on this machine make room in the temporary folder',
  },
  {
    id: 'killed',
    pattern: /the script was ended by SIGKILL|Command failed with exit code (?:137|-9)\b/,
    why: 'the script was killed from outside, most often because memory ran out',
    change: 'raise max_capacity of a pythonshell job to 1, or worker_type of a Spark job; read the data in pieces',
  },
  {
    id: 'driver-died',
    pattern: /Command failed with exit code 10\b/,
    why: 'the driver of Spark died; its memory is the usual reason',
    change: 'see gluepipeline logs --noise for what came before; raise worker_type if it is memory',
  },
];
