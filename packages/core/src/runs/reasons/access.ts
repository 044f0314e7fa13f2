import type { Reason } from '../reason.ts';

/** What a role may not do, and what is not where it is looked for: the words of AWS. */
export const accessReasons: readonly Reason[] = [
  {
    id: 'role-trust',
    pattern: /(?:Role (\S+) )?should be given assume role permissions for Glue Service/,
    why: ([, role]) => `Glue may not take on the role ${role ?? 'of the job'}`,
    change: 'let the trust policy of the role name glue.amazonaws.com, or name another role',
  },
  {
    id: 'lake-formation',
    pattern: /Insufficient Lake Formation permission\(s\)(?:: Required (\w[\w ]*?))? on (\S+?)[\s(.,]?$/m,
    why: ([, , what = '']) => `Lake Formation does not give the role of the job what it needs on ${what}`,
    change: ([, right, what = '']) =>
      `grant the role ${right ?? 'the permission'} on ${what} in Lake Formation; IAM alone does not do`,
  },
  {
    id: 'kms-denied',
    pattern: /not authorized to perform: (kms:\w+)(?: on resource: (\S+))?/,
    why: ([, action = '']) => `the data are encrypted with a key that the role of the job may not use (${action})`,
    change: ([, action = '', key]) =>
      `allow ${action} on ${key ?? 'the key'}, in the policy of the role and in that of the key`,
  },
  {
    id: 'action-denied',
    pattern: /not authorized to perform: ([\w-]+:\w+)(?: on resource: (\S+))?/,
    why: ([, action = '']) => `the role of the job may not do ${action}`,
    change: ([, action = '', resource]) =>
      `allow ${action}${resource == null ? '' : ` on ${resource}`} in the policy of the role`,
  },
  {
    id: 'bucket-missing',
    pattern: /NoSuchBucket|The specified bucket does not exist/,
    why: 'the bucket that the script reads or writes does not exist',
    change: "check the address in the job's arguments, and the environment (-e) and Region that it is for",
  },
  {
    id: 'object-missing',
    pattern: /NoSuchKey|The specified key does not exist|\(404\) when calling the HeadObject operation/,
    why: 'the object that the script reads does not exist',
    change: "check the address in the job's arguments; if another job writes it, say depends_on",
  },
  {
    id: 's3-denied',
    pattern:
      /Status Code: 403|\(AccessDenied\) when calling the (\w+) operation|\(403\) when calling the (\w+) operation|AccessDeniedException|AmazonS3Exception: Access Denied/,
    why: ([, operation, other]) => {
      const call = operation ?? other;
      return `the role of the job was refused${call == null ? '' : ` ${call}`}`;
    },
    change:
      'allow the action on the bucket and its objects in the policy of the role, and look at the policy of the bucket and at its key',
  },
  {
    id: 'key-missing',
    pattern: /InvalidAccessKeyId|access key ID (?:you provided )?does not exist/i,
    why: 'the credentials that the script used are those of nobody any more',
    change: 'let the script use the role of the job, without keys of its own; check that the role is still there',
  },
  {
    id: 'catalog-missing',
    pattern:
      /EntityNotFoundException|Entity Not Found \(Service: (?:Aws)?Glue|TABLE_OR_VIEW_NOT_FOUND|Table or view not found: (\S+)/,
    why: 'a table or database is not in the Data Catalog',
    change: "check the names in the job's arguments; if a crawler makes the table, put it into depends_on",
  },
  {
    id: 'storage-class',
    pattern: /The operation is not valid for the object's storage class/,
    why: 'some of the objects are archived and cannot be read as they are',
    change:
      'leave the archived partitions out, or exclude their storage classes where the script reads (excludeStorageClasses)',
  },
];
