import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';

const invoice = (fields: Record<string, string>): INodeExecutionData => ({
  json: {
    'Invoice Number': 'F-1',
    'Customer ID': 'C1',
    Customer: 'Ferretería Ejemplo',
    Email: 'pagos@ferreteria.example',
    Phone: '+525550000000',
    Language: 'es-MX',
    Country: 'MX',
    Region: 'MX-CMX',
    'Customer Type': 'business',
    'Issue Date': '2026-02-06',
    'Due Date': '2026-03-06',
    Amount: '1500.50',
    Currency: 'MXN',
    ...fields,
  },
});

/** A few invoices of a book: two due for a reminder, one not yet, one on hold. */
export const INVOICES: INodeExecutionData[] = [
  invoice({}),
  invoice({ 'Invoice Number': 'F-2', 'Customer ID': 'C2', 'Due Date': '2026-05-06' }),
  invoice({ 'Invoice Number': 'F-3', 'Customer ID': 'C3', Disputed: 'yes' }),
  invoice({ 'Invoice Number': 'F-4', 'Customer ID': 'C4' }),
];

/** The panel of the renderer. */
export const SENDER: INodeParameters = {
  company: { name: 'Comercial Ejemplo' },
  contactPerson: { name: 'Laura Méndez', email: 'cobranza@example.com' },
  accounts: { account: [{ bank: 'Banco Ejemplo', clabe: '002010077777777771' }] },
};

export const COMPANY: INodeParameters = { previewLocale: 'es-MX', exportLocales: 'es-MX' };
