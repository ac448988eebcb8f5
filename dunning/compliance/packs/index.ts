import type { Holidays, Pack } from '../pack';
import baseline from './baseline.json';
import policy from './policy.json';
import ar from './ar.json';
import bo from './bo.json';
import br from './br.json';
import bulkEmail from './bulk-email.json';
import ca from './ca.json';
import cl from './cl.json';
import co from './co.json';
import cr from './cr.json';
import de from './de.json';
import dominican from './do.json';
import ec from './ec.json';
import es from './es.json';
import eu from './eu.json';
import gb from './gb.json';
import gt from './gt.json';
import hn from './hn.json';
import mx from './mx.json';
import pa from './pa.json';
import pe from './pe.json';
import py from './py.json';
import sv from './sv.json';
import twilio from './twilio.json';
import us from './us.json';
import uy from './uy.json';
import whatsapp from './whatsapp.json';
import arDays from './holidays/ar.json';
import boDays from './holidays/bo.json';
import brDays from './holidays/br.json';
import caDays from './holidays/ca.json';
import clDays from './holidays/cl.json';
import coDays from './holidays/co.json';
import crDays from './holidays/cr.json';
import deDays from './holidays/de.json';
import dominicanDays from './holidays/do.json';
import ecDays from './holidays/ec.json';
import esDays from './holidays/es.json';
import gbDays from './holidays/gb.json';
import gtDays from './holidays/gt.json';
import hnDays from './holidays/hn.json';
import mxDays from './holidays/mx.json';
import paDays from './holidays/pa.json';
import peDays from './holidays/pe.json';
import pyDays from './holidays/py.json';
import svDays from './holidays/sv.json';
import uyDays from './holidays/uy.json';

/** The packs that come with the product. Their JSON is checked against the schema by a test, not at every start. */
export const BUILT_IN_PACKS = [
  baseline,
  policy,
  ar,
  bo,
  br,
  bulkEmail,
  ca,
  cl,
  co,
  cr,
  de,
  dominican,
  ec,
  es,
  eu,
  gb,
  gt,
  hn,
  mx,
  pa,
  pe,
  py,
  sv,
  twilio,
  us,
  uy,
  whatsapp,
] as unknown as readonly Pack[];

/** Public holidays per country, dated and cited. */
export const HOLIDAYS = [
  arDays,
  boDays,
  brDays,
  caDays,
  clDays,
  coDays,
  crDays,
  deDays,
  dominicanDays,
  ecDays,
  esDays,
  gbDays,
  gtDays,
  hnDays,
  mxDays,
  paDays,
  peDays,
  pyDays,
  svDays,
  uyDays,
] as unknown as readonly Holidays[];
