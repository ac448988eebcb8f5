import { demand } from './stand-in';
import type { Asked, StandIn } from './stand-in';

export const SHEETS_TOKEN = 'sheets-token';
export const SHEET_ID = '1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms';
export const SHEET_URL = `https://docs.google.com/spreadsheets/d/${SHEET_ID}/edit#gid=0`;

type Cell = string | number | null;

/** Google Sheets API v4: spreadsheets.get, values.get and values.append on one spreadsheet; the first row of a tab is its header. */
export function googleSheets(tabs: Record<string, Cell[][]>): StandIn & { tabs: Record<string, Cell[][]> } {
  const titles = Object.keys(tabs);
  return {
    hosts: ['sheets.googleapis.com'],
    tabs,
    answer({ method, url, headers, body }: Asked) {
      demand(headers.authorization === `Bearer ${SHEETS_TOKEN}`, 'Request had invalid authentication credentials', 401);
      const path = decodeURIComponent(url.pathname);
      const prefix = `/v4/spreadsheets/${SHEET_ID}`;
      demand(path.startsWith(prefix), 'Requested entity was not found', 404);
      const rest = path.slice(prefix.length);
      if (method === 'GET' && rest === '') {
        const sheets = titles.map((title, index) => ({
          properties: {
            sheetId: index,
            title,
            index,
            sheetType: 'GRID',
            gridProperties: { rowCount: 1000, columnCount: 26 },
          },
        }));
        return { body: { spreadsheetId: SHEET_ID, sheets } };
      }
      if (method === 'POST' && rest === ':batchUpdate') {
        // n8n makes room for the rows it is about to write.
        const { requests } = JSON.parse(body) as { requests: object[] };
        demand(
          requests.every((one) => Object.keys(one).join() === 'appendDimension'),
          'is no update that is known',
        );
        return { body: { spreadsheetId: SHEET_ID, replies: requests.map(() => ({})) } };
      }
      const [, range = '', action] = /^\/values\/([^:]+(?::[A-Z]*\d*)?)(:append)?$/.exec(rest) ?? [];
      const title = titles.find((one) => range.replaceAll("'", '').split('!')[0] === one);
      demand(title !== undefined, `Unable to parse range: ${range}`);
      const rows = tabs[title] ?? [];
      if (method === 'GET') {
        const only = /!(\d+):(\d+)$/.exec(range);
        const values = only ? rows.slice(Number(only[1]) - 1, Number(only[2])) : rows;
        return { body: { range, majorDimension: 'ROWS', values } };
      }
      demand(method === 'POST' && action, `is no operation that is known: ${method} ${rest}`, 404);
      demand(
        /^(RAW|USER_ENTERED)$/.test(url.searchParams.get('valueInputOption') ?? ''),
        'valueInputOption is required',
      );
      const { values } = JSON.parse(body) as { values: Cell[][] };
      rows.push(...values);
      return { body: { spreadsheetId: SHEET_ID, tableRange: range, updates: { updatedRows: values.length } } };
    },
  };
}
