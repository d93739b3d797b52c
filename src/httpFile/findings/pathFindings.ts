import type { Finding, Fix } from '../finding';
import type { TextEdit } from '../insertHeaders';
import type { NombaContext, NombaRequest } from '../nombaRequest';
import { urlWithHost } from '../requestAddress';
import type { TextSpan } from '../requestTarget';
import type { Section } from '../section';
import { urlBaseLength } from '../urlBase';
import { apiPath, pathProblem, type PathProblem } from './apiPath';
import type { DocumentedRoute } from './documentedRoutes';
import { urlOffset, urlPart } from './urlPlace';

/** A path without its version, with two, or with a wrong one, and a method that is documented for none of it. */
export function pathFindings(
  section: Section,
  request: NombaRequest,
  context: NombaContext,
): readonly Finding[] {
  const problem = problemOf(request, request.target.url, context);
  if (problem === undefined) {
    return [];
  }
  const { code, expected, isDoubled } = problem;
  const fix =
    expected &&
    (code === 'wrong-method'
      ? // Before the URL of a curl command stands no method.
        request.request.kind === 'curl'
        ? undefined
        : methodFix(request, expected)
      : urlFix(section, request, { code, expected, isDoubled }, context));
  return [
    {
      code,
      ...place(section, request, problem),
      message: message(problem),
      fixes: fix ? [fix] : [],
    },
  ];
}

/** @param url that of the request, or what it would become. */
export function problemOf(
  { destination, target, request }: Pick<NombaRequest, 'destination' | 'target' | 'request'>,
  url: string,
  context: NombaContext,
): PathProblem | undefined {
  const { path, followsBaseUrl } = apiPath(urlWithHost(url, request), context);
  return pathProblem(target.method, path, baseOf(destination, followsBaseUrl));
}

function baseOf(
  { kind }: NombaRequest['destination'],
  followsBaseUrl: boolean,
): Parameters<typeof pathProblem>[2] {
  switch (kind) {
    case 'production':
    case 'sandbox':
      return 'nomba';
    case 'invented':
      return 'likeNomba';
    case 'custom':
      return followsBaseUrl ? 'likeNomba' : 'gateway';
    case 'unknown':
      return 'unknown';
  }
}

function message({ code, expected, isDoubled }: PathProblem): string {
  if (expected === undefined) {
    return 'The version is missing: every path of Nomba’s API begins with one, such as /v1.';
  }
  const { method, path, version } = expected;
  switch (code) {
    case 'missing-version':
      return isDoubled
        ? `The version stands in the path twice. Nomba’s path is ${path}.`
        : `The version is missing: Nomba’s path is ${path}.`;
    case 'wrong-version':
      return `Nomba documents this request under /${version}: ${method} ${path}.`;
    case 'wrong-method':
      return `Nomba documents ${path} with ${method}.`;
  }
}

function place({ text }: Section, { target }: NombaRequest, { code }: PathProblem): TextSpan {
  if (code === 'wrong-method') {
    return target.methodSpan ?? target.urlSpan;
  }
  const start = urlBaseLength(target.url);
  const length = /^[^?#]{0,2000}/.exec(target.url.slice(start))?.[0].length ?? 0;
  return length === 0 ? target.urlSpan : urlPart(text, target, start, start + length);
}

function methodFix({ target }: NombaRequest, { method }: DocumentedRoute): Fix {
  const { methodSpan, urlSpan } = target;
  const edit: TextEdit = methodSpan
    ? { ...methodSpan, newText: method }
    : { start: urlSpan.start, end: urlSpan.start, newText: `${method} ` };
  return { kind: 'edits', title: `Use ${method}`, edits: [edit] };
}

/** In the URL as it is written. None where the wrong part comes from a variable: other requests may rely on its value. */
function urlFix(
  { text }: Section,
  request: NombaRequest,
  problem: PathProblem & { readonly expected: DocumentedRoute },
  context: NombaContext,
): Fix | undefined {
  const { target } = request;
  const { version } = problem.expected;
  const origin = urlBaseLength(target.url);
  const written = /\/v\d{1,2}(?=\/)/.exec(target.url.slice(origin));
  const isMissing = problem.code === 'missing-version' && !problem.isDoubled;
  const start = origin + (isMissing ? 0 : (written?.index ?? 0));
  const end = start + (isMissing ? 0 : (written?.[0].length ?? 0));
  const newText = problem.isDoubled ? '' : `/${version}`;
  const url = target.url.slice(0, start) + newText + target.url.slice(end);
  if (url === target.url || problemOf(request, url, context) !== undefined) {
    return undefined;
  }
  const offset = urlOffset(text, target, start);
  return {
    kind: 'edits',
    title: problem.isDoubled ? 'Remove the second version' : `Use /${version}`,
    edits: [{ start: offset, end: offset + end - start, newText }],
  };
}
