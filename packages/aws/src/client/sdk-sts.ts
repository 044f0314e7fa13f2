/** The part of the STS SDK that is used, loaded only when the account is asked for. */
export { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
