/** The providers for what the clients' own chain cannot: a second role, and asking for an MFA code. */
export { fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers';
