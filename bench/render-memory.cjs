/** A process of its own for the bench, run with `--expose-gc`: what the heap holds after every tenth of 200,000 mails, as JSON. */
require('tsx/cjs');
const { mails } = require('./mails.ts');

const MESSAGES = 200_000;
const STEPS = 10;
const render = mails(20_000).ours;
const held = [];
for (let step = 0; step < STEPS; step += 1) {
  for (let index = 0; index < MESSAGES / STEPS; index += 1) render(step * (MESSAGES / STEPS) + index);
  globalThis.gc();
  globalThis.gc();
  held.push(process.memoryUsage().heapUsed);
}
process.stdout.write(JSON.stringify(held));
