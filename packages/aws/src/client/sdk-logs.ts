/** The part of the CloudWatch Logs SDK that is used, loaded only when logs are read. */
export { CloudWatchLogsClient, DescribeLogStreamsCommand, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
