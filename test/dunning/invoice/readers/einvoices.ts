/**
 * One electronic invoice per format, written for these tests after the public schemas; parties and stamps are made up, and
 * what a reader does not look at (signatures, lines, taxes) is left out.
 */

/** Mexico, CFDI 4.0, paid later (PPD) under written conditions. */
export const CFDI_PPD = `<?xml version="1.0" encoding="UTF-8"?>
<cfdi:Comprobante xmlns:cfdi="http://www.sat.gob.mx/cfd/4" Version="4.0" Serie="A" Folio="101" Fecha="2026-10-01T10:10:41"
  FormaPago="99" MetodoPago="PPD" CondicionesDePago="CREDITO A 30 DIAS" Moneda="MXN" SubTotal="1000.00" Total="1160.00"
  TipoDeComprobante="I" Exportacion="01" LugarExpedicion="52000">
  <cfdi:Emisor Rfc="EKU9003173C9" Nombre="ESCUELA KEMPER URGATE" RegimenFiscal="601"/>
  <cfdi:Receptor Rfc="URE180429TM6" Nombre="UNIVERSIDAD &amp; ROBOTICA &#39;ESPA&#xD1;OLA&#39;" DomicilioFiscalReceptor="86991" UsoCFDI="G03"/>
  <cfdi:Complemento>
    <tfd:TimbreFiscalDigital xmlns:tfd="http://www.sat.gob.mx/TimbreFiscalDigital" Version="1.1" UUID="5d4b0b1c-aaaa-4000-8000-000000000101"/>
  </cfdi:Complemento>
</cfdi:Comprobante>`;

/** A payment complement of that invoice; `paid` of what was open before. */
export function pago20(sequence: number, before: string, paid: string, after: string, date: string): string {
  return `<cfdi:Comprobante xmlns:cfdi="http://www.sat.gob.mx/cfd/4" xmlns:pago20="http://www.sat.gob.mx/Pagos20" Version="4.0"
  Serie="P" Folio="${sequence}" Fecha="${date}T12:00:00" Moneda="XXX" SubTotal="0" Total="0" TipoDeComprobante="P">
  <cfdi:Receptor Rfc="URE180429TM6" Nombre="X"/>
  <cfdi:Complemento><pago20:Pagos Version="2.0"><pago20:Totales MontoTotalPagos="${paid}"/>
    <pago20:Pago FechaPago="${date}T12:00:00" FormaDePagoP="03" MonedaP="MXN" TipoCambioP="1" Monto="${paid}">
      <pago20:DoctoRelacionado IdDocumento="5D4B0B1C-AAAA-4000-8000-000000000101" Serie="A" Folio="101" MonedaDR="MXN"
        EquivalenciaDR="1" NumParcialidad="${sequence}" ImpSaldoAnt="${before}" ImpPagado="${paid}" ImpSaldoInsoluto="${after}"/>
    </pago20:Pago></pago20:Pagos></cfdi:Complemento>
  <cfdi:Complemento><tfd:TimbreFiscalDigital xmlns:tfd="http://www.sat.gob.mx/TimbreFiscalDigital" UUID="0000000${sequence}-BBBB-4000-8000-000000000000"/></cfdi:Complemento>
</cfdi:Comprobante>`;
}

const UBL_NAMES = `xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"`;

/** Peru, UBL 2.1 on credit in two instalments, part of it deposited as detraction. */
export const PERU_CREDIT = `<?xml version="1.0" encoding="ISO-8859-1"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" ${UBL_NAMES}>
  <cbc:UBLVersionID>2.1</cbc:UBLVersionID><cbc:CustomizationID>2.0</cbc:CustomizationID>
  <cbc:ID>F001-123</cbc:ID><cbc:IssueDate>2026-10-01</cbc:IssueDate>
  <cbc:InvoiceTypeCode listAgencyName="PE:SUNAT" listID="0101">01</cbc:InvoiceTypeCode>
  <cbc:DocumentCurrencyCode>PEN</cbc:DocumentCurrencyCode>
  <cac:AccountingSupplierParty><cac:Party><cac:PartyIdentification><cbc:ID schemeID="6">20480977239</cbc:ID></cac:PartyIdentification></cac:Party></cac:AccountingSupplierParty>
  <cac:AccountingCustomerParty><cac:Party>
    <cac:PartyIdentification><cbc:ID schemeID="6">20503644968</cbc:ID></cac:PartyIdentification>
    <cac:PartyLegalEntity><cbc:RegistrationName><![CDATA[ACME & HIJOS S.A.C.]]></cbc:RegistrationName><cac:RegistrationAddress><cac:AddressLine><cbc:Line><![CDATA[AV. LIMA 123]]></cbc:Line></cac:AddressLine><cac:Country><cbc:IdentificationCode>PE</cbc:IdentificationCode></cac:Country></cac:RegistrationAddress></cac:PartyLegalEntity>
  </cac:Party></cac:AccountingCustomerParty>
  <cac:PaymentTerms><cbc:ID>Detraccion</cbc:ID><cbc:PaymentMeansID>037</cbc:PaymentMeansID><cbc:Amount currencyID="PEN">141.60</cbc:Amount></cac:PaymentTerms>
  <cac:PaymentTerms><cbc:ID>FormaPago</cbc:ID><cbc:PaymentMeansID>Credito</cbc:PaymentMeansID><cbc:Amount currencyID="PEN">1038.40</cbc:Amount></cac:PaymentTerms>
  <cac:PaymentTerms><cbc:ID>FormaPago</cbc:ID><cbc:PaymentMeansID>Cuota001</cbc:PaymentMeansID><cbc:Amount currencyID="PEN">500.00</cbc:Amount><cbc:PaymentDueDate>2026-10-31</cbc:PaymentDueDate></cac:PaymentTerms>
  <cac:PaymentTerms><cbc:ID>FormaPago</cbc:ID><cbc:PaymentMeansID>Cuota002</cbc:PaymentMeansID><cbc:Amount currencyID="PEN">538.40</cbc:Amount><cbc:PaymentDueDate>2026-11-30</cbc:PaymentDueDate></cac:PaymentTerms>
  <cac:LegalMonetaryTotal><cbc:PayableAmount currencyID="PEN">1180.00</cbc:PayableAmount></cac:LegalMonetaryTotal>
</Invoice>`;

/** EN 16931 in UBL 2.1: prepaid in part. */
export const UBL_INVOICE = `<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" ${UBL_NAMES}>
  <cbc:CustomizationID>urn:cen.eu:en16931:2017</cbc:CustomizationID>
  <cbc:ID>R-77</cbc:ID><cbc:IssueDate>2026-10-01</cbc:IssueDate><cbc:DueDate>2026-10-31</cbc:DueDate>
  <cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode><cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>
  <cac:OrderReference><cbc:ID>PO-5</cbc:ID></cac:OrderReference>
  <cac:AccountingCustomerParty><cac:Party>
    <cac:PartyIdentification><cbc:ID>K-9</cbc:ID></cac:PartyIdentification>
    <cac:PostalAddress><cbc:StreetName>Calle Mayor 1</cbc:StreetName><cbc:CityName>Madrid</cbc:CityName><cbc:PostalZone>28013</cbc:PostalZone><cac:Country><cbc:IdentificationCode>ES</cbc:IdentificationCode></cac:Country></cac:PostalAddress>
    <cac:PartyTaxScheme><cbc:CompanyID>ESA58818501</cbc:CompanyID></cac:PartyTaxScheme>
    <cac:PartyLegalEntity><cbc:RegistrationName>Acme SL</cbc:RegistrationName></cac:PartyLegalEntity>
    <cac:Contact><cbc:Name>Ana Ruiz</cbc:Name><cbc:Telephone>+34 911 234 567</cbc:Telephone><cbc:ElectronicMail>ana@acme.example</cbc:ElectronicMail></cac:Contact>
  </cac:Party></cac:AccountingCustomerParty>
  <cac:LegalMonetaryTotal><cbc:TaxInclusiveAmount currencyID="EUR">121.00</cbc:TaxInclusiveAmount><cbc:PrepaidAmount currencyID="EUR">21.00</cbc:PrepaidAmount><cbc:PayableAmount currencyID="EUR">100.00</cbc:PayableAmount></cac:LegalMonetaryTotal>
</Invoice>`;

/** Colombia: the envelope that DIAN delivers, with the invoice as text inside. */
export const DIAN_ENVELOPE = `<AttachedDocument xmlns="urn:oasis:names:specification:ubl:schema:xsd:AttachedDocument-2" ${UBL_NAMES}>
  <cbc:ID>1</cbc:ID>
  <cac:Attachment><cac:ExternalReference><cbc:MimeCode>text/xml</cbc:MimeCode><cbc:Description><![CDATA[<?xml version="1.0" encoding="UTF-8"?>
<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" ${UBL_NAMES}>
  <cbc:ID>SETP990000002</cbc:ID><cbc:UUID schemeName="CUFE-SHA384">941cf36af62dbbc06f105d2a80e9bfe683a90e84960eae4d351cc3afbe8f848c</cbc:UUID>
  <cbc:IssueDate>2026-10-01</cbc:IssueDate><cbc:InvoiceTypeCode>01</cbc:InvoiceTypeCode><cbc:DocumentCurrencyCode>COP</cbc:DocumentCurrencyCode>
  <cac:AccountingCustomerParty><cac:Party>
    <cac:PhysicalLocation><cac:Address><cbc:CityName>Medellín</cbc:CityName><cbc:CountrySubentity>Antioquia</cbc:CountrySubentity><cac:AddressLine><cbc:Line>CR 9 A N0 99</cbc:Line></cac:AddressLine><cac:Country><cbc:IdentificationCode>CO</cbc:IdentificationCode></cac:Country></cac:Address></cac:PhysicalLocation>
    <cac:PartyTaxScheme><cbc:RegistrationName>ACME S.A.S.</cbc:RegistrationName><cbc:CompanyID schemeID="2">900544472</cbc:CompanyID></cac:PartyTaxScheme>
    <cac:Contact><cbc:ElectronicMail>pagos@acme.example</cbc:ElectronicMail></cac:Contact>
  </cac:Party></cac:AccountingCustomerParty>
  <cac:PaymentMeans><cbc:ID>2</cbc:ID><cbc:PaymentMeansCode>ZZZ</cbc:PaymentMeansCode><cbc:PaymentDueDate>2026-11-15</cbc:PaymentDueDate></cac:PaymentMeans>
  <cac:LegalMonetaryTotal><cbc:PayableAmount currencyID="COP">1190000.00</cbc:PayableAmount></cac:LegalMonetaryTotal>
</Invoice>]]></cbc:Description></cac:ExternalReference></cac:Attachment>
</AttachedDocument>`;

/** CII with two partial payments, as the extended profiles of Factur-X write them. */
export const CII_TWO_DATES = `<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
  xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100" xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
  <rsm:ExchangedDocument><ram:ID>FX-1</ram:ID><ram:TypeCode>380</ram:TypeCode><ram:IssueDateTime><udt:DateTimeString format="102">20261001</udt:DateTimeString></ram:IssueDateTime></rsm:ExchangedDocument>
  <rsm:SupplyChainTradeTransaction>
    <ram:ApplicableHeaderTradeAgreement><ram:BuyerTradeParty><ram:ID>K-1</ram:ID><ram:Name>Acme SARL</ram:Name><ram:PostalTradeAddress><ram:CountryID>FR</ram:CountryID></ram:PostalTradeAddress></ram:BuyerTradeParty></ram:ApplicableHeaderTradeAgreement>
    <ram:ApplicableHeaderTradeSettlement><ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
      <ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime><udt:DateTimeString format="102">20261031</udt:DateTimeString></ram:DueDateDateTime><ram:PartialPaymentAmount>40.00</ram:PartialPaymentAmount></ram:SpecifiedTradePaymentTerms>
      <ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime><udt:DateTimeString format="102">20261130</udt:DateTimeString></ram:DueDateDateTime><ram:PartialPaymentAmount>60.00</ram:PartialPaymentAmount></ram:SpecifiedTradePaymentTerms>
      <ram:SpecifiedTradeSettlementHeaderMonetarySummation><ram:GrandTotalAmount>100.00</ram:GrandTotalAmount><ram:DuePayableAmount>100.00</ram:DuePayableAmount></ram:SpecifiedTradeSettlementHeaderMonetarySummation>
    </ram:ApplicableHeaderTradeSettlement>
  </rsm:SupplyChainTradeTransaction>
</rsm:CrossIndustryInvoice>`;

/** Brazil, NF-e 4.00 with three duplicates; `state` is SEFAZ's answer. */
export function nfe3(state: string): string {
  const dup = (n: string, date: string, value: string) =>
    `<dup><nDup>${n}</nDup><dVenc>${date}</dVenc><vDup>${value}</vDup></dup>`;
  return `<nfeProc xmlns="http://www.portalfiscal.inf.br/nfe" versao="4.00"><NFe><infNFe Id="NFe35261016727230000197550010000012341000012349" versao="4.00">
  <ide><mod>55</mod><serie>1</serie><nNF>1234</nNF><dhEmi>2026-10-01T23:30:00-03:00</dhEmi><tpNF>1</tpNF><finNFe>1</finNFe></ide>
  <dest><CNPJ>33000167000101</CNPJ><xNome>ACME LTDA</xNome><enderDest><xLgr>Rua A</xLgr><nro>10</nro><xMun>Manaus</xMun><UF>AM</UF><CEP>69000000</CEP><cPais>1058</cPais><xPais>BRASIL</xPais><fone>9299900012</fone></enderDest><email>pagar@acme.example</email></dest>
  <total><ICMSTot><vNF>1000.00</vNF></ICMSTot></total>
  <cobr><fat><nFat>1234</nFat><vOrig>1000.00</vOrig><vLiq>1000.00</vLiq></fat>${dup('001', '2026-10-31', '333.34')}${dup('002', '2026-11-30', '333.33')}${dup('003', '2026-12-30', '333.33')}</cobr>
  <pag><detPag><indPag>1</indPag><tPag>15</tPag><vPag>1000.00</vPag></detPag></pag>
  </infNFe></NFe><protNFe versao="4.00"><infProt><cStat>${state}</cStat></infProt></protNFe></nfeProc>`;
}

/** Chile, an envelope with an invoice on credit and a credit note. */
export const DTE_ENVELOPE = `<?xml version="1.0" encoding="ISO-8859-1"?>
<EnvioDTE xmlns="http://www.sii.cl/SiiDte" version="1.0"><SetDTE ID="SetDoc">
  <DTE version="1.0"><Documento ID="F60T33"><Encabezado>
    <IdDoc><TipoDTE>33</TipoDTE><Folio>60</Folio><FchEmis>2026-10-01</FchEmis><FmaPago>2</FmaPago><FchVenc>2026-10-31</FchVenc></IdDoc>
    <Emisor><RUTEmisor>76123456-0</RUTEmisor></Emisor>
    <Receptor><RUTRecep>77777777-7</RUTRecep><RznSocRecep>ACME SPA</RznSocRecep><Contacto>Ana Ruiz</Contacto><CorreoRecep>pagos@acme.example</CorreoRecep><DirRecep>Calle 1</DirRecep><CmnaRecep>Providencia</CmnaRecep><CiudadRecep>Santiago</CiudadRecep></Receptor>
    <Totales><MntNeto>100000</MntNeto><IVA>19000</IVA><MntTotal>119000</MntTotal></Totales></Encabezado>
    <Referencia><NroLinRef>1</NroLinRef><TpoDocRef>801</TpoDocRef><FolioRef>OC-4</FolioRef></Referencia></Documento></DTE>
  <DTE version="1.0"><Documento ID="F7T61"><Encabezado>
    <IdDoc><TipoDTE>61</TipoDTE><Folio>7</Folio><FchEmis>2026-10-05</FchEmis></IdDoc>
    <Emisor><RUTEmisor>76123456-0</RUTEmisor></Emisor>
    <Receptor><RUTRecep>77777777-7</RUTRecep><RznSocRecep>ACME SPA</RznSocRecep></Receptor>
    <Totales><MntTotal>19000</MntTotal></Totales></Encabezado></Documento></DTE>
</SetDTE></EnvioDTE>`;
