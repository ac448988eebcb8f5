import type { WorkflowDefinition } from '../definition';
import { quickBooks, stripe, xero, zohoBooks } from './accounting';
import { cfdiFolder } from './cfdi';
import { cfdiMailbox } from './cfdi-mailbox';
import { alegra, holded, sapBusinessOne, siigo } from './erp';
import { formUpload, googleSheets, mysql, postgresql } from './files';
import { erpNext, invoiceNinja, odoo } from './native';

/** Every feeder of the library. */
export const feeders: WorkflowDefinition[] = [
  odoo,
  erpNext,
  quickBooks,
  xero,
  invoiceNinja,
  stripe,
  sapBusinessOne,
  alegra,
  siigo,
  holded,
  zohoBooks,
  googleSheets,
  formUpload,
  cfdiFolder,
  cfdiMailbox,
  postgresql,
  mysql,
];
