import type { Reason } from '../reason.ts';

/** What a script itself is to blame for, on any machine: Python's own words, and those of getResolvedOptions. */
export const scriptReasons: readonly Reason[] = [
  {
    id: 'spark-missing',
    pattern:
      /pyspark is not installed for |pyspark of \S+ cannot be imported|ModuleNotFoundError: No module named 'pyspark'/,
    why: 'the script needs Spark, and the python that runs it has none',
    change:
      'install pyspark for the python that runs the scripts, name another python with --python, or use the image of AWS (--runner docker); on AWS set type to glueetl',
  },
  {
    id: 'missing-module',
    pattern: /ModuleNotFoundError: No module named '([^']+)'/,
    why: ([, module = '']) => `the script imports "${module}", which is not installed where it runs`,
    change: ([, module = '']) =>
      `add the package that holds "${module.split('.')[0] ?? module}" to python_modules (--additional-python-modules), or your own module to extra_py_files; with --local, install it for the python that runs the scripts`,
  },
  {
    id: 'missing-name',
    pattern: /ImportError: cannot import name '([^']+)' from '([^']+)'/,
    why: ([, name = '', module = '']) => `"${module}" is there, in a version that has no "${name}"`,
    change: ([, , module = '']) =>
      `pin the version that you tested with in python_modules: "${module.split('.')[0] ?? module}==…"`,
  },
  {
    id: 'missing-argument',
    pattern: /the following arguments are required: (.+)/,
    why: ([, names = '']) => `the script asks for ${names}, which the job does not pass`,
    change: ([, names = '']) => `give ${names} under the job's arguments, or with run --arg`,
  },
  {
    id: 'argument-like-option',
    pattern: /GlueArgumentError: argument --?(\S+): expected one argument/,
    why: ([, name = '']) => `the value of --${name} begins with a dash and was taken for another option`,
    change: ([, name = '']) => `give --${name} a value that begins with another character`,
  },
  {
    id: 'syntax',
    pattern: /\b(?:SyntaxError|IndentationError|TabError)\b/,
    why: 'python could not read the script',
    change: 'mend the script; python_version and glue_version say which Python reads it on AWS',
  },
  {
    id: 'local-only-glue',
    pattern: /NotImplementedError: (.+) needs the AWS Glue image/,
    why: ([, what = '']) => `${what} is a part of Glue's own engine, which is not on this machine`,
    change:
      'run it in the image of AWS (--runner docker, Glue 3.0 to 5.0) or on AWS, or use the DataFrame of Spark in its place',
  },
  {
    id: 'image-not-pulled',
    pattern: /the image (\S+) could not be pulled/,
    why: 'Docker could not bring the image of AWS to this machine',
    change: ([, image = '']) => `mend what "docker pull ${image}" says; --runner script does without the image`,
  },
  {
    id: 'endpoint-unreachable',
    pattern: /the container does not reach the endpoint at/,
    why: 'the container runs where the loopback of this machine does not lead',
    change:
      'use Docker Desktop or, on Linux, an engine of this machine that is not rootless; --runner script does without Docker',
  },
  {
    id: 'script-missing',
    pattern: /the script (\S+) does not exist|s3:\/\/\S+ of --[\w-]+ does not exist/,
    why: 'the file that the job names is not where it says',
    change: 'upload the script there, or name a local file as script and let deploy upload it',
  },
];
