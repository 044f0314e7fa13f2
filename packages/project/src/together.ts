// What several environments at once need, in a file of its own: it is loaded for who asks for them.
export { environmentsIn, mergedIssues, sharedNames } from '@gluepipeline/core';
