import type { Customer, Invoice } from '../invoice';

/** Something a reader left out or had to assume; the invoice is usable all the same. */
export interface ReaderWarning {
  /** The field or column that it is about. */
  field: string;
  /** A full sentence for a person. */
  message: string;
}

/** One document as read, with its customer. */
export interface ReaderResult {
  invoice: Invoice;
  customer: Customer;
  warnings: ReaderWarning[];
}
