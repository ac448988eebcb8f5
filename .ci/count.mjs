/**
 * Reads Jest's JSON report and prints "passed failed skipped". A suite that could not even be loaded counts as one failure,
 * and so does a run that ended badly without saying which test failed.
 */
import { readFileSync } from 'node:fs';

const [file, code] = process.argv.slice(2);
const report = JSON.parse(readFileSync(file, 'utf8'));
const broken = report.testResults.filter(
  ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
).length;
let failed = report.numFailedTests + broken;
if (failed === 0 && code !== '0') failed = 1;
console.log(report.numPassedTests, failed, report.numPendingTests);
