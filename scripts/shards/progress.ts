import type { QueueN8n } from '../../test/harness/queue-n8n';

/** The row of a run in the table *Dunning progress*, as a person sees it under *Data tables*. */
export interface Progress {
  run: string;
  state: string;
  parts: number;
  answered: number;
  messages: number;
  sent: number;
  skipped: number;
  failed: number;
  uncertain: number;
  needsAPerson: number;
  later: number;
  notAllowed: number;
}

/** What the table says now, one row for each run; none before the first round is answered. */
export async function progressRows({ client }: QueueN8n): Promise<Progress[]> {
  const { id: project } = await client.request<{ id: string }>('GET', '/rest/projects/personal');
  const base = `/rest/projects/${project}/data-tables`;
  const { data: tables } = await client.request<{ data: Array<{ id: string; name: string }> }>('GET', base);
  const table = tables.find(({ name }) => name === 'Dunning progress');
  if (!table) return [];
  const { data } = await client.request<{ data: Progress[] }>('GET', `${base}/${table.id}/rows`);
  return data;
}
