import type { NodeSpec } from '../builder';
import { n8n, setting, settingRef } from '../parts';
import { GOES_ON, HERE, message } from './sender';
import type { OneNode } from './sender';

/**
 * The message as our renderer wrote it, with the contact's key: WhatsApp gives it back with every delivery report. What n8n's own node
 * can do instead stands in `whatsapp-node.ts`.
 */
export const whatsapp: OneNode = {
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

export const twilioSms: OneNode = {
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

export const callTaskInSlack: OneNode = {
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

export const callTaskInSheet: OneNode = {
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

export const letter: OneNode = {
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
