import { ensureBuilt, ensureHost } from '../../scripts/demo/prepare';

/** Before the first suite: n8n is installed and `dist` is what the sources say. */
export default async function setUp(): Promise<void> {
  await ensureHost();
  await ensureBuilt();
}
