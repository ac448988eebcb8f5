import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { ledgerChoice } from '../shared/ledger-option';
import * as claim from './actions/claim.operation';
import { customerFields } from './actions/customer';
import * as exportTimeline from './actions/exportTimeline.operation';
import * as find from './actions/find.operation';
import * as forget from './actions/forget.operation';
import * as getTimeline from './actions/getTimeline.operation';
import * as listUncertain from './actions/listUncertain.operation';
import * as nextChannel from './actions/nextChannel.operation';
import * as optIn from './actions/optIn.operation';
import * as optOut from './actions/optOut.operation';
import * as readBounce from './actions/readBounce.operation';
import * as recordEvent from './actions/recordEvent.operation';
import * as recordPayment from './actions/recordPayment.operation';
import * as recordPromise from './actions/recordPromise.operation';
import * as recordReply from './actions/recordReply.operation';
import * as recordResult from './actions/recordResult.operation';
import { contactFields } from './actions/references';
import * as releaseHold from './actions/releaseHold.operation';
import * as setHold from './actions/setHold.operation';
import * as settle from './actions/settle.operation';
import { SAFE_FOR_AGENTS } from './actions/tools';

const NAMED_OUTPUTS = {
  claim: ['Send', 'Skip'],
  nextChannel: nextChannel.NEXT_OUTPUTS,
  readBounce: readBounce.BOUNCE_OUTPUTS,
};

/** Several ways out, with their names, for some operations; one for everything else. Plain text, run by the editor. */
export const OUTPUTS =
  `={{ ((names) => names ? names.map((displayName) => ({ type: 'main', displayName })) : ['main'])(${JSON.stringify(NAMED_OUTPUTS)}[$parameter.operation]) }}` as const;

const RESOURCES: Array<INodePropertyOptions & { operations: INodePropertyOptions[] }> = [
  {
    name: 'Contact',
    value: 'contact',
    description: 'One message to one customer',
    operations: [
      claim.option,
      find.option,
      listUncertain.option,
      nextChannel.option,
      recordResult.option,
      settle.option,
    ],
  },
  {
    name: 'Customer',
    value: 'customer',
    description: 'Everything that happened with one customer',
    operations: [exportTimeline.option, forget.option, getTimeline.option, optIn.option, optOut.option],
  },
  {
    name: 'Event',
    value: 'event',
    description: 'What became of a message, and what the customer did',
    operations: [readBounce.option, recordEvent.option, recordPayment.option, recordReply.option],
  },
  {
    name: 'Hold',
    value: 'hold',
    description: 'Why there are no reminders for now: a dispute, a promise to pay',
    operations: [recordPromise.option, releaseHold.option, setHold.option],
  },
];

const FIRST: Record<string, string> = {
  contact: 'claim',
  customer: 'getTimeline',
  event: 'readBounce',
  hold: 'setHold',
};

/** The two choices, as a node or, with what only reads, as the tool of an AI agent (docs/decisions/tracker-as-a-tool.md). */
function choices(asTool: boolean): INodeProperties[] {
  const resources = RESOURCES.map((resource) => ({
    ...resource,
    operations: resource.operations.filter(({ value }) => !asTool || SAFE_FOR_AGENTS.has(String(value))),
  })).filter(({ operations }) => operations.length > 0);
  const first = asTool ? 'customer' : 'contact';
  return [
    {
      displayName: 'Resource',
      name: 'resource',
      type: 'options',
      noDataExpression: true,
      options: resources.map(({ name, value, description }) => ({ name, value, description: description ?? '' })),
      default: first,
      displayOptions: { show: { '@tool': [asTool] } },
    },
    ...resources.map(({ value, operations }) => operationOf(asTool, String(value), operations)),
  ];
}

function operationOf(asTool: boolean, resource: string, options: INodePropertyOptions[]): INodeProperties {
  const usual = options.find(({ value }) => value === FIRST[resource]) ?? options[0];
  const first = String(usual?.value);
  return {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    options,
    default: first,
    displayOptions: { show: { '@tool': [asTool], resource: [resource] } },
  };
}

export const properties: INodeProperties[] = [
  ...choices(false),
  ...choices(true),
  ledgerChoice(),
  ...contactFields(['recordEvent', 'recordReply']),
  ...customerFields,
  ...claim.description,
  ...exportTimeline.description,
  ...find.description,
  ...forget.description,
  ...getTimeline.description,
  ...listUncertain.description,
  ...nextChannel.description,
  ...optIn.description,
  ...optOut.description,
  ...readBounce.description,
  ...recordEvent.description,
  ...recordPayment.description,
  ...recordPromise.description,
  ...recordReply.description,
  ...recordResult.description,
  ...releaseHold.description,
  ...setHold.description,
  ...settle.description,
];
