import type { Endpoint } from '../glue/handler.ts';

// Everything else stays outside: a script on a laptop must not find the laptop's AWS credentials.
const allowed = new Set(
  'PATH LANG LANGUAGE TZ TERM JAVA_HOME SPARK_HOME LD_LIBRARY_PATH DYLD_LIBRARY_PATH SSL_CERT_FILE SSL_CERT_DIR'.split(
    ' ',
  ),
);

/** The parts of an environment that a script may see, with a home and temporary folder of its own. */
export function bareEnvironment(
  outer: Readonly<Record<string, string | undefined>>,
  folders: { readonly home: string; readonly temporary: string },
): Record<string, string> {
  const kept = Object.entries(outer).filter(
    (entry): entry is [string, string] => entry[1] != null && (allowed.has(entry[0]) || entry[0].startsWith('LC_')),
  );
  return {
    ...Object.fromEntries(kept),
    HOME: folders.home,
    TMPDIR: folders.temporary,
    PYTHONUNBUFFERED: '1',
    // Logs are read as UTF-8, whatever the terminal speaks.
    PYTHONIOENCODING: 'utf-8',
    // The shim may lie in a folder nobody should write to.
    PYTHONDONTWRITEBYTECODE: '1',
  };
}

/** What makes boto3 and the SDKs talk to this endpoint and to nothing else. */
export function endpointEnvironment(endpoint: Endpoint): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: endpoint.url,
    AWS_DEFAULT_REGION: endpoint.region,
    AWS_REGION: endpoint.region,
    AWS_ACCESS_KEY_ID: endpoint.accessKeyId,
    AWS_SECRET_ACCESS_KEY: endpoint.secretAccessKey,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

/** What keeps Spark to itself: its ports on loopback, its workers in the same interpreter, its log without progress bars. `jars` go on its class path. */
export function sparkEnvironment(python: string, jars: readonly string[]): Record<string, string> {
  return {
    SPARK_LOCAL_IP: '127.0.0.1',
    PYSPARK_PYTHON: python,
    PYSPARK_SUBMIT_ARGS: [
      '--conf spark.ui.showConsoleProgress=false',
      ...(jars.length > 0 ? [`--jars ${jars.join(',')}`] : []),
      'pyspark-shell',
    ].join(' '),
  };
}
