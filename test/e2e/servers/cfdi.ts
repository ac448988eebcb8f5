/** One CFDI 4.0 of a made-up book; what a reader does not look at (signatures, lines, taxes) is left out. */
export interface Cfdi {
  n: number;
  method: 'PUE' | 'PPD';
  rfc: string;
  name: string;
  issued: string;
  /** The payment conditions; none where the document says nothing. */
  terms?: string;
  total: string;
}

export const uuidOf = (n: number): string => `A1B2C3D4-0000-4000-8000-${String(n).padStart(12, '0')}`;

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** The document as an invoicing service stamps and sends it. */
export function cfdiXml({ n, method, rfc, name, issued, terms, total }: Cfdi): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<cfdi:Comprobante xmlns:cfdi="http://www.sat.gob.mx/cfd/4" Version="4.0" Serie="F" Folio="${n}" Fecha="${issued}T23:30:00"
  FormaPago="${method === 'PPD' ? '99' : '03'}" MetodoPago="${method}"${terms === undefined ? '' : ` CondicionesDePago="${escaped(terms)}"`}
  Moneda="MXN" SubTotal="${total}" Total="${total}" TipoDeComprobante="I" Exportacion="01" LugarExpedicion="52000">
  <cfdi:Emisor Rfc="EKU9003173C9" Nombre="ESCUELA KEMPER URGATE" RegimenFiscal="601"/>
  <cfdi:Receptor Rfc="${escaped(rfc)}" Nombre="${escaped(name)}" DomicilioFiscalReceptor="06600" RegimenFiscalReceptor="601" UsoCFDI="G03"/>
  <cfdi:Complemento>
    <tfd:TimbreFiscalDigital xmlns:tfd="http://www.sat.gob.mx/TimbreFiscalDigital" Version="1.1" UUID="${uuidOf(n).toLowerCase()}"/>
  </cfdi:Complemento>
</cfdi:Comprobante>`;
}

/** The complement of a payment that settles one of them in full. */
export function paymentXml({ n, rfc, total }: Cfdi, date: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<cfdi:Comprobante xmlns:cfdi="http://www.sat.gob.mx/cfd/4" xmlns:pago20="http://www.sat.gob.mx/Pagos20" Version="4.0"
  Serie="P" Folio="${n}" Fecha="${date}T12:00:00" Moneda="XXX" SubTotal="0" Total="0" TipoDeComprobante="P">
  <cfdi:Emisor Rfc="EKU9003173C9" Nombre="ESCUELA KEMPER URGATE" RegimenFiscal="601"/>
  <cfdi:Receptor Rfc="${escaped(rfc)}" Nombre="X"/>
  <cfdi:Complemento><pago20:Pagos Version="2.0"><pago20:Totales MontoTotalPagos="${total}"/>
    <pago20:Pago FechaPago="${date}T12:00:00" FormaDePagoP="03" MonedaP="MXN" TipoCambioP="1" Monto="${total}">
      <pago20:DoctoRelacionado IdDocumento="${uuidOf(n)}" Serie="F" Folio="${n}" MonedaDR="MXN" EquivalenciaDR="1"
        NumParcialidad="1" ImpSaldoAnt="${total}" ImpPagado="${total}" ImpSaldoInsoluto="0.00"/>
    </pago20:Pago></pago20:Pagos></cfdi:Complemento>
  <cfdi:Complemento><tfd:TimbreFiscalDigital xmlns:tfd="http://www.sat.gob.mx/TimbreFiscalDigital" UUID="${uuidOf(900_000 + n)}"/></cfdi:Complemento>
</cfdi:Comprobante>`;
}
