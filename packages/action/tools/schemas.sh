#!/bin/sh
# sh schemas.sh <check-jsonschema>: every file that a CI system reads, against the schema that its makers publish.
set -eu
check=$1
cd "$(dirname "$0")/../../.."
"$check" --builtin-schema vendor.github-workflows .github/workflows/*.yml packages/project/templates/github/*.yml
"$check" --builtin-schema custom.github-workflows-require-timeout .github/workflows/*.yml packages/project/templates/github/*.yml
"$check" --builtin-schema vendor.github-actions packages/action/action.yml
"$check" --builtin-schema vendor.dependabot .github/dependabot.yml
"$check" --builtin-schema vendor.gitlab-ci examples/ci/gitlab-ci.yml
