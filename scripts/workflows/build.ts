import { writeLibrary } from './library';

/** `npm run build:workflows`: writes `workflows/` anew from the builders. */
writeLibrary().then(
  (changed) => {
    process.stdout.write(
      changed.length === 0 ? 'Everything is up to date.\n' : `Written:\n  ${changed.join('\n  ')}\n`,
    );
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  },
);
