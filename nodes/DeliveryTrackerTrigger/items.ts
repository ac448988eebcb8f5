import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Words } from '../../dunning/common';
import type { ContactEvent } from '../../dunning/ledger/events';
import { reportOf } from '../../dunning/providers/report';
import type { WebhookRequest } from '../../dunning/providers/shared/request';
import { bodyText } from '../../dunning/providers/shared/request';
import { parseJson } from '../../dunning/providers/shared/json';
import type { Choice } from './link-call';
import type { RecordedEvent } from './record';
import type { Panel } from './settings';

/** Whether an event starts the workflow. */
export function starts({ eventTypes, options }: Panel, event: ContactEvent, isNew: boolean): boolean {
  if (!isNew && options.alsoKnown !== true) return false;
  if (eventTypes.size > 0 && !eventTypes.has(event.type)) return false;
  const isMachines = event.machine === true && (event.type === 'opened' || event.type === 'clicked');
  return !(isMachines && options.skipMachines === true);
}

/** The call as it came, for who asks for it; the headers are left out, because they hold passwords and tokens. */
function callOf(request: WebhookRequest): IDataObject {
  const source = bodyText(request);
  const body = parseJson(source) ?? Object.fromEntries(new URLSearchParams(source));
  return { method: request.method, body: body as IDataObject };
}

/** The items that a call puts out. */
export function itemsOf(
  panel: Panel,
  request: WebhookRequest,
  outcome: { recorded: readonly RecordedEvent[]; note?: Words; choice?: Choice },
): INodeExecutionData[] {
  const call = panel.options.includeCall === true ? { call: callOf(request) } : {};
  const item = (dunning: object): INodeExecutionData => ({ json: { dunning: dunning as IDataObject, ...call } });
  const items = outcome.recorded.map(({ event, isNew, contact, isByAddress }) =>
    item({
      event: reportOf(event, isNew, contact, isByAddress),
      ...(contact === undefined ? {} : { record: contact }),
    }),
  );
  if (outcome.choice) {
    const { contact, accepted, refused } = outcome.choice;
    items.push(item({ choice: { accepted, refused }, record: contact }));
  }
  if (outcome.note) items.push(item({ note: outcome.note }));
  return items;
}
