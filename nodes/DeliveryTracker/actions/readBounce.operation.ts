import { createHash } from 'node:crypto';

import type {
  IDataObject,
  IExecuteFunctions,
  INodeExecutionData,
  INodeProperties,
  INodePropertyOptions,
} from 'n8n-workflow';

import { InputError } from '../../../dunning/errors';
import type { Contact } from '../../../dunning/ledger/contact';
import type { ContactEvent } from '../../../dunning/ledger/events';
import { adviseOnMail } from '../../../dunning/providers/mail/advice';
import { readReturnedMail } from '../../../dunning/providers/mail/bounce';
import type { ReturnedMail } from '../../../dunning/providers/mail/bounce';
import { eventOfMail, MAIL_PROVIDER } from '../../../dunning/providers/mail/events';
import { mailOfFields } from '../../../dunning/providers/mail/from-fields';
import type { FieldAttachment, MailOfFields } from '../../../dunning/providers/mail/from-fields';
import { header, readMail } from '../../../dunning/providers/mail/mime';
import { stopRequest } from '../../../dunning/providers/mail/stop-request';
import { makeEvent } from '../../../dunning/providers/shared/events';
import { errorItem, nodeError } from '../../shared/errors';
import { withDunning } from '../../shared/items';
import { wallClock } from '../../shared/ledger';
import { filled, perItem } from '../../shared/parameters';
import { optionsOf } from './customer';
import type { Execute } from './types';

export const option: INodePropertyOptions = {
  name: 'Read Bounce',
  value: 'readBounce',
  action: 'Read a bounce or a reply',
  description:
    'Read a mail that came back: what happened, to which message, and what to do. Tells bounces and complaints, automatic replies and answers of customers apart.',
};

/** Where a mail goes by what it is. */
export const BOUNCE_OUTPUTS = ['Bounce', 'Auto-Reply', 'Reply', 'Other'];

const show = { resource: ['event'], operation: ['readBounce'] };
const LARGEST = 2 * 1024 * 1024;

export const description: INodeProperties[] = [
  {
    displayName: 'Mail',
    name: 'mailSource',
    type: 'options',
    options: [
      {
        name: 'A Binary Field',
        value: 'binary',
        description: 'A whole mail as a file (.eml)',
      },
      {
        name: 'A Text Field',
        value: 'text',
        description: 'A whole mail as text, with its headers',
      },
      {
        name: 'The Item From Email Trigger (IMAP)',
        value: 'imap',
        description: 'Choose the format Resolved there; Simple loses parts of some bounces, Raw loses the headers',
      },
    ],
    default: 'imap',
    displayOptions: { show },
  },
  {
    displayName: 'Binary Field',
    name: 'mailBinary',
    type: 'string',
    default: 'data',
    required: true,
    hint: 'The name of the input binary field with the mail',
    displayOptions: { show: { ...show, mailSource: ['binary'] } },
  },
  {
    displayName: 'Text Field',
    name: 'mailField',
    type: 'string',
    default: 'raw',
    required: true,
    description: 'The name of the field with the mail',
    displayOptions: { show: { ...show, mailSource: ['text'] } },
  },
  optionsOf('readBounce', 'event'),
];

function noMail(field: string, advice: string): InputError {
  return new InputError({ field, found: undefined, problem: 'holds no mail', advice });
}

/** The parts of a mail that the IMAP node put out as files, and that a reader of bounces can use. */
async function attachmentsOf(
  context: IExecuteFunctions,
  item: INodeExecutionData,
  index: number,
): Promise<FieldAttachment[]> {
  const readable = Object.entries(item.binary ?? {}).filter(([, { mimeType }]) =>
    /^(?:message|text)\//i.test(mimeType),
  );
  const attachments: FieldAttachment[] = [];
  for (const [name, { mimeType }] of readable.slice(0, 20)) {
    attachments.push({ contentType: mimeType, content: await context.helpers.getBinaryDataBuffer(index, name) });
  }
  return attachments;
}

async function mailOf(
  context: IExecuteFunctions,
  item: INodeExecutionData,
  index: number,
  { source, field }: { source: unknown; field: string },
): Promise<MailOfFields> {
  if (source === 'binary') {
    if (!item.binary?.[field]) throw noMail(field, 'Enter the name of the binary field that holds the .eml file.');
    return { raw: (await context.helpers.getBinaryDataBuffer(index, field)).subarray(0, LARGEST), hasHeaders: true };
  }
  if (source === 'text') {
    const raw = item.json[field];
    if (typeof raw !== 'string' || raw.trim() === '')
      throw noMail(field, 'Enter the name of the field that holds the mail.');
    return { raw: raw.slice(0, LARGEST), hasHeaders: true };
  }
  const attachments = await attachmentsOf(context, item, index);
  const mail = mailOfFields(item.json, attachments);
  if (mail) return mail;
  // A node that only downloads files gives the mail as one.
  const [whole] = attachments;
  if (whole) return { raw: whole.content, hasHeaders: true };
  throw noMail('The item', 'Connect the Email Trigger (IMAP), or choose a binary or a text field.');
}

/** The same for the same mail, however often it is read. */
function identityOf(raw: string | Uint8Array): string {
  const messageId = header(readMail(raw).headers, 'message-id');
  return messageId === '' ? createHash('sha256').update(raw).digest('hex') : messageId;
}

interface ReadMail {
  index: number;
  item: INodeExecutionData;
  mail: ReturnedMail;
  hasHeaders: boolean;
  id: string;
  /** Who asks for no more mail with it, where it does. */
  stop?: string;
}

/** A person's word that no more mail is wanted: of the contact that the mail answers, else of whoever was written to there. */
function stopEvent(from: string, id: string, contact: Contact | undefined, now: string): ContactEvent {
  return makeEvent({
    provider: MAIL_PROVIDER,
    type: 'unsubscribed',
    fact: ['stop', id],
    at: undefined,
    receivedAt: now,
    providerType: 'ordinary',
    recipient: from,
    ...(contact === undefined ? {} : { contactKey: contact.key }),
  });
}

function shown(mail: ReturnedMail): IDataObject {
  const { kind, reason, status, replyCode, hard, diagnostic, feedbackType, originalMessageId, contactKey, recipients } =
    mail;
  return {
    kind,
    reason,
    status,
    replyCode,
    hard,
    diagnostic,
    feedbackType,
    originalMessageId,
    contactKey,
    recipients: recipients as unknown as IDataObject[],
  };
}

const isOf = ({ kind }: ReturnedMail, isReply: boolean): number => {
  if (kind === 'bounce' || kind === 'complaint') return 0;
  if (kind === 'auto_reply') return 1;
  return isReply ? 2 : 3;
};

/** Reads every mail, records what it says about its contact, all in one batch, and sends it to its output. */
export const execute: Execute = async (context, ledger, items) => {
  const now = wallClock();
  const sourceOf = perItem<unknown>(context, 'mailSource', 'imap');
  const binaryOf = perItem<unknown>(context, 'mailBinary', 'data');
  const fieldOf = perItem<unknown>(context, 'mailField', 'raw');
  const outputs: INodeExecutionData[][] = BOUNCE_OUTPUTS.map(() => []);

  const mails: ReadMail[] = [];
  for (const [index, item] of items.entries()) {
    try {
      const source = sourceOf(index);
      const field = filled(source === 'binary' ? binaryOf(index) : fieldOf(index)) ?? 'data';
      const { raw, hasHeaders } = await mailOf(context, item, index, { source, field });
      const mail = readReturnedMail(raw);
      const stop = mail.kind === 'ordinary' ? stopRequest(raw) : undefined;
      mails.push({ index, item, mail, hasHeaders, id: identityOf(raw), ...(stop === undefined ? {} : { stop }) });
    } catch (error) {
      const problem = nodeError(context, error, index);
      if (!context.continueOnFail()) throw problem;
      outputs[3]?.push(errorItem(context, item, index, problem));
    }
  }

  const references = mails.map(({ mail }) => ({
    ...(mail.contactKey === '' ? {} : { key: mail.contactKey }),
    provider: MAIL_PROVIDER,
    ...(mail.originalMessageId === '' ? {} : { providerMessageId: mail.originalMessageId }),
  }));
  const before = await ledger.identify(references, now);
  const isReply = (mail: ReturnedMail, contact: Contact | undefined) =>
    mail.kind === 'ordinary' && contact !== undefined;
  const events = mails.map(({ mail, id, stop }, at) => {
    const contact = before[at];
    if (stop !== undefined) return stopEvent(stop, id, contact, now);
    const event = eventOfMail(mail, id, now, isReply(mail, contact));
    return event && contact ? { ...event, contactKey: contact.key } : event;
  });
  // What belongs to no message of ours says nothing to the record; it would only wait there for ever. A refusal is somebody's.
  const about = events.flatMap((event, at) =>
    event && (before[at] ?? event.contactKey ?? mails[at]?.stop) ? [event] : [],
  );
  await ledger.recordEvents(about, now);
  const after = await ledger.identify(
    before.map((contact) => (contact ? { key: contact.key } : {})),
    now,
  );

  // Who asks for no more mail without answering one is known by the address, if at all.
  const addresses = events.map((event, at) => (before[at] ? undefined : event?.recipientHash) ?? '');
  const there = await ledger.contactsAt(
    addresses.map((hash) => ({ hash, channel: 'email' as const })),
    now,
  );

  mails.forEach(({ index, item, mail, hasHeaders, stop }, at) => {
    const found = stop === undefined ? undefined : there[at];
    const record = after[at] ?? found;
    const event = events[at];
    const reply = isReply(mail, before[at]) || found !== undefined;
    const words = adviseOnMail(mail, { known: record !== undefined, isReply: reply, hasHeaders });
    const part = { ...(event && about.includes(event) ? { event } : {}), ...(record ? { record } : {}) };
    const noted = withDunning(item, index, part);
    const bounce = { ...shown(mail), explanation: { ...words } };
    outputs[isOf(mail, reply)]?.push({ ...noted, json: { ...noted.json, bounce } });
  });
  return outputs;
};
