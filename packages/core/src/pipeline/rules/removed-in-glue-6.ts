import type { Mention } from '../python/script.ts';
import type { SparkJob } from '../pipeline.ts';
import type { Finding, Rule } from '../rule.ts';
import { versionNumber } from '../versions.ts';
import { argumentValue, type Entry, findArgument, sparkEntries } from './support/entries.ts';
import { sparkExample } from './support/example.ts';
import { pythonOf, readScripts } from './support/scripts.ts';

interface Removed {
  readonly pattern: RegExp;
  readonly what: string;
  readonly instead: string;
}

/** What Glue 6.0 took away, as it is written in settings, in the names of files and in scripts (Glue developer guide, migrating-version-60). */
const emrfs: Removed = {
  pattern: /com\.amazon\.(?:ws\.)?emr\.[\w.]*|\bfs\.s3\.consistent\b[\w.]*/,
  what: 'EMRFS, which Glue 6.0 no longer has',
  instead: 'remove it: s3:// is read and written through S3A',
};

const sdk: Removed = {
  pattern: /\bcom\.amazonaws\.services\.(?!glue\b)[\w.]+/,
  what: 'the AWS SDK for Java v1, which Glue 6.0 no longer has',
  instead: 'move to v2, software.amazon.awssdk.services, or to boto3',
};

const inSettings: readonly Removed[] = [emrfs, sdk];

const inPython: readonly Removed[] = [
  emrfs,
  sdk,
  {
    pattern: /^SQLContext$/,
    what: 'SQLContext, which Spark 4.1 of Glue 6.0 no longer has',
    instead: 'use the SparkSession: glueContext.spark_session',
  },
];

const inScala: readonly Removed[] = [
  emrfs,
  sdk,
  {
    pattern: /\bSQLContext\b/,
    what: 'SQLContext, which Spark 4.1 of Glue 6.0 no longer has',
    instead: 'use the SparkSession',
  },
  {
    pattern: /\bscala\.collection\.JavaConversions\b|\bimport\s+collection\.JavaConversions\b/,
    what: 'JavaConversions, which Scala 2.13 of Glue 6.0 no longer has',
    instead: 'use scala.jdk.CollectionConverters',
  },
  {
    pattern: /\bscala\.collection\.mutable\.MutableList\b/,
    what: 'MutableList, which Scala 2.13 of Glue 6.0 no longer has',
    instead: 'use ListBuffer',
  },
];

const inJars: readonly Removed[] = [
  {
    pattern: /[^/,\s]*_2\.1[0-2][-_.][^/,\s]*\.jar/,
    what: 'a jar for Scala 2.12 or older, and Glue 6.0 runs Scala 2.13',
    instead: 'take the one that is made for Scala 2.13',
  },
  {
    pattern: /aws-java-sdk-[^/,\s]*\.jar/,
    what: 'the AWS SDK for Java v1, and Glue 6.0 works with v2 alone',
    instead: 'take the AWS SDK for Java v2',
  },
];

/** Settings and scripts that rest on what Glue 6.0 no longer has. */
export const removedInGlue6: Rule = {
  code: 'GP296',
  severity: 'warn',
  title: 'something that Glue 6.0 no longer has',
  explanation:
    "Glue 6.0 reads and writes S3 through S3A alone: settings and classes of EMRFS are gone. So are the AWS SDK for Java v1 (`com.amazonaws.services`, Glue's own library apart), `SQLContext`, and jars for Scala 2.12. Looked at are `spark_conf`, the names of its jars, and a script beside the config without its comments.",
  bad: sparkExample('"spark_conf": { "spark.hadoop.fs.s3.impl": "com.amazon.ws.emr.hadoop.fs.EmrFileSystem" }'),
  good: sparkExample('"spark_conf": { "spark.hadoop.fs.s3a.endpoint.region": "eu-west-1" }'),
  check: (input) => {
    const six = sparkEntries(input).filter(({ job }) => isSix(job));
    const inTexts = six.flatMap((entry) => [...ofConf(entry), ...ofJars(entry)]);
    const inScripts = readScripts(input).flatMap(({ entry: { job, ...rest }, file, text, facts }): Finding[] => {
      if (job.kind === 'pythonshell' || !isSix(job) || !mayUse.test(text)) {
        return [];
      }
      const isScala = argumentValue({ job, ...rest }, '--job-language') === 'scala';
      const words = isScala ? scalaWords(text) : pythonOf(facts, text).words;
      return (isScala ? inScala : inPython).flatMap(({ pattern, what, instead }): Finding[] => {
        const found = words.find(({ name }) => pattern.test(name));
        return found == null
          ? []
          : [
              {
                path: [...job.at, 'script'],
                message: `the script of job "${job.name}" uses ${what}: ${file}:${String(found.line)}`,
                hint: instead,
              },
            ];
      });
    });
    return [...inTexts, ...inScripts];
  },
};

/** Nearly no script has any of it. */
const mayUse = /com\.amazon|fs\.s3\.consistent|SQLContext|JavaConversions|MutableList/;

/** `auto` may still be below. */
function isSix({ glueVersion }: SparkJob): boolean {
  const version = versionNumber(glueVersion);
  return Number.isFinite(version) && version >= 6;
}

function ofConf(entry: Entry): Finding[] {
  // Nearly no job has one: what it says is looked at only then.
  const value = argumentValue(entry, '--conf');
  return value == null
    ? []
    : inSettings
        .filter(({ pattern }) => pattern.test(value))
        .map(({ what, instead }) => ({
          path: findArgument(entry, '--conf')?.path ?? entry.job.at,
          message: `argument "--conf" of job "${entry.job.name}" names ${what}`,
          hint: instead,
        }));
}

function ofJars(entry: Entry): Finding[] {
  const jars = argumentValue(entry, '--extra-jars');
  return jars == null
    ? []
    : inJars.flatMap(({ pattern, what, instead }): Finding[] => {
        const [name] = pattern.exec(jars) ?? [];
        const path = findArgument(entry, '--extra-jars')?.path ?? entry.job.at;
        return name == null
          ? []
          : [{ path, message: `"${name}" of job "${entry.job.name}" is ${what}`, hint: instead }];
      });
}

/** The lines of a Scala script without their comments, as far as a look tells. */
function scalaWords(text: string): readonly Mention[] {
  const bare = text.replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ' '));
  return bare.split('\n').map((line, index) => ({ name: line.replace(/(^|\s)\/\/.*$/, ''), line: index + 1 }));
}
