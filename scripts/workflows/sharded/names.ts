/** Names of the nodes that expressions speak of. */
export const ALL = 'The whole book';
export const BOOK = 'The numbers of the book';
export const PARTS = 'Parts by customer';
export const ROUND = 'Some parts at a time';
export const SEND = 'Send the parts to all workers';
export const ANSWERS = 'Answers of this round';
export const AGAIN = 'What was not answered';
export const ROUND_AGAIN = 'Again, some at a time';
export const SEND_AGAIN = 'Send the refused parts again';
export const ANSWERS_AGAIN = 'Answers to the second try';
export const PROGRESS = 'How far we are';
export const SUMMARY = 'Summary';
export const PART = 'One part of the book';
