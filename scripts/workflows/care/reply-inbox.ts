import { WorkflowBuilder } from '../builder';
import type { WorkflowDefinition } from '../definition';
import { end, ours } from '../parts';
import { mailbox } from './mailbox';
import { PAUSE_DAYS, pauseAndHandOver } from './pause';
import { caseOf, LEDGER, LEDGER_SETTING, settingsBeside, TEAM, TELL_CONNECT, tellTeam } from './team';
import { keep } from '../ways';

const MAIL = 'A mail arrives';
const READ = 'What kind of mail is it?';
const GIVEN_UP = 'Does the address still work?';
const BOUNCED = 'Which address is wrong';

/** The words of a mail. A mail program that writes HTML only, with a file, leaves n8n without the plain text. */
const PLAIN = `(was.text || (was.html || '').split(/<blockquote|<div[^>]*(?:gmail_quote|divRplyFwdMsg|appendonsend)/i)[0].replace(/<(style|script)[^]*?<\\/\\1>/gi, '').replace(/<br[^>]*>|<\\/(?:p|div|tr|li)>/gi, '\\n').removeTags().replace(/&nbsp;/gi, ' '))`;

/** What was written, without what it quotes. */
const WORD = `(was.from?.text ?? 'The customer') + ' wrote on ' + DateTime.fromISO(String(was.date ?? $now)).setZone($now.zoneName).toFormat('yyyy-MM-dd HH:mm') + ', “' + (was.subject ?? '') + '”:\\n\\n' + ${PLAIN}.split(/\\n>|\\n[^\\n]{0,120}(?:wrote|escribió|escreveu):/)[0].trim().slice(0, 3000)`;

const IS_WISH = `$json.bounce.kind === 'complaint'`;

/** An address that is dead is to be corrected; whoever does not want mails has a good one. */
const WHAT_CAME_BACK = `($json.bounce.feedbackType === 'opt-out' ? ' does not want reminders by e-mail any more' : ${IS_WISH} ? ' reported a reminder as spam' : ' has an e-mail address that no longer works')`;

const WHO = `($json.dunning?.record ? 'Customer ' + $json.dunning.record.customerId : 'Somebody')`;

/** The mailbox that reminders come back to: what came back, what answers by itself, and what a customer wrote. */
export const replyInbox: WorkflowDefinition = {
  slug: 'care/reply-inbox',
  title: 'Care: bounces and replies in the mailbox',
  summary:
    'Watches the mailbox that your reminders come from. What came back is recorded, and your team hears of addresses that no longer work; automatic replies are told apart; a real answer pauses the customer and reaches your team with all that was sent before.',
  connect: [
    'Open **A mail arrives** and choose or create your mailbox (IMAP). Leave the format on _Resolved_: the others lose parts of a bounce.',
    TELL_CONNECT,
    'Press **Publish**.',
  ],
  settings: [...TEAM, PAUSE_DAYS, LEDGER_SETTING],
  result:
    'Bounces, automatic replies and answers are in the record with the message they belong to. Your team gets one mail for each answer and for each address that no longer works; for automatic replies and for mails about other things, none.',
  notes: [
    'Mails are left as they are, read or unread, so that people who work in the same mailbox miss nothing. n8n remembers how far it has read, also while it is not running; what arrived before the day of *Publish* is not looked at.',
    'When n8n says *Command failed* after *Publish*, the mailbox refused the user or the password.',
    'When the mailbox moves to another server, import this workflow anew: n8n’s mark belongs to the old one.',
    'A full mailbox or a delay is recorded and no more: the next run, or *Care: next channel*, deals with it.',
    'An address that takes no mail for good is not written to again until it is corrected in your system, or *Opt In* says that it works.',
    'An answer is told by the message it answers. A new mail of a customer, without a reminder of ours in it, is left to whoever reads the mailbox.',
  ],
  build() {
    const builder = new WorkflowBuilder(this.slug, this.title);
    builder
      .note({
        text: '## What this is\nReads the mailbox that reminders are sent from: **what came back**, **automatic replies**, and **what customers answer**. Nobody who answered gets the next reminder as if nothing had happened.',
        at: [-780, -180],
        size: [380, 280],
        colour: 'intro',
      })
      .note({
        text: '## 1 · Set this first\nOpen **Your settings**: who is told, and for how long reminders pause when a customer answers.\n\nConnect your mailbox in **A mail arrives** and your mail account in **Tell your team**.',
        at: [-360, -180],
        size: [320, 280],
        colour: 'set',
      })
      .note({
        text: '## 2 · What kind of mail is it?\nTold by who wrote it and by its machine-readable parts, in any language. What it says is written into the record, once, with the message it belongs to.',
        at: [180, -180],
        size: [320, 280],
        colour: 'think',
      })
      .note({
        text: '## 3 · A customer wrote\nTheir reminders stop until the day in **Your settings**; your team gets one mail with what they wrote and all that was sent before.',
        at: [560, -180],
        size: [720, 180],
        colour: 'send',
      })
      .node(MAIL, mailbox({ postProcessAction: 'nothing' }));
    const merged = settingsBeside(builder, MAIL, this.settings, [-300, 320], 'the mails');
    builder
      .node(
        READ,
        ours(
          'deliveryTracker',
          { resource: 'event', operation: 'readBounce', mailSource: 'imap', options: LEDGER },
          [260, 320],
        ),
      )
      .connect(merged, READ);
    const { first, last } = pauseAndHandOver(
      builder,
      {
        asked: READ,
        name: 'What a person needs to know',
        title: `'Customer ' + was.dunning.record.customerId + ' answered by e-mail'`,
        word: WORD,
      },
      [580, 160],
    );
    builder
      .node(GIVEN_UP, keep(`$json.bounce.hard || ${IS_WISH}`, [580, 360]))
      .node(
        BOUNCED,
        caseOf(
          `${WHO} + ${WHAT_CAME_BACK}`,
          `[$json.bounce.recipients.map((one) => one.address).join(', ') + (${IS_WISH} ? '' : ': ' + ($json.bounce.diagnostic || $json.bounce.reason)), $json.bounce.explanation.en, ($json.dunning?.record ? 'It was the ' + $json.dunning.record.stage.replaceAll('_', ' ') + ' of ' + $json.dunning.record.at.slice(0, 10) + ' about ' + $json.dunning.record.scope.join(', ') + '.' : 'No message of ours belongs to it.') + (${IS_WISH} ? '' : ' What to do: correct the address in your system. The next run uses it.')].join('\\n\\n')`,
          [1060, 360],
        ),
      )
      .node('Answers by itself; recorded', end([580, 500]))
      .node('About something else', end([580, 640]))
      .connect(READ, GIVEN_UP)
      .chain(GIVEN_UP, BOUNCED)
      .connect(READ, 'Answers by itself; recorded', 1)
      .connect(READ, first, 2)
      .connect(READ, 'About something else', 3);
    tellTeam(builder, [last, BOUNCED], [1620, 320]);
    return builder.build();
  },
};
