// A picture of the pipeline, from CommonJS: Node 20.19, 22.12 and later require() what is an ES module.
const { writeFileSync } = require('node:fs');
const { join } = require('node:path');

const { graphMermaid, graphSvg, graphView } = require('@gluepipeline/core');
const { list } = require('@gluepipeline/project');

async function draw() {
  const place = { cwd: __dirname, config: 'pipeline', env: process.env };
  const { pipeline } = await list(place, { environment: 'prod' });
  const view = graphView(pipeline);
  writeFileSync(join(__dirname, 'sales.svg'), await graphSvg(view));
  console.log(graphMermaid(view));
}

draw();
