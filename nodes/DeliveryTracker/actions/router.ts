import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { InputError } from '../../../dunning/errors';
import type { FullLedger } from '../../../dunning/ledger/records';
import { errorItem, nodeError } from '../../shared/errors';
import { openLedger } from '../../shared/ledger';
import * as claim from './claim.operation';
import * as exportTimeline from './exportTimeline.operation';
import * as find from './find.operation';
import * as forget from './forget.operation';
import * as getTimeline from './getTimeline.operation';
import * as listUncertain from './listUncertain.operation';
import * as nextChannel from './nextChannel.operation';
import * as optIn from './optIn.operation';
import * as optOut from './optOut.operation';
import * as readBounce from './readBounce.operation';
import * as recordEvent from './recordEvent.operation';
import * as recordPayment from './recordPayment.operation';
import * as recordPromise from './recordPromise.operation';
import * as recordReply from './recordReply.operation';
import * as recordResult from './recordResult.operation';
import * as releaseHold from './releaseHold.operation';
import * as setHold from './setHold.operation';
import * as settle from './settle.operation';
import { isTool, SAFE_FOR_AGENTS } from './tools';
import type { Execute } from './types';

const OPERATIONS: Readonly<Record<string, Execute>> = {
  claim: claim.execute,
  exportTimeline: exportTimeline.execute,
  find: find.execute,
  forget: forget.execute,
  getTimeline: getTimeline.execute,
  listUncertain: listUncertain.execute,
  nextChannel: nextChannel.execute,
  optIn: optIn.execute,
  optOut: optOut.execute,
  readBounce: readBounce.execute,
  recordEvent: recordEvent.execute,
  recordPayment: recordPayment.execute,
  recordPromise: recordPromise.execute,
  recordReply: recordReply.execute,
  recordResult: recordResult.execute,
  releaseHold: releaseHold.execute,
  setHold: setHold.execute,
  settle: settle.execute,
};

/** Opens the ledger for the chosen operation and closes it whatever happens. */
export async function route(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
  const name = context.getNodeParameter('operation', 0) as string;
  const operation = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
  if (!operation) throw nodeError(context, new Error('This operation does not exist in this version of the node.'));
  // The panel of the tool does not offer the others; a workflow can be written in other ways than in the panel.
  if (isTool(context) && !SAFE_FOR_AGENTS.has(name)) {
    const problem = new InputError({
      field: 'Operation',
      found: name,
      problem: 'is not for an AI agent: it may only read the record',
      advice: 'Use it as a node of the workflow, where a person decided that it runs.',
    });
    throw nodeError(context, problem);
  }
  const items = context.getInputData();
  try {
    return await withLedger(context, (ledger) => operation(context, ledger, items));
  } catch (error) {
    const shown = nodeError(context, error);
    if (!context.continueOnFail()) throw shown;
    // Were it thrown, n8n would pass the items on at the first output: at *Claim* that means “send”.
    const failed = items.map((item, index) => errorItem(context, item, index, shown));
    return name === 'claim' ? [[], failed] : [failed];
  }
}

async function withLedger<T>(context: IExecuteFunctions, work: (ledger: FullLedger) => Promise<T>): Promise<T> {
  const ledger = await openLedger(context);
  try {
    return await work(ledger);
  } finally {
    await ledger.close();
  }
}
