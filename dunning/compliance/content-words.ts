/**
 * Words by which the check of a text knows what a message says, in English, Spanish and Portuguese. They are matched against the
 * text in lower case without accents. A word that also has a harmless use stands only together with what makes it harmful:
 * “extrajudicial” and “cobro prejurídico” are fair names of a step, “orden de embargo” is not.
 */

/** Found in a text, these make the message one that must not go out where a rule forbids the element. */
export const FORBIDDEN_WORDS: Readonly<Record<string, RegExp>> = {
  threat:
    /\b(?:jail|prison|arrest(?:ed)?|police|carcel|prision|arrest(?:ar|o|ado)|policia|prisao|cadeia|deport\w*|we know where you (?:live|work)|sabemos donde (?:vive|trabaja)|sabemos onde (?:voce )?(?:mora|trabalha)|at[ei]ngase a las consecuencias|atengase a las consecuencias|arcara com as consequencias|suffer the consequences|seize your|take your (?:house|home|car)|le (?:vamos a )?(?:quitar|embargar\w*)|embargaremos|vamos a embargar|penhoraremos|vamos penhorar|deadbeat|moroso sinverguenza|sinverguenza|ratero|estafador|caloteiro|vagabundo|scum)\b/,
  looks_judicial:
    /\b(?:court order|writ of|summons|subpoena|you are hereby summoned|case no\.?|orden (?:judicial|de embargo)|mandamiento de (?:embargo|pago|ejecucion)|notificacion judicial|citacion judicial|citatorio|requerimiento judicial|juzgado (?:de|civil|primero|segundo)|diligencia de (?:embargo|requerimiento)|expediente judicial|sentencia definitiva|mandado (?:judicial|de penhora|de citacao)|intimacao judicial|citacao judicial|ordem judicial|vara civel|oficial de justica|actuario judicial)\b/,
  public_exposure:
    /\b(?:publish your (?:name|debt)|post(?:ed)? (?:your name|this) (?:on|in) (?:facebook|social)|tell your (?:employer|neighbou?rs|family|boss)|publicaremos su (?:nombre|deuda)|lista (?:negra|de morosos)|redes sociales sobre su deuda|avisaremos a su (?:jefe|familia|empleador|patron|trabajo)|informaremos a sus? (?:vecinos|familiares|referencias|empleador)|exporemos|publicaremos seu (?:nome|debito)|avisaremos (?:seu|sua|a seu|a sua) (?:chefe|familia|patrao|empregador|vizinhos?))\b/,
  asks_reason:
    /(?:why (?:have|did|has)(?:n.?t| not| you not)? ?(?:you)?(?: not)? (?:paid|pay)|why (?:you )?(?:have not|haven.?t|did not|didn.?t) (?:paid|pay)|reason (?:for|why) (?:you(?:r)? )?(?:non-?payment|not paying|have not paid)|por que no (?:ha |han |nos ha )?(?:pagado|pago|pagaron|cancelado|realizado el pago)|(?:motivo|razon|causa)s? (?:de|del|por (?:el|la|los|las) (?:que|cual|cuales)) (?:su |el |no )?(?:impago|no pago|atraso|mora|incumplimiento|ha pagado|pago)|por ?que (?:voce )?(?:nao|ainda nao) (?:pagou|efetuou)|(?:motivo|razao) (?:do|da|de) (?:atraso|nao pagamento|inadimplencia))/,
  threatens_suit:
    /\b(?:we will sue|lawsuit|take you to court|legal proceedings|legal action|demanda judicial|demandar(?:emos|lo|le)|accion(?:es)? (?:judicial(?:es)?|legales)|acao judicial|processar(?:emos)?|ajuizar(?:emos)?)\b/,
  health_words:
    /\b(?:diagnos(?:is|tico|ticos)|hiv|vih|aids|sida positivo|chemotherap\w+|quimioterapi\w+|oncolog\w+|psychiatr\w+|psiquiatr\w+|cancer treatment|tratamiento (?:de|contra) (?:cancer|adicciones|fertilidad)|tratamento (?:de|contra) (?:cancer|dependencia|fertilidade)|pregnancy test|embarazo|gravidez|aborto|surgery|cirugia|cirurgia|terapia psicologica|std test|prueba de vih|exame de hiv)\b/,
  asks_payment_to_agency:
    /\b(?:pague (?:directamente )?(?:a|al) (?:este|nuestro) despacho|deposite (?:a|en) la cuenta (?:del|de este|de nuestro) despacho|pay (?:directly )?to (?:our|this) agency)\b/,
};

/** Found, they show that a required element is there. What is not found may still be there in other words. */
export const PRESENT_WORDS: Readonly<Record<string, RegExp>> = {
  opt_out:
    /\b(?:unsubscribe|opt[- ]?out|reply stop|text stop|stop to (?:end|opt|cancel|stop)|no longer wish to receive|stop receiving|darse de baja|dar(?:se)? de baja|responda (?:con )?(?:baja|stop|alto|no|salir)|responde (?:baja|stop|alto|salir)|escriba (?:baja|stop|salir)|envie (?:baja|stop|salir)|cancelar (?:la |su )?suscripcion|no desea (?:seguir )?recib\w+|dejar de recibir|descadastr\w+|cancelar (?:o )?recebimento|responda (?:com )?(?:sair|parar)|nao (?:deseja|quer) (?:mais )?receber|parar de receber)\b/,
  privacy_notice:
    /\b(?:privacy (?:notice|policy)|aviso de privacidad|politica de (?:privacidad|tratamiento|privacidade)|tratamiento de (?:sus )?datos|aviso de privacidade|lgpd)\b/,
  payment_means:
    /https?:\/\/|\b(?:pay (?:online|here|by|now|at)|payment link|bank transfer|pagar? (?:en linea|aqui|en|por|con|online)|enlace de pago|link de pago|transferencia|clabe|iban|pse|spei|oxxo|pix|boleto|cuenta (?:bancaria|corriente|de ahorros)|pague (?:aqui|por|com|via)|link de pagamento|codigo de barras|webpay|yape|plin)\b/,
  consumer_rights:
    /\b(?:your rights|sus derechos|derechos (?:como|del|de los) consumidor\w*|seus direitos|direitos do consumidor)\b/,
  not_judicial_statement:
    /\b(?:is not a (?:court|judicial|legal) (?:procedure|proceeding|document)|no (?:es|constituye|corresponde a) (?:un |una |ningun |ninguna )?(?:procedimiento|gestion|accion|documento|actuacion) (?:judicial|de ejecucion|que tenga por objeto la ejecucion)|nao (?:e|constitui) (?:um |uma )?(?:procedimento|acao|documento) judicial)\b/,
  collector_disclosure:
    /\b(?:debt collector|attempt(?:ing)? to collect a debt|communication is from a debt collector|cobrador de deudas|intento de cobrar una deuda|cobrador de dividas|tentativa de cobrar uma divida)\b/,
  validation_information:
    /\b(?:validation (?:notice|information)|dispute (?:the|this|all or part of the) debt|disputar (?:la|esta) deuda|contestar (?:a|esta) divida)\b/,
  permit_number: /\b(?:permit|permis|licen[cs]e)\b(?: (?:number|no|n|numero|du titulaire))?[ .:#º°]*[a-z]*-?\d/,
  itemised_charges:
    /\b(?:principal|capital|original amount|monto original|valor original|saldo de capital)\b[\s\S]*\b(?:interest|interes(?:es)?|juros|fees?|gastos|cargos|encargos|multa|recargos?)\b/,
  recording_notice:
    /\b(?:call is recorded|llamada (?:es|sera|esta siendo) grabada|ligacao (?:e|sera|esta sendo) gravada)\b/,
};

/** Required elements whose absence from the text is certain when no word for them is found. */
export const CERTAIN_WHEN_ABSENT: ReadonlySet<string> = new Set([
  'opt_out',
  'privacy_notice',
  'payment_means',
  'collector_disclosure',
  'permit_number',
]);
