/*
 * What one line of a `.http` file is, judged by the line alone. Every function takes the line without its ending and without white space
 * around it: both REST Client and httpYac ignore indentation. The expressions are anchored and bounded, because a greedy one runs out of
 * regular expression stack on a line of many megabytes.
 */

/** Methods of REST Client and httpYac, and the names that httpYac puts before a URL of another protocol. */
const methods =
  'GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS|CONNECT|TRACE|PROPFIND|PROPPATCH|MKCOL|COPY|MOVE|LOCK|UNLOCK|CHECKOUT|CHECKIN|REPORT|MERGE|' +
  'MKACTIVITY|MKWORKSPACE|VERSION-CONTROL|BASELINE-CONTROL|MKCALENDAR|ACL|SEARCH|GRAPHQL|' +
  'GRPC|SSE|EVENTSOURCE|WS|WSS|WEBSOCKET|AMQP|MQTT|MQTTS';

const methodInCapitals = new RegExp(`^(?:${methods})\\s`);
const methodInAnyCase = new RegExp(`^(?:${methods})\\s`, 'i');

// Both clients take any text for a URL. Prose or JSON at the top of a file must not get headers, so more is asked here.
const urlWithScheme = /^(?:[A-Za-z][\w+.-]{0,30}:\/\/|\{\{|\/)/;
const urlWithoutScheme = /^[A-Za-z0-9][\w.-]{0,254}(?::\d|[/?]|$)/;
const httpVersion = /\sHTTP\/[\d.]{1,5}$/i;
const longestVersion = 11;

const headerName = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,256}$/;
const longestHeaderName = 300;
/** Line ends of Unicode, which no client reads as such. A header of httpYac has none in its value. */
const lineSeparator = /[\u2028\u2029]/;

export function isSeparator(line: string): boolean {
  return line.startsWith('###');
}

/** The text after the `###` of a separator; `undefined` where there is none. */
export function separatorName(line: string): string | undefined {
  let start = 3;
  while (line[start] === '#') {
    start++;
  }
  return line.slice(start).trim() || undefined;
}

/**
 * Metadata such as `# @name login` are comments too. Among the headers httpYac wants white space after `#` and otherwise ends them there;
 * REST Client, JetBrains and Visual Studio do not. A commented-out header must never count as one, so here any `#` makes a comment.
 */
export function isComment(line: string): boolean {
  return line.startsWith('#') || line.startsWith('//');
}

/** A comment among the headers after which httpYac reads the body: `#` without white space and text after it. */
export function isCommentThatEndsHeaders(line: string): boolean {
  return line.startsWith('#') && !/^#\s/.test(line) && headerNameLength(line) === undefined;
}

/** `@host = …` */
export function isFileVariable(line: string): boolean {
  return line.startsWith('@');
}

/** The first line of a script of httpYac, which wants the code on lines of its own. In parentheses: the modifier and the event. */
export const httpYacScript =
  /^\{\{(?:@js\s{1,20})?([+@])?(request|streaming|response|after|responseLogging)?$/i;
/** The beginning of a script of JetBrains, which may end on the same line. In parentheses: before or after the request. */
export const jetBrainsScript = /^([<>])\s{1,20}\{%/;
/** A script of JetBrains in a file of its own. */
export const jetBrainsScriptFile = /^([<>])\s{1,20}[^\s{%}]{1,1000}$/;

/** Assertions of httpYac and one-line scripts of JetBrains, which httpYac accepts before a request line too. */
export function isClientInstruction(line: string): boolean {
  return line.startsWith('??') || jetBrainsScript.test(line) || jetBrainsScriptFile.test(line);
}

/** Whether the line begins something that goes on over several lines before a request; answers what its last line looks like. */
export function endOfMultiLineOpening(line: string): ((line: string) => boolean) | undefined {
  if (httpYacScript.test(line)) {
    return (candidate) => candidate === '}}';
  }
  if (jetBrainsScript.test(line) && !line.endsWith('%}')) {
    return (candidate) => candidate.endsWith('%}');
  }
  if (line.startsWith('/*')) {
    return line.endsWith('*/') ? undefined : (candidate) => candidate.endsWith('*/');
  }
  return undefined;
}

/** A block comment that ends on the line where it began. */
export function isOneLineBlockComment(line: string): boolean {
  return line.startsWith('/*') && line.endsWith('*/');
}

/** A whole `curl` command, which REST Client sends as a request. */
export function isCurlCommand(line: string): boolean {
  return /^curl(?:\s|$)/i.test(line);
}

/** `METHOD URL [HTTP/x]`, or a bare URL, which means GET. */
export function isRequestLine(line: string): boolean {
  if (methodInCapitals.test(line)) {
    return true;
  }
  // REST Client sends `get https://…` as well, but “Search for an account” is prose.
  return isUrl(line.replace(methodInAnyCase, '').trimStart());
}

/** Length of the method at the beginning of a request line; 0 for a bare URL. */
export function methodLength(line: string): number {
  return methodInAnyCase.exec(line)?.[0].trimEnd().length ?? 0;
}

/** Length of the HTTP version at the end of a request line, with the white space before it; 0 where there is none. */
export function versionLength(line: string): number {
  // Its end only: the expression would try every white space of a long line.
  return httpVersion.exec(line.slice(-longestVersion))?.[0].length ?? 0;
}

function isUrl(target: string): boolean {
  if (urlWithScheme.test(target)) {
    return true;
  }
  const url = target.replace(httpVersion, '').trimEnd();
  return urlWithoutScheme.test(url) && !/\s/.test(url);
}

/** Where httpYac begins another request in the midst of a body, without any `###`. It wants capital letters here. */
export function isRequestLineInBody(line: string): boolean {
  // Asked of each line of every body: most begin with a brace or a quotation mark, and need no expression.
  return beginsWithCapital(line) && methodInCapitals.test(line);
}

function beginsWithCapital(line: string): boolean {
  const first = line.charCodeAt(0);
  return first >= 0x41 && first <= 0x5a;
}

/**
 * The URL goes on: a query (`?`, `&`) in both clients; a path (`/`) in httpYac and JetBrains, where it would be no header in REST Client either.
 * `??` is an assertion of httpYac.
 */
export function isContinuationOfUrl(line: string): boolean {
  return /^(?:&|\?(?!\?)|\/(?!\*))/.test(line);
}

/** `...defaultHeaders`: httpYac merges the headers of a variable. */
export function isSpreadOfHeaders(line: string): boolean {
  return line.length > 3 && line.startsWith('...') && !/\s/.test(line);
}

/**
 * Length of the name before the colon, with any white space between them; `undefined` when the line is no header. REST Client takes any line
 * before the first blank one for a header. httpYac ends the headers at the first line that is none, and takes the rest for the body, which
 * must not be touched: so httpYac decides.
 */
export function headerNameLength(line: string): number | undefined {
  // Bounded, or a body of one long line would be searched for a colon that decides nothing.
  const colon = line.slice(0, longestHeaderName).indexOf(':');
  const isHeader =
    colon > 0 &&
    headerName.test(line.slice(0, colon).trimEnd()) &&
    !lineSeparator.test(line.slice(colon + 1).trimStart());
  return isHeader ? colon : undefined;
}
