/** Mails that are no bounce, by what they are. Written for these tests; names are invented. */
export interface OrdinaryCase {
  what: string;
  headers: string[];
  body: string;
}

/** A contact key as the ledger makes it: 40 hexadecimal characters. */
export const KEY = '0123456789abcdef0123456789abcdef01234567';
export const OURS = `<${KEY}@vendedor.example>`;

const person = (from: string, subject: string, body: string, more: string[] = []): OrdinaryCase => ({
  what: `${subject} — ${from}`,
  headers: [
    `From: ${from}`,
    'To: Cobros <cobros@vendedor.example>',
    `Subject: ${subject}`,
    'Return-Path: <someone@empresa.example>',
    ...more,
  ],
  body,
});
const reply = (from: string, subject: string, body: string) =>
  person(from, subject, body, [`In-Reply-To: ${OURS}`, `References: ${OURS}`]);

const QUOTED_BOUNCE = [
  '> From: Mail Delivery System <MAILER-DAEMON@mx.example>',
  '> Subject: Undelivered Mail Returned to Sender',
  '>',
  '> This is the mail system at host mx.example.',
  '> I am sorry to have to inform you that your message could not be delivered.',
  '> <ana@empresa.example>: host mx.empresa.example said: 550 5.1.1 User unknown (in reply to RCPT TO command)',
].join('\n');

export const ORDINARY: OrdinaryCase[] = [
  reply('Ana <ana@empresa.example>', 'Re: Factura 120 vencida', 'Buenos días:\nMañana hago la transferencia.\nAna'),
  reply(
    'Ana <ana@empresa.example>',
    'RE: Factura 120',
    'El correo anterior fue devuelto, pero este llegó. Pago el viernes.',
  ),
  reply(
    'Luis <luis@empresa.example>',
    'Re: Recordatorio',
    'La factura no fue entregada con el pedido. Por favor envíenla otra vez.',
  ),
  reply('Marta <marta@empresa.example>', 'Re: Aviso de pago', 'Mi buzón estaba lleno, lo siento. Ya pagué.'),
  reply(
    'Pago <pagos@empresa.example>',
    'Re: Factura',
    'La mercancía fue rechazada por defectos. No pagaremos hasta recibir una nota de crédito.',
  ),
  reply(
    'João <joao@cliente.example>',
    'Re: Fatura 88',
    'Boa tarde, a fatura não foi entregue no endereço certo. Reenvie, por favor.',
  ),
  reply(
    'Rita <rita@cliente.example>',
    'RES: Fatura 88',
    'Minha caixa de entrada estava cheia. O pagamento sai amanhã.',
  ),
  reply(
    'Paulo <paulo@cliente.example>',
    'Re: Lembrete',
    'O usuário que cuidava disso não existe mais na empresa, falem comigo.',
  ),
  reply(
    'Bob <bob@client.example>',
    'Re: Invoice 12',
    'Our bank returned the payment, error 550. Will retry on Monday.',
  ),
  reply(
    'Bob <bob@client.example>',
    'Re: Invoice 12',
    'Your last mail could not be delivered because my mailbox was full. Fixed now.',
  ),
  reply(
    'Eve <eve@client.example>',
    'Re: Delivery failed',
    'The courier says delivery failed twice. We pay when the goods arrive.',
  ),
  reply(
    'Eve <eve@client.example>',
    'Re: Undeliverable: Invoice 12',
    `See below, is this your problem or ours?\n\n${QUOTED_BOUNCE}`,
  ),
  reply('IT <it@client.example>', 'Re: returned mail', `I fixed the alias, please send it again.\n\n${QUOTED_BOUNCE}`),
  reply(
    'Postmaster <postmaster@client.example>',
    'Re: Invoice 12',
    `I looked into it; Ana left in May. Write to Bob instead.\n\n${QUOTED_BOUNCE}`,
  ),
  person(
    'Ana <ana@empresa.example>',
    'Fwd: Undelivered Mail Returned to Sender',
    `Me llegó esto, ¿qué significa?\n\n${QUOTED_BOUNCE}`,
  ),
  person('Ana <ana@empresa.example>', 'RV: Correo devuelto', `Reenvío lo que recibí:\n\n${QUOTED_BOUNCE}`),
  person(
    'Carlos <carlos@empresa.example>',
    'Mensaje no entregado',
    'Hola, ayer el mensajero no entregó el paquete. ¿Cuándo viene?',
  ),
  person('Carlos <carlos@empresa.example>', 'No entregado', 'El pedido 550 no fue entregado. Por favor revisen.'),
  person(
    'Carlos <carlos@empresa.example>',
    'Devolución de mercancía',
    'Adjunto la guía de la devolución. 5.1.1 cajas.',
  ),
  person(
    'Sofía <sofia@empresa.example>',
    'Problema con el correo',
    'Su último correo fue rechazado por nuestro filtro de spam, agreguen SPF.',
  ),
  person('Diego <diego@empresa.example>', 'Cambio de dirección', 'Mi dirección anterior ya no existe, usen esta.'),
  person(
    'Lucía <lucia@empresa.example>',
    'Estoy fuera de la oficina mañana',
    'Estaré fuera de la oficina mañana; el pago lo hace Juan hoy.',
  ),
  person('Pedro <pedro@cliente.example>', 'Não entregue', 'O pedido não foi entregue. Podem verificar?'),
  person('Pedro <pedro@cliente.example>', 'Mensagem devolvida?', 'Recebi um aviso estranho, mas acho que chegou.'),
  person('Inês <ines@cliente.example>', 'Devolução', 'A mercadoria foi devolvida em 4.2.2025, nota 550.'),
  person('Inês <ines@cliente.example>', 'Endereço', 'O endereço antigo não existe mais. Usem o novo.'),
  person(
    'Tiago <tiago@cliente.example>',
    'Falha na entrega',
    'Houve falha na entrega do produto; suspendam a cobrança.',
  ),
  person(
    'Bob <bob@client.example>',
    'Delivery failure of order 550',
    'Order 550 was not delivered. The account is disabled in your shop, too.',
  ),
  person('Bob <bob@client.example>', 'Mail system error?', 'Your portal says "user unknown" when I log in.'),
  person('Ann <ann@client.example>', 'Returned mail', 'The letter you posted came back to us by mistake.'),
  person('Ann <ann@client.example>', 'Undeliverable goods', 'The goods are undeliverable because the dock is full.'),
  person(
    'Ann <ann@client.example>',
    'Failure notice',
    'We hereby give notice of failure to supply under clause 5.5.2.',
  ),
  person(
    'Accounts <info@client.example>',
    'Delivery report for April',
    'Attached the delivery report for April. 554 units.',
  ),
  person(
    'Admin <admin@client.example>',
    'Mailbox full',
    'Hello, our mailbox is full today, please call me at 550 123.',
  ),
  person(
    'Sys Admin <sysadmin@client.example>',
    'SMTP test',
    'We saw "550 5.7.1 relay denied" in our log for your host, please check.',
  ),
  person(
    'Support <support@client.example>',
    'Ticket 5123: mail not delivered',
    'We are looking at why the mail was not delivered to bob@client.example.',
  ),
  person(
    'Newsletter <news@shop.example>',
    'Undeliverable deals!',
    'Sale! 50% off. Your message to savings has been delivered.',
    ['List-Unsubscribe: <https://shop.example/u>', 'Precedence: bulk'],
  ),
  person(
    'Boletín <boletin@tienda.example>',
    'Ofertas que no podrás rechazar',
    'Descuentos del 50%. Usuario: inicia sesión.',
    ['List-Id: <ofertas.tienda.example>', 'Precedence: list'],
  ),
  person('Notícias <news@loja.example>', 'Sua caixa está cheia de ofertas', 'Aproveite!', [
    'List-Unsubscribe: <mailto:u@loja.example>',
  ]),
  person(
    'No Reply <no-reply@bank.example>',
    'Payment returned',
    'Your payment of 550.00 was returned. Reason: account closed.',
  ),
  person(
    'Banco <noreply@banco.example>',
    'Transferencia rechazada',
    'Su transferencia fue rechazada. La cuenta no existe.',
  ),
  person(
    'Correios <no-reply@correios.example>',
    'Objeto não entregue',
    'O objeto 4.4.7 não foi entregue: destinatário ausente.',
  ),
  person(
    'DHL <noreply@dhl.example>',
    'Delivery failed',
    'Delivery failed: the recipient was not at home. A second attempt will be made.',
  ),
  person(
    'Courier <no-reply@courier.example>',
    'Your shipment could not be delivered',
    'The address does not exist. Please correct it.',
  ),
  person('Tracking <bounces@parcel.example>', 'Delivery notification', 'Parcel 5521 will be delivered today.'),
  person(
    'GitHub <notifications@git.example>',
    'Re: [repo] Bounce handling (#550)',
    'The parser says "550 5.1.1 user unknown" is hard. LGTM.',
    ['List-Id: <repo.git.example>'],
  ),
  person('Monitor <root@server.example>', 'Cron: backup failed', 'Backup failed: no space left on device.'),
  person('Calendar <calendar@client.example>', 'Accepted: payment call', 'Bob accepted the invitation.'),
  person('Sales <sales@vendor.example>', 'Mail delivery services', 'We offer mail delivery services that never fail.'),
  person('Dr. Postma <postma@client.example>', 'Factuur', 'Wij betalen morgen.'),
  person(
    'Ana <ana@empresa.example>',
    'Factura 120',
    'Ver adjunto.\n\n-----Mensaje original-----\nDe: Cobros\nAsunto: Factura 120',
  ),
  person('Ana <ana@empresa.example>', 'Pago', '<html><body><p>Pagado hoy.</p></body></html>', [
    'Content-Type: text/html; charset=utf-8',
  ]),
  person('Ana <ana@empresa.example>', '=?UTF-8?B?RmFjdHVyYSBwYWdhZGE=?=', 'Adjunto comprobante.', [
    'Content-Type: text/plain; charset=utf-8',
  ]),
  person(
    'Zoë <zoe@client.example>',
    'Re: 5.1.1',
    'Clause 5.1.1 says 30 days. Clause 5.2.2 says the mailbox in the yard is full.',
  ),
  person('Legal <legal@client.example>', 'Notice of rejection', 'We reject invoice 554; sender is not our supplier.'),
  person('', '', 'Hola'),
  person('Bob <bob@client.example>', 'Out of paper', 'We ran out of paper. Invoice will be paid when printed.'),
  person('Bob <bob@client.example>', 'Automatic payments', 'Please switch us to automatic payments.'),
  person('Ana <ana@empresa.example>', 'Respuesta a su carta', 'Le respondo: pago en dos cuotas.'),
  person('Ana <ana@empresa.example>', 'Ausencia justificada', 'Adjunto el justificante de mi ausencia a la reunión.'),
  person('Rui <rui@cliente.example>', 'Resposta', 'Segue a resposta da diretoria.'),
  {
    what: 'a person forwards a bounce as an attachment',
    headers: [
      'From: Ana <ana@empresa.example>',
      'To: cobros@vendedor.example',
      'Subject: Fwd: aviso',
      'Content-Type: multipart/mixed; boundary="b1"',
    ],
    body: [
      '--b1',
      'Content-Type: text/plain',
      '',
      'Miren lo que me llegó.',
      '--b1',
      'Content-Type: message/rfc822',
      '',
      'From: MAILER-DAEMON@mx.example',
      'Subject: failure notice',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b2"',
      '',
      '--b2',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example',
      '',
      'Final-Recipient: rfc822; juan@empresa.example',
      'Action: failed',
      'Status: 5.1.1',
      '--b2--',
      '--b1--',
    ].join('\n'),
  },
  {
    what: 'a person forwards a bounce, and the mail program takes it apart',
    headers: [
      'From: Ana <ana@empresa.example>',
      'To: cobros@vendedor.example',
      'Subject: Fwd: Undelivered Mail Returned to Sender',
      'Content-Type: multipart/mixed; boundary="b1"',
    ],
    body: [
      '--b1',
      'Content-Type: text/plain',
      '',
      'Esto me llegó, la factura sí la recibí.',
      '--b1',
      'Content-Type: message/delivery-status',
      '',
      'Reporting-MTA: dns; mx.example',
      '',
      'Final-Recipient: rfc822; juan@empresa.example',
      'Action: failed',
      'Status: 5.1.1',
      '--b1--',
    ].join('\n'),
  },
  person('Ana <ana@empresa.example>', 'unsubscribe', 'Por favor no me escriban más.'),
  person('Ana <ana@empresa.example>', 'Baja', 'Quiero darme de baja de estos avisos.'),
  person(
    'Eve <eve@client.example>',
    'Complaint about message from 3 May',
    'I complain about the tone of your message from 3 May.',
  ),
  reply(
    'Bob <bob@client.example>',
    'Re: Invoice 12',
    'Ana told me your mail was undeliverable; she says "550 5.1.1 user unknown". I will ask our postmaster.',
  ),
  reply(
    'Bob <bob@client.example>',
    'Re: Undeliverable: Invoice 12',
    'Got it this time. It was undeliverable because my mailbox was full.',
  ),
  reply(
    'Luis <luis@empresa.example>',
    'Re: No entregado: Factura 120',
    'El mensaje decía que el usuario no existe, pero aquí estoy. Ya pagué.',
  ),
  reply('Rita <rita@cliente.example>', 'RES: Não entregue: Fatura 88', 'A caixa estava cheia. Agora chegou, obrigada.'),
  person(
    'Deliverability Weekly <news@mailworld.example>',
    'Why mails bounce: 10 errors explained',
    'This week: what "550 5.1.1 The email account that you tried to reach does not exist" means.\nAlso: 452 4.2.2 mailbox full, and 554 5.7.1 blocked using a list.\nYour message could not be delivered? Read on.',
    ['List-Unsubscribe: <https://mailworld.example/u>', 'Precedence: bulk'],
  ),
  person(
    'Boletín TI <boletin@ti.example>',
    'Correos devueltos: guía rápida',
    'Delivery to the following recipient failed permanently:\n\n     ejemplo@ti.example\n\nEso significa que la dirección no existe.',
    ['List-Id: <boletin.ti.example>', 'Precedence: list'],
  ),
  person(
    'Helpdesk <helpdesk@client.example>',
    '[Ticket#7741] Undelivered Mail Returned to Sender',
    `A new ticket was opened by bob@client.example:\n\n${QUOTED_BOUNCE}`,
  ),
  person(
    'Soporte <soporte@empresa.example>',
    'Caso 551: correo rechazado',
    'Revisamos su caso. El servidor respondió 550 al destinatario juan@empresa.example; ya está corregido.',
  ),
  person(
    'Suporte <suporte@cliente.example>',
    'Chamado 5521 resolvido',
    'O erro "554 5.7.1 relay access denied" foi corrigido. Podem reenviar a fatura.',
  ),
  person(
    'Forum <no-reply@forum.example>',
    'New answer: "mailbox full" error',
    'dev42 wrote: try 552 5.2.2 in a test.',
    ['List-Unsubscribe: <https://forum.example/u>'],
  ),
  person('Statuspage <status@cloud.example>', 'Incident: delayed mail delivery', 'We are investigating mail delays.'),
  person(
    'Dropbox <no-reply@store.example>',
    'Your storage is full',
    'Your account is over quota. Ana, upgrade your plan.',
  ),
  person('Seguridad <alertas@banco.example>', 'Cuenta suspendida', 'Su cuenta ha sido suspendida por seguridad.'),
  {
    what: 'a calendar reply (RFC 5546)',
    headers: [
      'From: Bob <bob@client.example>',
      'To: cobros@vendedor.example',
      'Subject: Declined: payment call',
      'Content-Type: multipart/alternative; boundary="b1"',
    ],
    body: [
      '--b1',
      'Content-Type: text/plain',
      '',
      'Bob has declined this invitation.',
      '--b1',
      'Content-Type: text/calendar; method=REPLY',
      '',
      'BEGIN:VCALENDAR',
      'METHOD:REPLY',
      'BEGIN:VEVENT',
      'ATTENDEE;PARTSTAT=DECLINED:mailto:bob@client.example',
      'REQUEST-STATUS:3.7;Invalid calendar user;ATTENDEE:mailto:ana@client.example',
      'END:VEVENT',
      'END:VCALENDAR',
      '--b1--',
    ].join('\n'),
  },
  {
    what: 'a ticket system attaches the bounce it took in',
    headers: [
      'From: Helpdesk <helpdesk@client.example>',
      'To: cobros@vendedor.example',
      'Subject: [Ticket#7742] New mail in your queue',
      'Auto-Submitted: no',
      'Content-Type: multipart/mixed; boundary="b1"',
    ],
    body: [
      '--b1',
      'Content-Type: text/plain',
      '',
      'A customer wrote; the mail is attached.',
      '--b1',
      'Content-Type: message/rfc822',
      '',
      'From: MAILER-DAEMON@mx.example',
      'Subject: Undelivered Mail Returned to Sender',
      '',
      '<ana@empresa.example>: host mx.empresa.example said: 550 5.1.1 User unknown',
      '--b1--',
    ].join('\n'),
  },
  {
    what: 'the nightly report of a server quotes failures',
    headers: ['From: root@mx.vendedor.example', 'To: sistemas@vendedor.example', 'Subject: Logwatch for mx (Linux)'],
    body: [
      ' --------------------- Postfix Begin ------------------------',
      '     2 Undeliverable',
      '     1 550 5.1.1 User unknown',
      '        ana@empresa.example',
      ' ---------------------- Postfix End -------------------------',
    ].join('\n'),
  },
  {
    what: 'an administrator forwards a bounce without quoting it',
    headers: [
      'From: IT <admin@empresa.example>',
      'To: cobros@vendedor.example',
      'Subject: Fwd: Undelivered Mail Returned to Sender',
    ],
    body: [
      'This is the mail system at host mx.example.',
      '',
      'Your message could not be delivered.',
      '',
      '<ana@empresa.example>: host mx.example said: 550 5.1.1 User unknown',
    ].join('\n'),
  },
  {
    what: 'a filter reports what it kept',
    headers: [
      'From: Quarantine <antivirus@gateway.vendedor.example>',
      'To: cobros@vendedor.example',
      'Subject: Quarantine summary',
    ],
    body: 'The following messages were blocked and not delivered:\n  ana@empresa.example   Oferta   spam\n',
  },
  {
    what: 'an administrator warns that a mailbox is full',
    headers: [
      'From: System Administrator <postmaster@vendedor.example>',
      'To: cobros@vendedor.example',
      'Subject: Quota report',
    ],
    body: 'Mailbox juan@vendedor.example has exceeded its quota.',
  },
  {
    what: 'a mailing list waits for its moderator',
    headers: [
      'From: lista-bounces@listas.example',
      'To: cobros@vendedor.example',
      'Subject: Your message to Lista awaits moderator approval',
    ],
    body: 'Is being held until the list moderator can review it for approval.\nPost by non-member to a members-only list\n',
  },
  {
    what: 'somebody calls himself a mail system and fishes for a password',
    headers: [
      'From: Mail Delivery System <support@evil.example>',
      'To: cobros@vendedor.example',
      'Subject: 5 incoming messages could not be delivered',
    ],
    body: 'Dear cobros@vendedor.example, 5 incoming messages could not be delivered because your mailbox is full. Click http://evil.example/ to release them.',
  },
];
