/** Loaded into n8n by the bench: writes how long each node of a finished run took and how many items it put out, and keeps no items. */
const { appendFileSync } = require('node:fs');

exports.workflow = {
  postExecute: [
    (run) => {
      const nodes = Object.entries(run?.data?.resultData?.runData ?? {}).map(([name, [first]]) => [
        name,
        { ms: first?.executionTime, items: first?.data?.main?.[0]?.length ?? 0 },
      ]);
      const error = run?.data?.resultData?.error?.message;
      appendFileSync(process.env.BENCH_TIMES, `${JSON.stringify({ error, nodes: Object.fromEntries(nodes) })}\n`);
    },
  ],
};
