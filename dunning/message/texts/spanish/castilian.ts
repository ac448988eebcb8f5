/**
 * How Spain says what the Americas say otherwise: the perfect tense for what has just happened, and a few words. Applied to the
 * shared sentences, so that each is written once.
 */
const CASTILIAN: ReadonlyArray<[RegExp, string]> = [
  [/\b([Ss])i ya pagó o dejó programado el pago\b/g, '$1i ya ha pagado o ha dejado programado el pago'],
  [/\b([Ss])i ya pagó/g, '$1i ya ha pagado'],
  [/\b([Ss])i ya lo hizo\b/g, '$1i ya lo ha hecho'],
  [/\b([Ss])i ya realizó el pago/g, '$1i ya ha realizado el pago'],
  [/\b([Ss])i ya lo realizó/g, '$1i ya lo ha realizado'],
  [/\b([Ss])i el pago ya fue realizado\b/g, '$1i el pago ya se ha realizado'],
  [/\b([Ss])i ya quedó programado el pago\b/g, '$1i el pago ya ha quedado programado'],
  [/¿Hubo /g, '¿Ha habido '],
  [/\b([Ss])i hubo /g, '$1i ha habido '],
  [/¿Pudo /g, '¿Ha podido '],
  [/\bsi se pudo hacer\b/g, 'si ha sido posible'],
  [/\b([Ss])i no le fue posible\b/g, '$1i no le ha sido posible'],
  [/\b([Ss])i no fue posible\b/g, '$1i no ha sido posible'],
  [/\b([Ss])i algo cambió/g, '$1i algo ha cambiado'],
  [/\brecibimos su (pago|comentario)\b/g, 'hemos recibido su $1'],
  [/\bRecibimos su (pago|comentario)\b/g, 'Hemos recibido su $1'],
  [/\bRegistramos su (disconformidad)\b/g, 'Hemos registrado su $1'],
  [/\bdetuvimos\b/g, 'hemos detenido'],
  [/\bDetuvimos\b/g, 'Hemos detenido'],
  [/\bQuedó aplicado\b/g, 'Ha quedado aplicado'],
  [/\blo que quedó claro\b/g, 'lo que ha quedado claro'],
  [/¿Qué día quedó programado\b/g, '¿Qué día ha quedado programado'],
  [/¿Recibió /g, '¿Ha recibido '],
  // A day that is named takes no perfect tense.
  [/(\{\{money received\.amount\}\}(?:\*\*)?) el (?=(?:\*\*)?\{\{date received\.date\}\})/g, '$1 con fecha '],
  [/\bno tome en cuenta\b/g, 'no tenga en cuenta'],
  [/\bPor este medio\b/g, 'Por la presente'],
  [/\b([Ll])e informamos que\b/g, '$1e informamos de que'],
  [/\bA la fecha\b/g, 'A día de hoy'],
  [/\bcomuníquese con/g, 'póngase en contacto con'],
  [/\bde atraso\b/g, 'de retraso'],
  [/\bDudas:/g, 'Consultas:'],
  [/\bcon gusto le atiendo\b/g, 'quedo a su disposición'],
  [/\bcon gusto le ayudamos\b/g, 'le ayudaremos encantados'],
  [/\b([Cc])on gusto lo revisamos\b/g, '$1on mucho gusto lo revisamos'],
  [/\bLe comparto\b/g, 'Le remito'],
  [/\bfacturas por vencer\b/g, 'facturas próximas a su vencimiento'],
  [/^Por vencer$/, 'No vencido'],
  [/^Saldo por pagar$/, 'Saldo pendiente'],
  [/^Pagar en línea$/, 'Pagar ahora'],
];

/** The same texts as Spain writes them, whatever they are nested in. */
export function castilian<T>(texts: T): T {
  if (typeof texts === 'string')
    return CASTILIAN.reduce<string>((text, [from, to]) => text.replace(from, to), texts) as T;
  if (Array.isArray(texts)) return texts.map((text: unknown) => castilian(text)) as T;
  if (typeof texts !== 'object' || texts === null) return texts;
  return Object.fromEntries(Object.entries(texts).map(([key, value]) => [key, castilian<unknown>(value)])) as T;
}
