#!/bin/sh
# The steps of the old demo, with this tool: make a config, add three jobs, look at it, check it, deploy it.
# It works in a scratch folder and deploys to the embedded endpoint, so it needs no AWS account.
#
#   npx nx build gluepipeline && sh examples/demo.sh
set -eu

root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
if [ ! -f "$root/packages/cli/dist/gluepipeline.cjs" ]; then
  echo "build the command first: npx nx build gluepipeline" >&2
  exit 1
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

gluepipeline() {
  echo
  echo "\$ gluepipeline $*"
  node "$root/packages/cli/dist/gluepipeline.cjs" "$@"
}

gluepipeline init --name demo-pipeline --environment dev --glue-version 6.0
gluepipeline add-job --job-name extract-data --script s3://demo-bucket/scripts/extract.py --job-type glueetl
gluepipeline add-job --job-name transform-data --script s3://demo-bucket/scripts/transform.py --job-type glueetl
gluepipeline add-job --job-name load-data --script s3://demo-bucket/scripts/load.py --job-type pythonshell
gluepipeline list
gluepipeline validate
gluepipeline deploy --environment dev --local
gluepipeline status --local
