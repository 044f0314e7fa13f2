#!/usr/bin/env node
// A commit hook: every config that is named, or the one in pipeline/, must be sound in every environment.
// Ends with 1 where one is not, so that git makes no commit.
import { issueText } from '@gluepipeline/core';
import { validate } from '@gluepipeline/project';

const configs = process.argv.length > 2 ? process.argv.slice(2) : ['pipeline'];

for (const config of configs) {
  for (const environment of ['dev', 'prod']) {
    const place = { cwd: process.cwd(), config, env: process.env };
    const { valid, issues, file } = await validate(place, { environment });
    for (const issue of issues) {
      console.error(`${issueText(issue)}\n`);
    }
    console.log(`${file.shown}, ${environment}: ${valid ? 'sound' : 'not sound'}`);
    if (!valid) {
      process.exitCode = 1;
    }
  }
}
