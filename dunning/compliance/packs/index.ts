import type { Holidays, Pack } from '../pack';
import baseline from './baseline.json';
import co from './co.json';
import mx from './mx.json';
import coDays from './holidays/co.json';
import mxDays from './holidays/mx.json';

/** The packs that come with the product. Their JSON is checked against the schema by a test, not at every start. */
export const BUILT_IN_PACKS = [baseline, co, mx] as unknown as readonly Pack[];

export const HOLIDAYS = [coDays, mxDays] as unknown as readonly Holidays[];
