import { readReturnedMail } from '../../../../dunning/providers/mail/bounce';

const SAID: ReadonlyArray<[language: string, reason: string, words: string]> = [
  ['Spanish', 'userunknown', 'La cuenta de correo indicada no existe'],
  ['Spanish', 'userunknown', 'No se ha encontrado: el destinatario es desconocido'],
  ['Spanish', 'mailboxfull', 'El buzón del destinatario está lleno'],
  ['Spanish', 'mailboxfull', 'Cuota del usuario: la cuota está excedida'],
  ['Spanish', 'suspend', 'La cuenta está bloqueada'],
  ['Spanish', 'mesgtoobig', 'El mensaje supera el tamaño permitido'],
  ['Spanish', 'spamdetected', 'Rechazado como correo no deseado'],
  ['Portuguese', 'userunknown', 'Usuário desconhecido neste servidor'],
  ['Portuguese', 'mailboxfull', 'A caixa postal está cheia'],
  ['Portuguese', 'suspend', 'A conta foi desativada'],
  ['French', 'userunknown', "L'adresse indiquée n'existe pas"],
  ['French', 'mailboxfull', 'La boîte du destinataire est pleine'],
  ['French', 'suspend', 'Le compte a été désactivé'],
  ['German', 'userunknown', 'Der Empfänger ist hier nicht bekannt'],
  ['German', 'mailboxfull', 'Das Postfach ist voll'],
  ['German', 'suspend', 'Das Konto ist gesperrt'],
  ['German', 'mesgtoobig', 'Die Nachricht ist zu groß'],
  ['Italian', 'userunknown', 'Utente sconosciuto'],
  ['Italian', 'mailboxfull', 'La casella è piena'],
  ['Dutch', 'userunknown', 'Gebruiker onbekend'],
  ['Polish', 'userunknown', 'Odbiorca nie istnieje'],
  ['Polish', 'mailboxfull', 'Skrzynka jest pełna'],
  ['Russian', 'userunknown', 'Пользователь не найден'],
  ['Russian', 'mailboxfull', 'Почтовый ящик переполнен'],
  ['Czech', 'userunknown', 'Uživatel neexistuje'],
  ['Swedish', 'userunknown', 'Mottagaren finns inte'],
  ['Turkish', 'userunknown', 'Kullanıcı bulunamadı'],
  ['Japanese', 'userunknown', '宛先のユーザが存在しません'],
  ['Japanese', 'mailboxfull', 'メールボックスがいっぱいです'],
  ['Chinese', 'userunknown', '收件人地址不存在'],
  ['Chinese', 'mailboxfull', '对方邮箱已满'],
  ['Korean', 'userunknown', '사용자를 찾을 수 없습니다'],
];

const postfix = (words: string) =>
  [
    'From: Mail Delivery System <MAILER-DAEMON@mx.example>',
    'To: cobros@vendedor.example',
    'Subject: Undelivered Mail Returned to Sender',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'This is the mail system at host mx.example. Your message could not be delivered.',
    '',
    `<ana@empresa.example>: host mx.empresa.example[192.0.2.7] said: 550 ${words} (in reply to RCPT TO command)`,
  ].join('\r\n');

describe('servers answer in the language of their country', () => {
  it.each(SAID)('%s, %s: %s', (_, reason, words) => {
    const read = readReturnedMail(Buffer.from(postfix(words)));
    expect({ kind: read.kind, reason: read.reason }).toEqual({ kind: 'bounce', reason });
    expect(read.hard).toBe(reason === 'userunknown');
  });

  it.each([
    ['contenterror', 'this message contains invalid mime headers'],
    ['onhold', 'computer says maybe'],
  ])('no word of another language is found inside an English one: %s', (reason, words) =>
    expect(readReturnedMail(postfix(words)).reason).toBe(reason),
  );

  it('a mailer daemon that names a mailbox bounces, even in a language that is not known', () => {
    const gb18030 = Buffer.from([0xd3, 0xca, 0xbc, 0xfe, 0xce, 0xde, 0xb7, 0xa8, 0xb7, 0xa2, 0xcb, 0xcd]);
    const mail = Buffer.concat([
      Buffer.from('From: MAILER-DAEMON@correo.example\r\nTo: cobros@vendedor.example\r\nSubject: \r\n\r\n'),
      gb18030,
      Buffer.from('\r\n\r\n<ana@empresa.example>:\r\n'),
    ]);
    expect(readReturnedMail(mail)).toMatchObject({
      kind: 'bounce',
      hard: false,
      recipients: [{ address: 'ana@empresa.example' }],
    });
  });

  it.each(['josé@empresa.example', 'jos\\x{E9}@empresa.example'])(
    'addresses outside ASCII (RFC 6533): %s',
    (address) => {
      const mail = [
        'From: MAILER-DAEMON@mx.example',
        'To: cobros@vendedor.example',
        'Subject: =?utf-8?B?RW50cmVnYSBmYWxsaWRh?=',
        'Content-Type: multipart/report; report-type=global-delivery-status; boundary="b1"',
        '',
        '--b1',
        'Content-Type: text/plain; charset=utf-8',
        '',
        'El mensaje no se pudo entregar.',
        '--b1',
        'Content-Type: message/global-delivery-status',
        '',
        'Reporting-MTA: dns; mx.example',
        '',
        `Final-Recipient: utf-8; ${address}`,
        'Action: failed',
        'Status: 5.1.1',
        'Diagnostic-Code: smtp; 550 5.1.1 no existe',
        '',
        '--b1',
        'Content-Type: message/global-headers',
        '',
        'Message-ID: <0123456789abcdef0123456789abcdef01234567@vendedor.example>',
        '',
        '--b1--',
      ].join('\r\n');
      expect(readReturnedMail(Buffer.from(mail))).toMatchObject({
        kind: 'bounce',
        status: '5.1.1',
        reason: 'userunknown',
        contactKey: '0123456789abcdef0123456789abcdef01234567',
        recipients: [{ address: 'josé@empresa.example' }],
      });
    },
  );
});
