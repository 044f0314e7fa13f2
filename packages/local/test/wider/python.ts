import { env } from 'node:process';

/** The interpreter with boto3 and pyspark; a suite that cannot prove anything fails rather than be passed over. */
export function widerPython(): string {
  const python = env.GLUEPIPELINE_WIDER_PYTHON;
  if (python == null || python === '') {
    throw new Error(
      'set GLUEPIPELINE_WIDER_PYTHON to a python with boto3 and pyspark: python3 -m venv /tmp/wider && ' +
        '/tmp/wider/bin/pip install boto3==1.43.107 pyspark==3.5.6 && export GLUEPIPELINE_WIDER_PYTHON=/tmp/wider/bin/python',
    );
  }
  return python;
}
