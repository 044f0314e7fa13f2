/** The part of the tagging SDK that is used, loaded only when a stack is read. */
export { GetResourcesCommand, ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
