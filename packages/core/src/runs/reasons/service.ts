import type { Reason } from '../reason.ts';

/** What Glue, its limits and its network say (Glue developer guide, glue-troubleshooting-errors; job-run-statuses). */
export const serviceReasons: readonly Reason[] = [
  {
    id: 'concurrent-runs',
    pattern: /Concurrent runs exceeded|ConcurrentRunsExceededException/,
    why: 'the job was running already, as often as it may at one time',
    change: 'raise max_concurrent_runs, set job_run_queuing_enabled, or let it start less often',
  },
  {
    id: 'slow-down',
    pattern: /\(SlowDown\)|Please reduce your request rate|Status Code: 503[^\n]*Slow ?Down/i,
    why: 'S3 was asked more often than it answers',
    change: 'let fewer workers write at once (number_of_workers), or write fewer and larger files',
  },
  {
    id: 'throttled',
    pattern: /\(?ThrottlingException\)?|Rate exceeded|TooManyRequestsException/,
    why: 'AWS was asked more often than it answers',
    change: 'set max_retries to 1 or more, and let the script wait between its calls',
  },
  {
    id: 'timeout',
    pattern: /took longer than its Timeout of (\d+) min|the run ended as TIMEOUT/,
    why: 'the run took longer than the job may',
    change: 'raise timeout (minutes), or give the job more workers',
  },
  {
    id: 'no-addresses',
    pattern: /subnet does not have enough free addresses|Number of IP addresses on subnet/i,
    why: 'the subnet of the connection has no address left for the workers',
    change: 'lower number_of_workers, let fewer jobs run at once, or use a connection in a larger subnet',
  },
  {
    id: 'no-s3-endpoint',
    pattern:
      /VPC S3 endpoint validation failed for SubnetId: (\S+?)\.|Could not find S3 endpoint or NAT gateway for subnetId:? (\S+)/,
    why: 'from the subnet of the connection there is no way to S3',
    change: ([, subnet, other]) =>
      `give ${subnet ?? other ?? 'the subnet'} a gateway endpoint for S3 or a NAT gateway; a job that needs no VPC needs no connections`,
  },
  {
    id: 'security-group',
    pattern: /At least one security group must open all (ingress|egress) ports/,
    why: ([, way = '']) =>
      `the workers may not talk to one another: no security group of the connection is open to itself (${way})`,
    change: 'add a rule for all TCP ports whose source is the security group itself',
  },
  {
    id: 'database-unreachable',
    pattern: /Communications link failure|The connection attempt failed|Connection timed out|Connection refused/,
    why: 'the database did not answer',
    change: 'check connections of the job: subnet, security groups and the address of the database',
  },
];
