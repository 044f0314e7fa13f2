/** A line of a logger at a level that says nothing of the job: log4j as Spark sets it, and as Glue does. */
const quietLevel =
  /^\d\d(?:\d\d)?[/-]\d\d[/-]\d\d[ T]\d\d:\d\d:\d\d(?:[.,]\d+)?Z? (?:\[[^\]]*\] )?\[?(?:TRACE|DEBUG|INFO)\b/;

/** What Spark and the JVM say at every start, whatever the job. */
const always = [
  /^Setting default log level to /,
  /^To adjust logging level use /,
  /^Using Spark's default log4j profile: /,
  /^Setting Spark log level to /,
  /^WARNING: (?:Using incubator modules|An illegal reflective access|Illegal reflective access|Please consider reporting|Use --illegal-access|All illegal access)/,
  /WARN (?:NativeCodeLoader: Unable to load native-hadoop|Utils: (?:Your hostname|Set SPARK_LOCAL_IP|Service '\w+' could not bind)|ProcfsMetricsGetter: )/,
  /^SLF4J: /,
  /^Picked up JAVA_TOOL_OPTIONS/,
  /^OpenJDK 64-Bit Server VM warning/,
  /^:: |^\t(?:found|confs|\[SUCCESSFUL|\d+ artifacts copied)|^Ivy Default Cache/,
];

/** A bar that is drawn over itself while stages run. */
const progressBar = /\[Stage \d+:[=>\s]*\(\d+ \+ \d+\) \/ \d+\]/;

/** True for a line of the log that Spark, the JVM or Glue writes whatever the job does. */
export function isNoise(line: string): boolean {
  return quietLevel.test(line) || progressBar.test(line) || always.some((pattern) => pattern.test(line));
}
