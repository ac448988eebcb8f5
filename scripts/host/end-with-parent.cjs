/**
 * Loaded into n8n with `--require`: ends it when the process that started it is gone, however that ended, so that no n8n
 * stays behind on a port. Standard input closes at that moment.
 */
process.stdin.on('end', () => process.exit(1)).on('error', () => process.exit(1));
process.stdin.resume();
process.stdin.unref?.();
