import { NodeConnectionTypes } from 'n8n-workflow';

/** One input, as every node of the package has. A constant, because the two linters ask for opposite ways to write it in place. */
export const ONE_INPUT = [NodeConnectionTypes.Main];

/** One output. */
export const ONE_OUTPUT = [NodeConnectionTypes.Main];

/** Several outputs of the ordinary kind, one for each name. */
export const outputs = (count: number) => Array.from({ length: count }, () => NodeConnectionTypes.Main);
