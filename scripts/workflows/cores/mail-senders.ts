import { n8n, ours, setting } from '../parts';
import { GOES_ON, HERE, message } from './sender';
import type { OneNode } from './sender';

export const dunningEmail: OneNode = {
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

export const gmail: OneNode = {
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

export const outlook: OneNode = {
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

export const amazonSes: OneNode = {
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

export const sendGrid: OneNode = {
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
