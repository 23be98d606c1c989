import { goBoolean } from '#cluster';
import { fitsExpression, readExpression } from '#net';

/** Whether a value has the form that the controller asks for (internal/ingress/annotations/parser/validators.go). */
export type Form = (value: string) => boolean;

const PLAIN = String.raw`\-._~a-zA-Z0-9/:`;
const EXPRESSION = String.raw`^$\[\](){}*+?|&=\\`;

/** Read as Go reads it, and tried in steps that grow with the value only: the controller's own expressions repeat repetitions. */
function matches(source: string, letters: 'exact' | 'anyCase' = 'exact'): Form {
  const expression = readExpression(source, 'go', letters);
  if (expression === null) throw new Error(`cannot be read: ${source}`);
  return (value) => fitsExpression(expression, value);
}

function withoutBlanks(form: Form): Form {
  return (value) => form(value.replaceAll(' ', ''));
}

export const ANY: Form = () => true;
export const BOOLEAN: Form = (value) => goBoolean(value) !== null;
export const INTEGER: Form = matches(String.raw`^[+-]?\d{1,18}$`);
export const SIZE: Form = matches(String.raw`^\d+[bkmg]?$`, 'anyCase');
export const BASIC: Form = matches(`^[${PLAIN}]*$`);
export const REGEX: Form = matches(`^[${PLAIN}${EXPRESSION}]*$`);
export const URL_TEXT: Form = matches(`^[${PLAIN}:?&=]*$`);
export const URL_WITH_VARIABLES: Form = matches(`^[${PLAIN}:?&=$]*$`);
export const PATH_WITH_CAPTURES: Form = matches(`^/?[${PLAIN}$]*$`);
export const HEADER_NAMES: Form = matches(String.raw`^[A-Za-z0-9\-_, ]*$`);
export const NGINX_VARIABLE: Form = matches(String.raw`^[A-Za-z0-9\-_{}$]*$`);
export const SERVICE_NAME: Form = matches(String.raw`^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$`);
export const SERVER_NAMES: Form = (value) => value.split(',').every((name) => REGEX(name.trim()));
/** A list of status codes from 400 to 599 (annotations/customhttperrors). */
export const STATUS_CODES: Form = matches(String.raw`^[45][0-9]{2}(,\s*[45][0-9]{2})*$`);
export const CORS_ORIGINS: Form = withoutBlanks(
  matches(String.raw`^((((https?://)?(\*\.)?[A-Za-z0-9\-.]*(:\d+)?,?)+)|\*)?$`),
);
export const CORS_METHODS: Form = matches(String.raw`^([A-Za-z]+,?\s?)+$`);
export const CORS_HEADERS: Form = matches(String.raw`^([A-Za-z0-9\-_]+,?\s?)+$`);

/** One of these words; upper and lower case count only where `exact`. */
export function oneOf(words: readonly string[], letters: 'exact' | 'anyCase' = 'anyCase'): Form {
  return (value) => words.includes(letters === 'exact' ? value : value.trim().toLowerCase());
}
