/** What differs between the Spanish of the countries, in the words a credit department there uses. */
export interface Words {
  locale: string;
  greeting: string;
  greetingNoName: string;
  /** How a letter begins; it names nobody, for the address already does. */
  letterGreeting: string;
  signOff: string;
  team: string;
  /** First words of a WhatsApp message, up to the company. */
  hello: string;
  taxId: string;
  /** Label of the link to the electronic invoice, and its name in a sentence. */
  documentLink: string;
  document: string;
  purchaseOrder: string;
  /** Paper that shows the goods arrived; what a customer sends with a query. */
  deliveryNote: string;
  /** Agreement to pay in parts, with its article; its parts. */
  plan: string;
  parts: string;
  /** `comprobante`, `soporte de pago` ... */
  receipt: string;
  /** "It may have been overlooked." */
  overlooked: string;
  /** After "if you have paid, many thanks:". */
  ignore: string;
  /** "pay everything at once". */
  payAtOnce: string;
  /** Verb for settling a debt in full. */
  settle: string;
  /** "according to the terms agreed". */
  underTerms: string;
  formalStep: string;
  agency: string;
  lawyers: string;
  /** A customer's objection, with its article. */
  query: string;
  /** What a customer files when they do not agree, without article; feminine, because sentences take it up as `la`. */
  objection: string;
  statement: string;
  /** A sum of money, and several: `importe`, `monto`, `valor`. */
  amount: string;
  amounts: string;
  /** Field of a bank's transfer form that takes our number. */
  reference: string;
  /** Name of the department in a sentence: `nuestra área de Crédito y Cobranza`. */
  department: string;
  /** "I remain at your disposal." */
  atYourService: string;
  /** Telephone greeting. */
  phoneHello: string;
  bankTransfer: string;
}

const MX: Words = {
  locale: 'es-MX',
  greeting: 'Buen día, {{greetingName}}:',
  greetingNoName: 'Buen día:',
  letterGreeting: 'Estimado cliente:',
  signOff: 'Saludos cordiales,',
  team: 'Crédito y Cobranza',
  hello: 'Buen día, {{customer_name}}. Le escribimos de {{company_name}}',
  taxId: 'RFC',
  documentLink: 'Ver CFDI',
  document: 'el CFDI',
  purchaseOrder: 'Orden de compra',
  deliveryNote: 'remisión',
  plan: 'un convenio de pago',
  parts: 'parcialidades',
  receipt: 'el comprobante',
  overlooked: 'Es posible que se haya traspapelado.',
  ignore: 'puede hacer caso omiso de este mensaje',
  payAtOnce: 'cubrir el total en una sola exhibición',
  settle: 'liquidar',
  underTerms: 'Conforme a las condiciones de crédito pactadas',
  formalStep: 'requerimiento de pago',
  agency: 'un despacho externo de cobranza',
  lawyers: 'nuestros abogados',
  query: 'una aclaración',
  objection: 'inconformidad',
  statement: 'estado de cuenta',
  amount: 'importe',
  amounts: 'importes',
  reference: 'Concepto',
  department: 'nuestra área de Crédito y Cobranza',
  atYourService: 'Quedo a sus órdenes.',
  phoneHello: 'Buen día',
  bankTransfer: 'transferencia (SPEI)',
};

const CO: Words = {
  ...MX,
  locale: 'es-CO',
  greeting: 'Cordial saludo, {{greetingName}}:',
  greetingNoName: 'Cordial saludo:',
  letterGreeting: 'Respetado cliente:',
  signOff: 'Cordialmente,',
  team: 'Cartera',
  taxId: 'NIT',
  documentLink: 'Ver factura electrónica',
  document: 'la factura electrónica',
  plan: 'un acuerdo de pago',
  parts: 'cuotas',
  receipt: 'el soporte de pago',
  overlooked: 'Puede que se haya pasado por alto.',
  ignore: 'puede omitir este mensaje',
  payAtOnce: 'cancelar el total en un solo pago',
  settle: 'cancelar',
  underTerms: 'De acuerdo con las condiciones de pago pactadas',
  formalStep: 'cobro prejurídico',
  agency: 'una casa de cobranza externa',
  lawyers: 'nuestros abogados',
  query: 'alguna inquietud',
  objection: 'objeción',
  amount: 'valor',
  amounts: 'valores',
  reference: 'Referencia',
  department: 'nuestra área de Cartera',
  atYourService: 'Quedo a su disposición para cualquier inquietud.',
  phoneHello: 'Buenos días',
  bankTransfer: 'transferencia o PSE',
};

const CL: Words = {
  ...MX,
  locale: 'es-CL',
  greeting: 'Buenos días, {{greetingName}}:',
  greetingNoName: 'Buenos días:',
  letterGreeting: 'De nuestra consideración:',
  signOff: 'Atentamente,',
  team: 'Cobranzas',
  hello: 'Hola, {{customer_name}}. Le escribimos de {{company_name}}',
  taxId: 'RUT',
  documentLink: 'Ver factura electrónica (DTE)',
  document: 'el DTE',
  parts: 'cuotas',
  receipt: 'el comprobante de transferencia',
  overlooked: 'Puede que se haya pasado por alto.',
  ignore: 'por favor omita este mensaje',
  payAtOnce: 'pagar el total de una vez',
  settle: 'pagar',
  underTerms: 'Conforme a las condiciones de pago acordadas',
  formalStep: 'aviso de cobranza prejudicial',
  agency: 'una empresa externa de cobranza',
  query: 'alguna observación',
  deliveryNote: 'guía de despacho',
  objection: 'observación',
  amount: 'monto',
  amounts: 'montos',
  reference: 'Referencia',
  department: 'nuestra área de Cobranzas',
  atYourService: 'Quedo a su disposición ante cualquier duda.',
  phoneHello: 'Buenos días',
  bankTransfer: 'transferencia',
};

const PE: Words = {
  ...CL,
  locale: 'es-PE',
  signOff: 'Atentamente,',
  hello: 'Buenos días, {{customer_name}}. Le saludamos de {{company_name}}',
  taxId: 'RUC',
  documentLink: 'Ver comprobante electrónico',
  document: 'el comprobante electrónico',
  plan: 'un cronograma de pagos',
  receipt: 'la constancia de pago',
  overlooked: 'Es posible que se haya pasado por alto.',
  ignore: 'puede omitir este mensaje',
  payAtOnce: 'cancelar el total en un solo pago',
  settle: 'cancelar',
  formalStep: 'requerimiento de pago',
  agency: 'una empresa externa de cobranzas',
  deliveryNote: 'guía de remisión',
  atYourService: 'Quedo a su disposición.',
  bankTransfer: 'transferencia (CCI)',
};

const AR: Words = {
  ...CL,
  locale: 'es-AR',
  signOff: 'Saludos cordiales,',
  hello: 'Hola, {{customer_name}}. Le escribimos de {{company_name}}',
  taxId: 'CUIT',
  documentLink: 'Ver comprobante',
  document: 'el comprobante de ARCA',
  plan: 'un plan de pagos',
  receipt: 'el comprobante de transferencia',
  overlooked: 'Quizás se traspapeló.',
  ignore: 'por favor desestime este mensaje',
  payAtOnce: 'cancelar el total en un solo pago',
  settle: 'cancelar',
  underTerms: 'De acuerdo con las condiciones comerciales pactadas',
  formalStep: 'intimación de pago',
  agency: 'un estudio externo de cobranzas',
  query: 'alguna diferencia',
  deliveryNote: 'remito',
  amount: 'importe',
  amounts: 'importes',
  statement: 'resumen de cuenta',
  atYourService: 'Quedo a disposición por cualquier consulta.',
  phoneHello: 'Buenos días',
  bankTransfer: 'transferencia (CBU/CVU)',
};

const EC: Words = {
  ...PE,
  locale: 'es-EC',
  greeting: 'Buen día, {{greetingName}}:',
  greetingNoName: 'Buen día:',
  signOff: 'Atentamente,',
  hello: 'Buen día, {{customer_name}}. Le saludamos de {{company_name}}',
  documentLink: 'Ver factura electrónica',
  document: 'la factura electrónica',
  plan: 'un convenio de pago',
  receipt: 'el comprobante de pago',
  payAtOnce: 'cancelar el valor total en un solo pago',
  amount: 'valor',
  amounts: 'valores',
  atYourService: 'Quedo a su disposición para cualquier inquietud.',
  phoneHello: 'Buen día',
  bankTransfer: 'transferencia',
};

const ES: Words = {
  ...MX,
  locale: 'es-ES',
  greeting: 'Buenos días, {{greetingName}}:',
  greetingNoName: 'Buenos días:',
  letterGreeting: 'Estimado cliente:',
  signOff: 'Un cordial saludo,',
  team: 'Administración',
  hello: 'Buenos días, {{customer_name}}. Le escribimos desde {{company_name}}',
  taxId: 'NIF',
  documentLink: 'Ver factura',
  document: 'la factura',
  purchaseOrder: 'Pedido',
  deliveryNote: 'albarán',
  plan: 'un plan de pagos',
  parts: 'plazos',
  receipt: 'el justificante',
  overlooked: 'Seguramente se trate de un descuido.',
  ignore: 'no tenga en cuenta este mensaje',
  payAtOnce: 'abonar el total en un solo pago',
  settle: 'abonar',
  underTerms: 'Según las condiciones de pago pactadas',
  agency: 'una empresa externa de recobro',
  lawyers: 'nuestra asesoría jurídica',
  query: 'alguna discrepancia',
  objection: 'disconformidad',
  statement: 'extracto de cuenta',
  department: 'nuestro departamento de Administración',
  atYourService: 'Quedo a su disposición.',
  phoneHello: 'Buenos días',
  bankTransfer: 'transferencia',
};

export const SPANISH_COUNTRIES: readonly Words[] = [MX, CO, CL, PE, AR, EC, ES];
