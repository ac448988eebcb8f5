import type { INodeProperties } from 'n8n-workflow';

/** Who is owed and who speaks, as a message must name them, and what laws ask about them. */
export const sender: INodeProperties = {
  displayName: 'About Us',
  name: 'sender',
  type: 'fixedCollection',
  placeholder: 'Add',
  default: {},
  description:
    'How messages must name the company that is owed and the agency, where a law asks for it, and what else laws ask about them',
  options: [
    {
      displayName: 'About Us',
      name: 'about',
      values: [
        {
          displayName: 'Accounts to Pay Into',
          name: 'paymentAccounts',
          type: 'string',
          default: '',
          placeholder: 'e.g. 002180012345678905, ES9121000418450200051332',
          description: 'Your own accounts, separated by commas: they may stand in a message, a customer’s may not',
        },
        { displayName: 'Agency Address', name: 'agencyAddress', type: 'string', default: '' },
        { displayName: 'Agency Phone', name: 'agencyPhone', type: 'string', default: '' },
        { displayName: 'Creditor Address', name: 'address', type: 'string', default: '' },
        {
          displayName: 'Creditor Business',
          name: 'sector',
          type: 'options',
          options: [
            { name: 'Bank', value: 'bank' },
            { name: 'Card Issuer', value: 'card_issuer' },
            { name: 'Commerce or Industry', value: 'commercial' },
            { name: 'Cooperative', value: 'cooperative' },
            { name: 'Not Said', value: '', description: 'Rules for every business are kept' },
            { name: 'Other Financial Company', value: 'financial' },
            { name: 'Retail', value: 'retail' },
            { name: 'Services', value: 'services' },
            { name: 'SOFIPO', value: 'sofipo' },
            { name: 'SOFOM', value: 'sofom' },
            { name: 'Telephone or Internet', value: 'telecom' },
            { name: 'Water, Power or Gas', value: 'utility' },
          ],
          default: '',
          description: 'Mexico and Guatemala have rules for banks and their agencies, and others for everybody else',
        },
        { displayName: 'Creditor Phone', name: 'phone', type: 'string', default: '' },
        { displayName: 'Creditor Tax ID', name: 'taxId', type: 'string', default: '' },
        {
          displayName: 'Region of Our Seat',
          name: 'region',
          type: 'string',
          default: '',
          placeholder: 'e.g. AR-C',
          description:
            'The law of Buenos Aires also binds agencies that have their seat there, wherever the customer is',
        },
        {
          displayName: 'WhatsApp Account Is Registered As',
          name: 'senderBusiness',
          type: 'options',
          options: [
            { name: 'A Collection Agency', value: 'debt_collection_agency' },
            { name: 'Another Business', value: 'creditor' },
            { name: 'Not Said', value: '', description: 'An agency is taken for one' },
          ],
          default: '',
        },
      ],
    },
  ],
};
