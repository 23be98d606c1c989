/** When a request is sent that a receiver sends in turn: nothing else is known of when a program does that. */
export const AFTER_THE_REPLY = 'when the reply to the one before is back';
