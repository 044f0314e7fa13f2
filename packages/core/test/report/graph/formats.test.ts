import { describe, expect, it } from '@jest/globals';

import { graphDot } from '../../../src/report/graph/dot.ts';
import { graphMermaid } from '../../../src/report/graph/mermaid.ts';
import { graphView } from '../../../src/report/graph/view.ts';
import { pipelineOf } from '../../../src/testing/builders.ts';
import { everything, job } from './pipelines.ts';

const strange = graphView(pipelineOf({ jobs: [job('a "b" <i> & #1 `x` \\N\n2')] }));

describe('graphMermaid', () => {
  it('writes a flowchart with a box for each workflow', () => {
    expect(graphMermaid(graphView(everything))).toBe(`flowchart LR
  %% sales, environment dev
  subgraph g0["workflow sales-dev"]
    direction LR
    n0(["start<br/>cron(0 2 * * ? *)"]):::trigger
    n1(["run-tell<br/>any of 2"]):::trigger
    n2(["run-later<br/>after load, off"]):::off
    n4["extract<br/>glueetl"]:::job
    n5["transform<br/>glueetl"]:::job
    n6["load<br/>pythonshell"]:::job
    n7["mend<br/>glueetl"]:::job
    n8["tell<br/>glueetl"]:::job
    n9["later<br/>glueetl"]:::job
    n10["theirs<br/>existing job"]:::existing
    n13[("raw<br/>crawler")]:::crawler
  end
  subgraph g1["outside workflows"]
    direction LR
    n3(["run-report<br/>cron(0 6 ? * MON *)"]):::trigger
    n11["report<br/>glueetl"]:::job
    n12["alone<br/>glueetl"]:::job
  end
  n0 --> n4
  n4 --> n5
  n5 --> n6
  n13 --> n6
  n5 -->|FAILED| n7
  n6 --> n1
  n7 --> n1
  n1 --> n8
  n6 --> n2
  n2 --> n9
  n6 --> n10
  n3 --> n11
  n4 --> n13
  classDef job fill:#dbeafe,stroke:#2563eb,color:#0f172a
  classDef crawler fill:#dcfce7,stroke:#16a34a,color:#0f172a
  classDef trigger fill:#fef3c7,stroke:#d97706,color:#0f172a
  classDef existing fill:#f1f5f9,stroke:#64748b,color:#0f172a,stroke-dasharray:4 3
  classDef off fill:#f1f5f9,stroke:#94a3b8,color:#0f172a,stroke-dasharray:4 3`);
  });

  it('writes every sign of a name as itself', () => {
    expect(graphMermaid(strange)).toContain('["a #34;b#34; #60;i#62; #38; #35;1 #96;x#96; \\N 2<br/>glueetl"]:::job');
  });
});

describe('graphDot', () => {
  it('writes a digraph with a cluster for each workflow', () => {
    const config = {
      jobs: [job('a'), job('b', [{ job: 'a', state: 'FAILED' }]), { name: 'theirs', existing: true }],
    };
    expect(graphDot(graphView(pipelineOf(config)))).toBe(`digraph "sales/dev" {
  graph [rankdir=LR, bgcolor=transparent, color="#7a7a7a", fontcolor="#7a7a7a", fontname="Helvetica"];
  node [style=filled, fontname="Helvetica", fontsize=11, fontcolor="#0f172a"];
  edge [color="#7a7a7a", fontcolor="#7a7a7a", fontname="Helvetica", fontsize=9];
  subgraph cluster_0 {
    label="workflow sales-dev";
    "trigger start" [label="start\\non demand", shape=oval, fillcolor="#fef3c7", color="#d97706"];
    "job a" [label="a\\nglueetl", shape=box, fillcolor="#dbeafe", color="#2563eb"];
    "job b" [label="b\\nglueetl", shape=box, fillcolor="#dbeafe", color="#2563eb"];
    "job theirs" [label="theirs\\nexisting job", shape=box, fillcolor="#f1f5f9", color="#64748b", style="filled,dashed"];
  }
  "trigger start" -> "job a";
  "trigger start" -> "job theirs";
  "job a" -> "job b" [label="FAILED"];
}`);
  });

  it('writes every sign of a name as itself', () => {
    expect(graphDot(strange)).toContain('[label="a \\"b\\" <i> & #1 `x` \\\\N 2\\nglueetl"');
  });
});
