/** The providers for what the clients' own chain cannot: keys beside AWS_PROFILE, a second role, asking for an MFA code. */
export { fromEnv, fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers';
