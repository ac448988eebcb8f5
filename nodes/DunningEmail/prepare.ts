import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { InputError } from '../../dunning/errors';
import type { DunningData } from '../../dunning/item';
import type { ClaimRef } from '../../dunning/ledger/ledger';
import { buildMail, checkedAddress } from '../../dunning/message/mail-envelope';
import type { DeliveryReports, MailAttachment, MailSender } from '../../dunning/message/mail-envelope';
import type { EmailMessage } from '../../dunning/message/message';
import { earlierMails } from '../../dunning/message/thread';
import { nodeError } from '../shared/errors';
import { dunningOf } from '../shared/items';
import { filled, perItem } from '../shared/parameters';
import type { WriteLinks } from './links';
import type { Job } from './sending';

/** The node's options, as the panel gives them. */
export interface Options {
  answerTimeout?: number;
  bounceAddress?: string;
  connections?: number;
  deliveryReports?: DeliveryReports;
  messagesPerMinute?: number;
  replyTo?: string;
  withoutClaim?: 'refuse' | 'send';
}

/** What an item turned into: a message to send, a reason not to, or a mistake in how the workflow is put together. */
export type Prepared =
  { kind: 'job'; job: Job } | { kind: 'skipped'; detail: string } | { kind: 'mistake'; error: InputError };

/** Reads every item before anything is sent, so that a mistake in the workflow shows before the first customer is written to. */
export function prepare(
  context: IExecuteFunctions,
  items: INodeExecutionData[],
  links: Promise<WriteLinks | undefined>,
): Prepared[] {
  const senderOf = senderReader(context);
  const attachmentsOf = perItem<string>(context, 'attachments', '');
  const optionsOf = perItem<Options>(context, 'options', {});

  return items.map((item, index): Prepared => {
    try {
      const dunning = dunningOf(item);
      const { contact } = dunning;
      if (contact?.decision === 'skip') return { kind: 'skipped', detail: contact.reason.en };
      const message = emailOf(dunning);
      const options = optionsOf(index);
      const claim = claimOf(dunning, options.withoutClaim === 'send');
      const sender = senderOf(index);
      const names = listOf(attachmentsOf(index));
      const build = async () =>
        buildMail({
          message: await linked(message, claim?.key, links),
          sender,
          key: claim?.key,
          attachments: await attachments(context, item, index, names),
          reports: options.deliveryReports ?? 'failures',
          thread: earlierMails(dunning),
        });
      return { kind: 'job', job: { index, build, ...(claim ? { claim } : {}) } };
    } catch (error) {
      if (error instanceof InputError) return { kind: 'mistake', error };
      throw nodeError(context, error, index);
    }
  });
}

/** The mail with our links in it, where they are wanted. Without a claim there is no contact that they could be about. */
async function linked(
  message: EmailMessage,
  key: string | undefined,
  links: Promise<WriteLinks | undefined>,
): Promise<EmailMessage> {
  const write = key === undefined ? undefined : await links;
  return write && key !== undefined ? write(message, key) : message;
}

function senderReader(context: IExecuteFunctions): (index: number) => MailSender {
  const address = perItem<string>(context, 'fromEmail', '');
  const name = perItem<string>(context, 'fromName', '');
  const options = perItem<Options>(context, 'options', {});
  return (index) => {
    const { replyTo, bounceAddress } = options(index);
    const sender: MailSender = { address: checkedAddress(address(index), 'From Email') };
    const shown = filled(name(index));
    if (shown) sender.name = shown;
    if (filled(replyTo)) sender.replyTo = checkedAddress(replyTo, 'Reply To');
    if (filled(bounceAddress)) sender.bounceAddress = checkedAddress(bounceAddress, 'Bounce Address');
    return sender;
  };
}

function emailOf({ message }: DunningData): EmailMessage {
  if (!message) {
    throw new InputError({
      field: 'dunning.message',
      found: undefined,
      problem: 'leaves nothing to send',
      advice: 'Put the Dunning Template Renderer before this node, and keep its output connected.',
    });
  }
  if (message.channel !== 'email') {
    throw new InputError({
      field: 'dunning.message.channel',
      found: message.channel,
      problem: 'is not a message for e-mail',
      advice: 'Send only e-mail messages to this node; a Switch on dunning.message.channel tells them apart.',
    });
  }
  return message;
}

function claimOf({ contact }: DunningData, mayBeAbsent: boolean): ClaimRef | undefined {
  if (contact?.decision === 'send' && filled(contact.key) && filled(contact.token)) {
    return { key: contact.key, token: contact.token };
  }
  if (mayBeAbsent && contact === undefined) return undefined;
  throw new InputError({
    field: 'dunning.contact',
    found: contact,
    problem: 'means that nobody made sure this message has not been sent already',
    advice:
      'Put the Delivery Tracker (Claim) before this node and connect its output “Send”. To send without a record, set the option “When There Is No Claim”.',
  });
}

function listOf(names: string): string[] {
  return String(names)
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

async function attachments(
  context: IExecuteFunctions,
  item: INodeExecutionData,
  index: number,
  names: string[],
): Promise<MailAttachment[]> {
  const files: MailAttachment[] = [];
  for (const name of names) {
    const binary = item.binary?.[name];
    if (!binary) {
      throw new InputError({
        field: 'Attachments',
        found: name,
        problem: 'is not a binary field of this item',
        advice: `This item has: ${Object.keys(item.binary ?? {}).join(', ') || 'no binary data'}.`,
      });
    }
    const content = await context.helpers.getBinaryDataBuffer(index, name);
    const extension = binary.fileExtension ? `.${binary.fileExtension}` : '';
    files.push({ filename: binary.fileName ?? `${name}${extension}`, contentType: binary.mimeType, content });
  }
  return files;
}
