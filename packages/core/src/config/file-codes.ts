/** One of the complaints about a file as such, before any rule looks at it. */
export interface FileCode {
  readonly code: string;
  readonly title: string;
  readonly explanation: string;
  /** A file that gives the code, and its name where that says the format. */
  readonly bad: string;
  readonly file: string;
}

/** Every GP1xx code of `readSource` and `parseConfig`, in order; all are errors. */
export const fileCodes: readonly FileCode[] = [
  {
    code: 'GP101',
    title: 'a file that cannot be read as JSON or YAML',
    explanation:
      'The position is where the reader gave up; the mistake is there or just before. JSON may hold comments and trailing commas. Maps and lists may be nested a hundred levels deep.',
    file: 'config.json',
    bad: '{ "pipeline_name": "sales" "environment": "dev" }',
  },
  {
    code: 'GP102',
    title: 'a file that holds no config',
    explanation: 'A config is a map of keys, and has at least a `pipeline_name`.',
    file: 'config.yaml',
    bad: '- pipeline_name: sales',
  },
  {
    code: 'GP103',
    title: 'an unknown key',
    explanation:
      'Keys are checked, so that a misspelt one is not silently without effect. Words of Terraform, CloudFormation and the Glue API are answered with ours.',
    file: 'config.yaml',
    bad: 'pipeline_name: sales\nenviroment: dev',
  },
  {
    code: 'GP104',
    title: 'a missing key',
    explanation:
      'The file needs a `pipeline_name`, and every job, crawler and trigger a `name`; a trigger also needs `actions`.',
    file: 'config.yaml',
    bad: 'pipeline_name: sales\njobs:\n  - script: load.py',
  },
  {
    code: 'GP105',
    title: 'a value of the wrong kind',
    explanation:
      'The message says what the key holds. Where text is wanted, a number or boolean keeps its written form: `glue_version: 3.0` is "3.0". It is also what is said of an environment on the command line that can be no part of a name.',
    file: 'config.yaml',
    bad: 'pipeline_name: sales\njobs:\n  - name: load\n    script: load.py\n    timeout: two hours',
  },
  {
    code: 'GP106',
    title: 'a value that is none of the choices',
    explanation:
      'The key takes one of a closed list of words, in the case in which they are shown. Ray jobs (`glueray`) are not among the types: Glue for Ray is closed to new customers since 2026-04-30.',
    file: 'config.yaml',
    bad: 'pipeline_name: sales\njobs:\n  - name: load\n    script: load.py\n    type: glueetll',
  },
  {
    code: 'GP107',
    title: 'a key written twice',
    explanation:
      'JSON readers keep the last of two equal keys without a word, so that all of the first is lost. Remove or rename one. In YAML too, keys are texts: `1` and `"1"` are the same.',
    file: 'config.json',
    bad: '{ "pipeline_name": "sales", "tags": { "team": "a" }, "tags": { "cost": "b" } }',
  },
  {
    code: 'GP108',
    title: 'a `${…}` that means nothing',
    explanation:
      'A text names a value that is not there: a variable that no level has, a field that an item of `for_each` lacks, a word that is no name. `${name:-…}` says what stands there otherwise, and `$${` is a `${` of the text itself. All names are in docs/language.md.',
    file: 'config.yaml',
    bad: 'pipeline_name: sales\nvariables: { bucket: sales-data }\ndescription: reads ${var.bukket}',
  },
  {
    code: 'GP109',
    title: 'values that need each other',
    explanation: 'A variable is made of another, and that one, perhaps over further ones, of the first.',
    file: 'config.yaml',
    bad: 'pipeline_name: sales\nvariables: { a: "${var.b}", b: "${var.a}" }',
  },
  {
    code: 'GP117',
    title: 'an environment that the file does not have',
    explanation:
      'A file with `environments` is for those alone: a misspelt name would make a stack of its own. Add the name, with `{}` where nothing is different there, or `"*"` for all names that are not listed.',
    file: 'config.yaml',
    bad: 'pipeline_name: sales\nenvironment: prd\nenvironments: { dev: {}, prod: {} }',
  },
  {
    code: 'GP118',
    title: 'a change to something that the file does not have',
    explanation:
      'An environment changes the jobs, crawlers and triggers of the file by their names as they are written. What is in some environments alone is written in the list, with `only_in`.',
    file: 'config.yaml',
    bad: 'pipeline_name: sales\njobs: [{ name: load, script: load.py }]\nenvironments: { dev: { jobs: { laod: { timeout: 5 } } } }',
  },
  {
    code: 'GP119',
    title: 'a for_each that names no items',
    explanation:
      'It is a map, or a list of texts of which each is there once. The keys become parts of names, which have to outlive another order, so that a list of maps is refused; and the name of the group is made of nothing that only its items know.',
    file: 'config.yaml',
    bad: 'pipeline_name: sales\njobs: [{ name: load, script: load.py, for_each: [orders, orders] }]',
  },
];
