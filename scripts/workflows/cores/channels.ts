import type { NodeSpec, WorkflowBuilder } from '../builder';
import { n8n, ours, setting, settingRef } from '../parts';

/** One way of sending: its claim, the node that sends, and the record of how it went. */
export interface Sender {
  /** Names the nodes: `WhatsApp`. Empty where there is only one way. */
  label: string;
  /** The node that sends, by its plain name. */
  name: string;
  node: NodeSpec;
  /** Nodes between sending and recording, when the answer does not say by itself that it worked. */
  after?: Array<{ name: string; node: NodeSpec }>;
  /** Our own sender keeps the contact on the item; others replace the item by their answer. */
  keepsContact?: boolean;
}

export const claimName = (label: string): string => (label === '' ? 'Claim' : `Claim (${label})`);
export const recordName = (label: string): string =>
  label === '' ? 'Record the result' : `Record the result (${label})`;

const WIDTH = 240;

/** Adds claim, send and record in a row; returns the name of the last node. */
export function addSender(
  builder: WorkflowBuilder,
  sender: Sender,
  [x, y]: [number, number],
): { first: string; last: string } {
  const claim = claimName(sender.label);
  const record = recordName(sender.label);
  const steps = [{ name: sender.name, node: sender.node }, ...(sender.after ?? [])];
  const ledger = { options: { ledgerFile: setting('ledgerFile') } };
  // Only our own sender tells the record which message it is at; what it had not begun with is then sent after a crash.
  const options = { ...ledger.options, ...(sender.keepsContact ? { sentByDunningEmail: true } : {}) };
  builder.node(claim, ours('deliveryTracker', { resource: 'contact', operation: 'claim', options }, [x, y]));
  steps.forEach(({ name, node }, index) => builder.node(name, { ...node, position: [x + WIDTH * (index + 1), y] }));
  const which = sender.keepsContact
    ? { contactSource: 'item' }
    : { contactSource: 'named', contact: `={{ $('${claim}').item.json.dunning.contact }}` };
  builder.node(
    record,
    ours('deliveryTracker', { resource: 'contact', operation: 'recordResult', ...which, ...ledger }, [
      x + WIDTH * (steps.length + 1),
      y,
    ]),
  );
  builder.chain(claim, ...steps.map(({ name }) => name), record);
  return { first: claim, last: record };
}

const message = (path: string): string => `={{ $json.dunning.message.${path} }}`;
/** A provider that refuses one message must not stop the others; what it said is recorded. */
const GOES_ON = { onError: 'continueRegularOutput' } satisfies Partial<NodeSpec>;
const HERE: [number, number] = [0, 0];

export const dunningEmail: Sender = {
  label: '',
  name: 'Send the e-mail',
  keepsContact: true,
  node: {
    ...ours(
      'dunningEmail',
      {
        fromEmail: setting('fromEmail'),
        fromName: setting('companyName'),
        attachments: '',
        options: { replyTo: setting('contactEmail'), ledgerFile: setting('ledgerFile') },
      },
      HERE,
    ),
    credentials: { dunningSmtpApi: 'Mail account (SMTP)' },
  },
};

export const gmail: Sender = {
  label: '',
  name: 'Send with Gmail',
  node: n8n(
    'gmail',
    2.1,
    {
      resource: 'message',
      operation: 'send',
      sendTo: message('to'),
      subject: message('subject'),
      emailType: 'html',
      message: message('html'),
      options: {
        appendAttribution: false,
        senderName: setting('companyName'),
        replyTo: setting('contactEmail'),
      },
    },
    HERE,
    { ...GOES_ON, credentials: { gmailOAuth2: 'Gmail' } },
  ),
};

export const outlook: Sender = {
  label: '',
  name: 'Send with Outlook',
  node: n8n(
    'microsoftOutlook',
    2,
    {
      resource: 'message',
      operation: 'send',
      toRecipients: message('to'),
      subject: message('subject'),
      bodyContent: message('html'),
      additionalFields: { bodyContentType: 'html', replyTo: setting('contactEmail'), saveToSentItems: true },
    },
    HERE,
    { ...GOES_ON, credentials: { microsoftOutlookOAuth2Api: 'Outlook' } },
  ),
};

export const amazonSes: Sender = {
  label: '',
  name: 'Send with Amazon SES',
  node: n8n(
    'awsSes',
    1,
    {
      authentication: 'iam',
      resource: 'email',
      operation: 'send',
      // n8n's node puts the whole message into the address of the request, where a page of HTML does not fit.
      isBodyHtml: false,
      subject: message('subject'),
      body: message('text'),
      fromEmail: setting('fromEmail'),
      toAddresses: ['={{ $json.dunning.message.to }}'],
      additionalFields: { replyToAddresses: [setting('contactEmail')] },
    },
    HERE,
    { ...GOES_ON, credentials: { aws: 'Amazon Web Services' } },
  ),
};

export const sendGrid: Sender = {
  label: '',
  name: 'Send with SendGrid',
  node: n8n(
    'sendGrid',
    1,
    {
      resource: 'mail',
      operation: 'send',
      fromEmail: setting('fromEmail'),
      fromName: setting('companyName'),
      toEmail: message('to'),
      subject: message('subject'),
      dynamicTemplate: false,
      contentType: 'text/html',
      contentValue: message('html'),
      additionalFields: { replyToEmail: setting('contactEmail') },
    },
    HERE,
    { ...GOES_ON, credentials: { sendGridApi: 'SendGrid' } },
  ),
};

/**
 * The message as our renderer wrote it, with the contact's key: WhatsApp gives it back with every delivery report. n8n's own WhatsApp
 * node takes neither named parameters nor a number of parameters that differs from template to template nor the key.
 */
export const whatsapp: Sender = {
  label: 'WhatsApp',
  name: 'Send by WhatsApp',
  node: n8n(
    'httpRequest',
    4.2,
    {
      method: 'POST',
      url: `=https://graph.facebook.com/v23.0/{{ ${settingRef('whatsappPhoneNumberId')} }}/messages`,
      authentication: 'predefinedCredentialType',
      nodeCredentialType: 'whatsAppApi',
      sendBody: true,
      specifyBody: 'json',
      jsonBody: '={{ { ...$json.dunning.message.payload, biz_opaque_callback_data: $json.dunning.contact.key } }}',
      options: { timeout: 60_000, batching: { batch: { batchSize: 20, batchInterval: 1000 } } },
    },
    HERE,
    { ...GOES_ON, credentials: { whatsAppApi: 'WhatsApp Business' } },
  ),
};

export const twilioSms: Sender = {
  label: 'SMS',
  name: 'Send by SMS',
  node: n8n(
    'twilio',
    1,
    {
      resource: 'sms',
      operation: 'send',
      from: setting('smsFrom'),
      to: message('to'),
      toWhatsapp: false,
      message: message('text'),
      options: {},
    },
    HERE,
    { ...GOES_ON, credentials: { twilioApi: 'Twilio' } },
  ),
};

const CALL_TEXT = `={{ 'Call ' + $json.dunning.debt.customer.name + ' at ' + $json.dunning.message.to + '\\n\\n' + $json.dunning.message.text }}`;

export const callTaskInSlack: Sender = {
  label: 'call',
  name: 'Put the call on Slack',
  node: n8n(
    'slack',
    2.3,
    {
      authentication: 'accessToken',
      resource: 'message',
      operation: 'post',
      select: 'channel',
      channelId: { __rl: true, mode: 'name', value: setting('slackChannel') },
      messageType: 'text',
      text: CALL_TEXT,
      otherOptions: { includeLinkToWorkflow: false, mrkdwn: false },
    },
    HERE,
    { ...GOES_ON, credentials: { slackApi: 'Slack' } },
  ),
};

/** Says on the item that the message was handed over, unless the node before says what went wrong. */
const handedOver = (provider: string): NodeSpec =>
  n8n(
    'set',
    3.4,
    {
      mode: 'raw',
      jsonOutput: `={{ $json.error ? { error: $json.error } : { dunning: { delivery: { outcome: 'sent', provider: '${provider}', at: $now.toISO() } } } }}`,
      options: {},
    },
    HERE,
  );

export const callTaskInSheet: Sender = {
  label: 'call',
  name: 'Put the call into the sheet',
  node: n8n(
    'googleSheets',
    4.5,
    {
      authentication: 'oAuth2',
      resource: 'sheet',
      operation: 'append',
      documentId: { __rl: true, mode: 'url', value: setting('callSheetUrl') },
      sheetName: { __rl: true, mode: 'name', value: setting('callSheetTab') },
      columns: {
        mappingMode: 'defineBelow',
        matchingColumns: [],
        schema: ['Customer', 'Phone', 'Script', 'Reference'].map((id) => ({
          id,
          displayName: id,
          required: false,
          defaultMatch: false,
          display: true,
          type: 'string',
          canBeUsedToMatch: true,
        })),
        value: {
          Customer: '={{ $json.dunning.debt.customer.name }}',
          Phone: '={{ $json.dunning.message.to }}',
          Script: '={{ $json.dunning.message.text }}',
          Reference: '={{ $json.dunning.contact.key }}',
        },
      },
      // Adds at the end in one step; otherwise n8n counts the rows and writes behind them, over what another run just wrote.
      options: { useAppend: true },
    },
    HERE,
    { ...GOES_ON, credentials: { googleSheetsOAuth2Api: 'Google Sheets' } },
  ),
  after: [{ name: 'The call is in the sheet', node: handedOver('call-sheet') }],
};

export const letter: Sender = {
  label: 'letter',
  name: 'Put the letter into the folder',
  node: n8n(
    'readWriteFile',
    1,
    {
      operation: 'write',
      fileName: `={{ ${settingRef('lettersFolder')} + '/' + $json.dunning.contact.key + '.pdf' }}`,
      dataPropertyName: 'letter',
      options: {},
    },
    HERE,
    GOES_ON,
  ),
  after: [{ name: 'The letter is in the folder', node: handedOver('letter-folder') }],
};
