#!/bin/sh
# The steps of the old tool's docker example, with this one: a config, three jobs, a look, a check, and a deployment to the
# embedded endpoint in its own container. It works in a scratch folder and needs no AWS account.
#
#   sh examples/docker-usage.sh
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
folder=$(mktemp -d)
trap 'compose --profile local down >/dev/null 2>&1 || true; rm -rf "$folder"' EXIT
mkdir "$folder/scripts" "$folder/.aws"

# What docker-compose.yml asks for: the folder of the config, and as whom to write there. Your own ~/.aws is mounted,
# to be read, where GLUEPIPELINE_AWS names no other folder.
export GLUEPIPELINE_WORKSPACE="$folder" GLUEPIPELINE_AWS="$folder/.aws"
GLUEPIPELINE_USER="$(id -u):$(id -g)"
export GLUEPIPELINE_USER

compose() {
  docker compose -f "$root/packages/docker/docker-compose.yml" "$@"
}

step() {
  echo
  echo "\$ docker compose $*"
  compose "$@"
}

step --profile local build gluepipeline-cli gluepipeline-local
step run --rm -T gluepipeline-cli init --name demo-pipeline --environment dev --glue-version 6.0
step run --rm -T gluepipeline-cli add-job --job-name extract-data --script s3://demo-bucket/scripts/extract.py --job-type glueetl
step run --rm -T gluepipeline-cli add-job --job-name transform-data --script s3://demo-bucket/scripts/transform.py --job-type glueetl

# A script beside the config: the container reads it and cannot change it.
echo 'print("loaded")' > "$folder/scripts/load.py"
step run --rm -T gluepipeline-cli add-job --job-name load-data --script scripts/load.py --job-type pythonshell
step run --rm -T gluepipeline-cli list
step run --rm -T gluepipeline-cli validate

# The embedded endpoint, and the commands in its container.
step --profile local up --detach --wait gluepipeline-local
step exec -T gluepipeline-local gluepipeline plan --local
step exec -T gluepipeline-local gluepipeline deploy --environment dev --local
step exec -T gluepipeline-local gluepipeline run load-data --local
step exec -T gluepipeline-local gluepipeline status --local

# From another container, over the network, with the keys that the endpoint printed when it started.
eval "$(compose --profile local logs --no-log-prefix gluepipeline-local | grep '^export ')"
step run --rm -T gluepipeline-cli status
step --profile local down
