declare module 'mjml' {
  /** What of mjml 5 the build uses. */
  export default function mjml2html(
    source: string,
    options: { validationLevel: 'strict'; keepComments: boolean; fonts: Record<string, string> },
  ): Promise<{ html: string; errors: Array<{ formattedMessage: string }> }>;
}
