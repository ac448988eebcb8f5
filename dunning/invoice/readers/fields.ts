/**
 * Every field that a row of a sheet can carry, with the column names it is recognised by, best first. Names are in plain
 * words: lower case, no accents, without the small words (`de`, `da`, `of`, `the` ...).
 */
export const FIELD_NAMES = {
  id: 'invoice id|document id|id factura|factura id|id fatura|fatura id|id documento|external id|uid|id',
  number:
    'invoice number|invoice no|invoice num|invoice nr|invoice|numero factura|no factura|nro factura|num factura|n factura|factura|numero fatura|n fatura|fatura|numero nota fiscal|nota fiscal|nf|nfe|boleta|comprobante|numero comprobante|numero documento|document number|document no|documento numero|nro documento|folio|serie folio|invoice ref|number|numero|documento|document',
  type: 'document type|doc type|invoice type|tipo documento|tipo comprobante|tipo factura|tipo doc|tipo|type|move type',
  status:
    'status|invoice status|estado factura|estado documento|estatus|situacao|status fatura|payment status|estado pago',
  customerId:
    'customer id|client id|account id|customer no|customer number|customer code|client code|account number|id cliente|cliente id|codigo cliente|cod cliente|numero cliente|nro cliente|clave cliente|partner id|debtor id|customer ref',
  customerName:
    'customer name|client name|customer|client|company name|company|nombre cliente|cliente nombre|cliente|razon social|nome cliente|razao social|nombre o razon social|debtor|debtor name|deudor|devedor|partner|empresa|sacado|pagador|name|nombre|nome|full name|nombre completo|nome completo',
  contactName:
    'contact name|contact person|contact|nombre contacto|persona contacto|contacto|nome contato|contato|attention|attn|first name',
  customerKind: 'customer type|client type|customer kind|tipo cliente|tipo persona|tipo pessoa|segment type',
  email:
    'email|e mail|customer email|client email|billing email|contact email|email address|correo|correo electronico|email cliente|correo cliente|correo contacto|mail|email cobranca|email facturacion',
  phone:
    'phone|phone number|customer phone|client phone|telephone|tel|mobile|mobile phone|mobile number|cell phone|cell|telefono|telefono cliente|telefono movil|celular|movil|telefone|telefone cliente|fone|numero telefono',
  whatsapp: 'whatsapp|whatsapp number|whats app|whatsapp phone|numero whatsapp|telefono whatsapp|wa number',
  taxId:
    'tax id|tax number|customer tax id|vat|vat number|vat id|rfc|rfc cliente|rfc receptor|nit|nit cliente|rut|rut cliente|ruc|ruc cliente|cuit|cuit cliente|cnpj|cpf|cnpj cpf|cpf cnpj|nif|cif|nif cif|tin|identificacion fiscal|identificacion|registro fiscal|id fiscal|documento cliente|ruc dni',
  address:
    'address|billing address|customer address|street|street address|address line 1|direccion|domicilio|direccion fiscal|domicilio fiscal|calle|endereco|logradouro|rua',
  city: 'city|town|billing city|ciudad|municipio|localidad|comuna|cidade|poblacion',
  postalCode: 'postal code|post code|postcode|zip|zip code|codigo postal|cp|cep|c p',
  region: 'region|state province|province|departamento|provincia|uf|billing state|estado provincia|department',
  country: 'country|country code|billing country|pais|codigo pais',
  timeZone: 'time zone|timezone|tz|zona horaria|huso horario|fuso horario|fuso',
  language: 'language|lang|locale|idioma|lengua|lenguaje|lingua|language code',
  preferredChannel: 'preferred channel|channel|canal preferido|canal|canal preferencial|contact channel',
  instalment:
    'instalment|installment|instalment number|installment number|instalment no|installment no|cuota|numero cuota|nro cuota|parcialidad|parcela|numero parcela|n parcela',
  issueDate:
    'issue date|invoice date|issued|issued on|issue|date issued|document date|posting date|fecha emision|fecha factura|fecha expedicion|fecha documento|emision|data emissao|emissao|data fatura|data nota|date|fecha|data|created|created at',
  dueDate:
    'due date|due|due on|date due|payment due|payment due date|due by|maturity|maturity date|fecha vencimiento|vencimiento|vence|vto|fecha vto|f vencimiento|fecha limite|fecha limite pago|fecha pago limite|data vencimento|vencimento|venc|dt vencimento|dt venc|fec venc|invoice date due|expiration date|expiry date',
  termsDays:
    'terms days|payment terms days|payment terms|net days|terms|credit days|dias credito|plazo|plazo dias|dias plazo|condiciones pago|prazo|prazo dias|dias prazo',
  settledOn:
    'settled date|settled on|paid date|paid on|date paid|settlement date|cleared date|clear date|closed date|payment date|fecha pago|fecha liquidacion|fecha cancelacion pago|pagada el|data pagamento|data quitacao|data liquidacao|date settled|settled|last payment date',
  total:
    'total|invoice total|total amount|invoice amount|grand total|amount total|gross amount|amount|importe|importe total|monto|monto total|valor|valor total|valor factura|total factura|valor fatura|valor nota|total fatura|valor documento|original amount|monto original|importe original|valor original',
  paid: 'paid|amount paid|paid amount|paid to date|total paid|payments|payments received|pagado|importe pagado|monto pagado|total pagado|abonado|abonos|abono|pagos|valor pagado|pago|valor pago|recebido|valor recebido|total pago',
  balance:
    'balance|open balance|balance due|amount due|outstanding|outstanding amount|outstanding balance|open amount|amount open|remaining|amount residual|saldo|saldo pendiente|saldo insoluto|saldo actual|importe pendiente|monto pendiente|pendiente|por cobrar|adeudo|deuda|saldo aberto|saldo devedor|valor aberto|em aberto|saldo aberto cliente|total due',
  currency: 'currency|currency code|ccy|invoice currency|moneda|divisa|codigo moneda|tipo moneda|moeda|codigo moeda',
  disputed:
    'disputed|in dispute|dispute|is disputed|en disputa|disputada|disputado|disputa|reclamo|en reclamo|em disputa|contestada|contestado|em contestacao',
  disputeReason:
    'dispute reason|dispute note|reason dispute|motivo disputa|motivo reclamo|razon disputa|motivo contestacao|dispute comment',
  hold: 'hold|on hold|held|excluded|exclude|do not dun|pausa|en pausa|retenida|retenido|retencion cobranza|excluir|excluida|excluido|suspendida|suspenso|bloqueo cobranza|pausada|em pausa',
  holdReason: 'hold reason|reason hold|motivo pausa|motivo retencion|motivo exclusion|motivo suspensao|motivo bloqueo',
  holdUntil:
    'hold until|on hold until|paused until|pausa hasta|hasta pausa|retenida hasta|pausar ate|suspenso ate|pausa ate',
  void: 'void|voided|cancelled|canceled|is cancelled|anulada|anulado|cancelada|cancelado|draft|borrador|rascunho',
  promiseDate:
    'promise date|promised date|promise to pay|promise to pay date|promised on|promised for|ptp date|fecha promesa|promesa pago|fecha promesa pago|fecha compromiso|compromiso pago|promessa pagamento|data promessa|data promessa pagamento',
  promiseAmount:
    'promise amount|promised amount|promise to pay amount|ptp amount|monto promesa|importe promesa|monto prometido|importe prometido|monto compromiso|valor promessa|valor prometido',
  paymentUrl:
    'payment url|payment link|pay link|pay url|pay online|link pago|liga pago|enlace pago|url pago|link pagamento|url pagamento|checkout url',
  documentUrl:
    'document url|invoice url|invoice link|document link|pdf|pdf url|pdf link|link factura|url factura|enlace factura|link fatura|url fatura|link documento|link boleto|url pdf',
  lastPaymentFailure:
    'last payment failure|payment failure code|payment failure|failure code|decline code|last payment error|motivo rechazo|codigo rechazo|motivo rechazo pago|motivo recusa|codigo recusa',
  purchaseOrder:
    'purchase order|po|po number|purchase order number|customer po|customer order|order number|orden compra|oc|numero orden|orden|pedido|numero pedido|pedido compra|ordem compra|order',
  fiscalId:
    'fiscal id|uuid|folio fiscal|cfdi uuid|cfdi|cufe|cude|chave acesso|chave nfe|chave|clave acceso|cae|fiscal uuid',
  doNotContact:
    'do not contact|dnc|no contact|opted out|opt out|optout|unsubscribed|no contactar|no molestar|nao contatar|nao perturbe|baja|descadastrado',
  emailConsent: 'email consent|email opt in|email ok|consentimiento correo|consentimiento email|consentimento email',
  whatsappConsent:
    'whatsapp consent|whatsapp opt in|whatsapp ok|consentimiento whatsapp|acepta whatsapp|consentimento whatsapp|aceita whatsapp',
  smsConsent: 'sms consent|sms opt in|sms ok|consentimiento sms|acepta sms|consentimento sms|aceita sms',
  callConsent: 'call consent|phone consent|call ok|consentimiento llamadas|acepta llamadas|consentimento ligacoes',
  policyId: 'policy|policy id|cadence|dunning policy|politica|politica cobranza|cadencia|regua|regua cobranca',
} as const;

/**
 * Names that mean the region in a list of addresses and the state of affairs elsewhere: they go to `region` when the
 * columns hold another part of an address, else to `status`.
 */
export const STATE_NAMES: ReadonlySet<string> = new Set(['state', 'estado']);

/** A field of an invoice or its customer that a column can be mapped to. */
export type FieldKey = keyof typeof FIELD_NAMES;

/** Which column holds which field. A name with dots (`customer.email`) reaches into nested data. */
export type FieldMapping = Partial<Record<FieldKey, string>>;

export const FIELD_KEYS = Object.keys(FIELD_NAMES) as FieldKey[];
