import type { TextSpan } from './requestTarget';

/** `# @name login`: what a comment tells the client about the request. */
export interface Metadata {
  /** As the user wrote it: httpYac takes `no-log` and `noLog` for the same. */
  readonly name: string;
  /** Without the white space around it, quotation marks included; `undefined` for a flag such as `# @no-log`. */
  readonly value: string | undefined;
  readonly nameSpan: TextSpan;
  readonly valueSpan: TextSpan | undefined;
}

/** Bounded: on a line of many megabytes the expression must not try every white space. */
const metadata = /^(?:#{1,100}|\/{2,100})(\s{0,100})@(\S{1,200})(?:\s{1,100}|$)/;

/**
 * @param comment a line that is a comment, without white space around it.
 * @param start its offset.
 * @returns `undefined` when it is nothing but a comment.
 */
export function readMetadata(comment: string, start: number): Metadata | undefined {
  const [beginning = '', space = '', name] = metadata.exec(comment) ?? [];
  // Without white space before the `@` only REST Client reads it, and even there it is no name.
  if (name === undefined || (space === '' && name === 'name')) {
    return undefined;
  }
  const nameStart = start + beginning.indexOf('@') + 1;
  const value = comment.slice(beginning.length);
  const end = start + comment.length;
  return {
    name,
    value: value === '' ? undefined : value,
    nameSpan: { start: nameStart, end: nameStart + name.length },
    valueSpan: value === '' ? undefined : { start: end - value.length, end },
  };
}
