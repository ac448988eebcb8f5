import type { WorkflowJson } from '../host/n8n-types';

/** One value that a user sets in the node *Your settings*. */
export interface Setting {
  /** As builders and tests call it; what the editor shows stands in `setting-names.ts`. */
  name: string;
  value: string | number | boolean;
  /** What it means, for the README; one clause. */
  means: string;
}

/** Which published contract the requests of a workflow are held to in the tests. */
export interface Contract {
  /** Whose interface it is: `Xero Accounting API 2.0`. */
  of: string;
  /** Where it is published. */
  source: string;
}

/** One workflow of the library: what is generated, and what its README says. */
export interface WorkflowDefinition {
  /** Its folder below `workflows/`: `feeders/odoo`. */
  slug: string;
  /** What n8n lists it as. */
  title: string;
  /** One or two sentences: what it does, for whom. */
  summary: string;
  /** What to connect, step by step; each a sentence. */
  connect: string[];
  settings: Setting[];
  /** What comes out, and where to look. */
  result: string;
  /** What a newcomer would stumble over. */
  notes?: string[];
  contracts?: Contract[];
  build(): WorkflowJson;
}
