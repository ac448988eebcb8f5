/** What went wrong with an install, and what the user can do about it. */
export class InstallError extends Error {
  constructor(problem, advice, log) {
    super([problem, advice, log && `The full log: ${log}`].filter(Boolean).join('\n'));
    this.name = 'InstallError';
  }
}

const KNOWN = [
  [/ENOSPC|no space left/i, 'The disk is full.', 'n8n needs about 4 GB; make room and run the command again.'],
  [
    /gyp ERR! find Python|not found: (make|g\+\+|cc|c\+\+)|(make|g\+\+|c\+\+|cc1plus)[^\n]*(not found|No such file)|`make` failed|find VS/i,
    'n8n’s SQLite part has to be compiled here, and the tools for that are missing.',
    'Install a C++ compiler, make and Python 3. On Debian and Ubuntu: apt-get install build-essential python3',
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|ENOTCACHED|network (request|timeout|connectivity)/i,
    'The npm registry could not be reached.',
    'Check the network connection (or npm’s proxy and registry settings) and run the command again; what was downloaded is kept.',
  ],
  [
    /ENOENT[^\n]*npm|spawn npm/i,
    'npm was not found.',
    'Run this through npm: npm run demo, npm start or npm run test:e2e',
  ],
];

/** Turns the output of a failed command into an error with advice. */
export function explain(output, log) {
  for (const [pattern, problem, advice] of KNOWN) {
    if (pattern.test(output)) return new InstallError(problem, advice, log);
  }
  const lastLines = output.trim().split('\n').slice(-12).join('\n');
  return new InstallError(`The install of n8n failed:\n${lastLines}`, 'Run the command again.', log);
}
