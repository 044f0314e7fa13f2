// Formats that machines read, in a file of their own: they are loaded for who asks for them.
export { issueCommand, issuesSarif } from '@gluepipeline/core';
