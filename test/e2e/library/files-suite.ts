import type { LibraryBench } from './bench';

export function filesSuite(_inBench: () => LibraryBench): void {}
