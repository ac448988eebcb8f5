/** A Monday on which every row is due for its first reminder and the gate lets it pass. */
export const AS_OF = '2026-11-23';
const DUE = '2026-11-18';

/** One customer with one invoice, as a sheet would have it. */
export function row(customer: number): Record<string, string> {
  return {
    'Invoice Number': `F-${customer}`,
    'Customer ID': `C${customer}`,
    Customer: `Cliente ${customer}`,
    Email: address(customer),
    Country: 'MX',
    'Due Date': DUE,
    Amount: `${1_000 + customer}.50`,
    Currency: 'MXN',
    'Payment URL': `https://pay.example.com/f-${customer}`,
  };
}

export function address(customer: number): string {
  return `c${customer}@cliente.example`;
}
