import type { INodeProperties } from 'n8n-workflow';

/** A text field of the panel. */
export const text = (
  displayName: string,
  name: string,
  placeholder: string,
  description?: string,
): INodeProperties => ({
  displayName,
  name,
  type: 'string',
  default: '',
  placeholder: `e.g. ${placeholder}`,
  ...(description === undefined ? {} : { description }),
});

/** Who writes, whom to turn to, and where to pay: the same for every message, read once per run. */
export const companyProperties: INodeProperties[] = [
  {
    displayName: 'Your Company',
    name: 'company',
    type: 'collection',
    placeholder: 'Add detail',
    default: { name: '' },
    description: 'How your company appears in every message. Read once per run.',
    options: [
      text('Address', 'address', 'Av. Reforma 100, Ciudad de México'),
      {
        displayName: 'Brand Colour',
        name: 'color',
        type: 'color',
        default: '',
        description: 'Colour of headings and of the button; white text on it must be readable',
      },
      text('Legal Text', 'legalText', 'Aviso de privacidad: www.example.com', 'Small print at the foot of mails'),
      text('Logo URL', 'logoUrl', 'https://www.example.com/logo.png', 'A PNG or JPEG that anyone can open'),
      text('Name', 'name', 'Comercial Ejemplo', 'The name your customers know you by'),
      text('Registered Name', 'legalName', 'Comercial Ejemplo, S.A. de C.V.'),
      text('Tax ID', 'taxId', 'RFC, NIT, RUT, RUC, CUIT or CNPJ'),
      text('Website', 'website', 'https://www.example.com'),
    ],
  },
  {
    displayName: 'Contact Person',
    name: 'contactPerson',
    type: 'collection',
    placeholder: 'Add detail',
    default: { name: '' },
    description: 'Whom the customer can write to or call. Read once per run.',
    options: [
      text('Email', 'email', 'cobranza@example.com'),
      text('Hours', 'hours', 'lunes a viernes, 9:00 a 18:00'),
      text('Name', 'name', 'Laura Méndez'),
      text('Phone', 'phone', '+52 55 5000 0000'),
      text('Team', 'team', 'Crédito y Cobranza'),
      text('WhatsApp', 'whatsapp', '+52 55 5000 0000'),
    ],
  },
  {
    displayName: 'Bank Accounts to Pay Into',
    name: 'accounts',
    type: 'fixedCollection',
    typeOptions: { multipleValues: true },
    placeholder: 'Add account',
    default: {},
    description: 'Shown in the messages to the customers of that country and currency. Read once per run.',
    options: [
      {
        displayName: 'Account',
        name: 'account',
        values: [
          text('Account Holder', 'beneficiary', 'Comercial Ejemplo, S.A. de C.V.'),
          text('Account Number', 'account', '0123456789'),
          text('Account Type', 'accountType', 'Corriente'),
          text('Alias (Argentina)', 'alias', 'EMPRESA.PAGOS'),
          text('Bank', 'bank', 'BBVA'),
          text('CBU or CVU (Argentina)', 'cbu', '22 digits'),
          text('CCI (Peru)', 'cci', '20 digits'),
          text('CLABE (México)', 'clabe', '18 digits'),
          text('Country', 'country', 'MX', 'Show this account only to customers of this country; empty: to all'),
          text('Currency', 'currency', 'MXN', 'Show this account only for debts in this currency; empty: for all'),
          text('IBAN', 'iban', 'ES91 2100 0418 4502 0005 1332'),
          text('Pix Key (Brazil)', 'pix', 'financeiro@example.com'),
          text('Tax ID of the Holder', 'taxId', '76.123.456-0'),
        ],
      },
    ],
  },
];
