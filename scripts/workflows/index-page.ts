import type { WorkflowDefinition } from './definition';

/** Workflows that belong together, with a sentence on when to choose one of them. */
export interface Family {
  title: string;
  intro: string;
  definitions: WorkflowDefinition[];
}

const INTRO = `# Ready-made workflows

Import what you need, connect your accounts, press **Publish**.

To import: open the folder of the workflow, then \`workflow.json\`, and press _Download raw file_. In n8n make a new workflow, press **⋯** beside its
name, then _Import_, _From file_. Everything that you set stands in the node _Your settings_; sticky notes say what to do first. A red triangle
at a node says that an account, or the core, is still to be chosen there; _Publish_ names every account that is missing.

## Where to begin

| you | take |
| --- | --- |
| want to see a reminder go out in ten minutes | [Daily cadence](daily-cadence/README.md), which reads a CSV file and writes e-mails, with [the page that leads you through it](../docs/first-reminder.md) ([en español](../docs/first-reminder.es.md)) |
| have your invoices in an ERP or a shop and write e-mails | [the e-mail core](cores/email/README.md) and the feeder of your system, below |
| keep your invoices in Excel | [the e-mail core](cores/email/README.md) and [a page to upload them](feeders/upload/README.md), or [Google Sheets](feeders/google-sheets/README.md) |
| issue CFDI in México | [the e-mail core](cores/email/README.md) and [a folder of CFDI](feeders/cfdi-folder/README.md) |
| also write by WhatsApp and SMS, call, or send letters | [the core with every channel](cores/every-channel/README.md) |

**For good**, one **core** (it decides, writes and sends) and one **feeder** for each place your invoices are in (it reads them and hands them to
the core), in this order:

1. Import [the workflow that tells a person when a run fails](care/errors/README.md), set whom it tells, and publish it.
2. Import a core, fill in _Your settings_ and choose your accounts. To look before you send, delete the line that leaves _May we write now?_ at its
   first output, _Allowed_. Publish the core; by itself it does nothing.
3. Import the feeder, choose its account, and in its last node, _Write the reminders_, your core. Under **⋯**, _Settings_, choose the error workflow.
   Press _Run it now_.
4. Open the core’s _Executions_: at _May we write now?_ stands what would go out, to whom and why, and at _A person must look_ what could not be read.
   When you like it, draw the line again, publish the core once more, and publish the feeder. **From here on real customers are written to.**
5. Import the workflow under [_Events_](#events) for each way you write by, so that you know what arrived and who has paid.

A change to the core counts for every feeder.`;

/** One sentence is enough in a table. */
const firstSentence = (text: string): string => /^.*?[.](?=\s|$)/.exec(text)?.[0] ?? text;

/** The page from which a user chooses, with one row for each workflow. */
export function indexPage(families: readonly Family[]): string {
  return [
    INTRO,
    ...families.flatMap(({ title, intro, definitions }) => [
      `## ${title}`,
      intro,
      `| workflow | what it does |\n| --- | --- |\n${definitions
        .map(({ slug, title: name, summary }) => `| [${name}](${slug}/README.md) | ${firstSentence(summary)} |`)
        .join('\n')}`,
    ]),
    '_Written by `npm run build:workflows` from `scripts/workflows/`; change it there. How the library is built: `docs/decisions/workflow-library.md`._',
  ].join('\n\n');
}
