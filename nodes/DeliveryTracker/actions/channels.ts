import type { INodePropertyOptions } from 'n8n-workflow';

import type { Channel } from '../../../dunning/common';

const NAMES: Record<Channel, string> = {
  call: 'Call',
  email: 'Email',
  letter: 'Letter',
  sms: 'SMS',
  whatsapp: 'WhatsApp',
};

/** The channels in the words of the panel. */
export const CHANNEL_OPTIONS: INodePropertyOptions[] = Object.entries(NAMES).map(([value, name]) => ({ name, value }));
