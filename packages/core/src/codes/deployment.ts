import type { Code } from './code.ts';

/** Of locks, records and what is gone back to. */
export const deploymentCodes: readonly Code[] = [
  {
    code: 'GP501',
    title: 'a stack that is locked',
    explanation:
      'Somebody else deploys it now, or holds its lock so that nobody does. `--lock-timeout 10m` waits; `gluepipeline lock status` shows who it is; `gluepipeline lock release` takes the lock away. A lock that its holder stopped renewing, as after a crash, comes free by itself after two minutes.',
  },
  {
    code: 'GP502',
    title: 'a lock that was lost while working',
    explanation:
      'It was taken away, or could not be renewed in time, as on a machine that slept. From then on nothing is changed, because somebody else may be at work. Look with `gluepipeline lock status`, then run the same command again: it goes on where it ended.',
  },
  {
    code: 'GP503',
    title: 'no bucket for lock and history',
    explanation:
      'Both are kept in the artifact bucket, which `deploy --create-bucket` makes. Or name one of yours as `artifacts.bucket`. A pipeline that uploads nothing is deployed without them.',
  },
  {
    code: 'GP504',
    title: 'a record that cannot be read',
    explanation:
      'A later version of this tool wrote it, or somebody changed it. Use that version, or move the object away.',
  },
  {
    code: 'GP505',
    title: 'no deployment to go back to',
    explanation:
      'There is none before the present one, or the one that was named did not get through. `gluepipeline history` shows which there are.',
  },
  {
    code: 'GP506',
    title: 'an unknown deployment',
    explanation:
      'No record has that number: `gluepipeline history` shows which there are. Old ones go with `gluepipeline gc`.',
  },
  {
    code: 'GP507',
    title: 'a script that is gone',
    explanation:
      'A rollback uploads nothing: the files beside the config are those of today. Check out the commit of that deployment, as `history` shows it, and deploy it.',
  },
  {
    code: 'GP508',
    title: 'a value that no record holds',
    explanation:
      'Records hold no values that look like secrets. A rollback keeps the value that is deployed now; where the resource is gone as well, nobody knows it. Check out the commit of that deployment and deploy it, or pass secrets by name: `secrets`.',
  },
];
