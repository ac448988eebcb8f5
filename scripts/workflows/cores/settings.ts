import type { Setting } from '../definition';

/** What every core needs to know: who writes, where to pay, and what is assumed where an invoice is silent. */
export const COMPANY: Setting[] = [
  { name: 'companyName', value: 'Comercial Ejemplo', means: 'the name your customers know you by' },
  { name: 'companyLegalName', value: 'Comercial Ejemplo, S.A. de C.V.', means: 'your registered name' },
  { name: 'companyAddress', value: 'Av. Ejemplo 100, Ciudad de México', means: 'your postal address' },
  { name: 'companyTaxId', value: '', means: 'your RFC, NIT, RUT, RUC, CUIT, NIF or CNPJ' },
  { name: 'contactName', value: 'Laura Méndez', means: 'the person your customers can turn to' },
  { name: 'contactEmail', value: 'cobranza@example.com', means: 'that person’s e-mail; answers go there' },
  { name: 'contactPhone', value: '', means: 'that person’s phone, with the country code' },
  { name: 'bankName', value: 'Banco Ejemplo', means: 'the bank to pay into' },
  { name: 'bankAccount', value: '', means: 'the account number, where your country uses one' },
  { name: 'bankClabe', value: '', means: 'the CLABE (México)' },
  { name: 'bankIban', value: '', means: 'the IBAN (Europe)' },
  { name: 'bankPix', value: '', means: 'the Pix key (Brazil)' },
  {
    name: 'paymentLink',
    value: '',
    means: 'a page where any invoice can be paid; `{reference}` becomes the invoice number',
  },
];

export const ASSUMED: Setting[] = [
  {
    name: 'oneMessageFor',
    value: 'invoice',
    means: '`invoice`: one message for each invoice; `customer`: one for each customer with all that is open',
  },
  { name: 'country', value: 'MX', means: 'country of customers whose record names none, two letters' },
  { name: 'currency', value: 'MXN', means: 'currency of invoices that name none, three letters' },
  { name: 'timeZone', value: 'America/Mexico_City', means: 'time zone of customers whose record names none' },
  { name: 'language', value: 'es-MX', means: 'language for customers whose record names none' },
  { name: 'smallestBalance', value: '100.00', means: 'invoices with less than this still open are left alone' },
  { name: 'asOf', value: '', means: 'leave it empty for today; a date such as `2026-11-23` replays that day' },
  { name: 'ledgerFile', value: '', means: 'leave it empty; where the record of who was written to is kept' },
];

export const FROM: Setting = {
  name: 'fromEmail',
  value: 'cobranza@example.com',
  means: 'the address your reminders come from; your mail account must be allowed to use it',
};
