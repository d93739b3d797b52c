import { fillIn } from '../fileVariables';
import { maskReferences } from '../maskReferences';
import type { NombaContext } from '../nombaRequest';
import { environmentVariables } from '../tokenReference';
import { documentedRoutes, type DocumentedRoute } from './documentedRoutes';

/** The path that a URL asks Nomba for. */
export interface ApiPath {
  /** Without query and fragment; a reference that is not known is `{}`. */
  readonly path: string;
  /** Whether the URL begins with the base URL of the profile, by reference, so that the path is all there is after it. */
  readonly followsBaseUrl: boolean;
}

/** What is wrong with a path, and what Nomba's documentation has instead. */
export interface PathProblem {
  readonly code: 'missing-version' | 'wrong-version' | 'wrong-method';
  /** `undefined` where the path is not known: then its version is missing. */
  readonly expected: DocumentedRoute | undefined;
  /** Two versions, one after the other: people keep their base URL with `/v1` and write it again. */
  readonly isDoubled: boolean;
}

/** Of private use in Unicode: it stands for the base URL of the profile and in no URL. */
const mark = '\uE000';
const version = /^v\d{1,2}$/;
const methods = new Set(['GET', 'POST', 'PUT', 'DELETE', 'PATCH']);

export function apiPath(url: string, { values, environment }: NombaContext): ApiPath {
  const filled = maskReferences(
    fillIn(url, values, { ...environment, [environmentVariables.baseUrl]: mark }).trim(),
    (unknown) => (unknown.includes(environmentVariables.baseUrl) ? mark : '{}'),
  );
  const [start = '', base = ''] = /^(?:https?:\/\/)?([^/?#]{0,300})/i.exec(filled) ?? [];
  return {
    path: filled.slice(start.length).replace(/[?#].*/s, ''),
    followsBaseUrl: base.startsWith(mark),
  };
}

export function isTokenPath({ path }: ApiPath): boolean {
  return /\/auth\/token\/(?:issue|refresh|revoke)\/?$/.test(path.slice(-30));
}

/**
 * @param base `nomba` where the path begins with its version, whichever it is; `likeNomba` where it does, and others than Nomba's may follow; `gateway` where something else may come first, or a path that is not Nomba's; `unknown` where the base URL may
 * have a version of its own.
 */
export function pathProblem(
  method: string,
  path: string,
  base: 'nomba' | 'likeNomba' | 'gateway' | 'unknown',
): PathProblem | undefined {
  const all = path.replace(/\/$/, '').split('/').slice(1);
  const first = all.findIndex((segment) => version.test(segment));
  const segments = base === 'gateway' && first > 0 ? all.slice(first) : all;
  const versions = segments.findIndex((segment) => !version.test(segment));
  const documented = versions === -1 ? [] : documentedRoutes(segments.slice(versions));
  const ofMethod = documented.filter((route) => route.method === method);
  if (versions === 0 || versions > 1) {
    const [expected] = ofMethod;
    const isClear = base === 'nomba' || base === 'likeNomba' || (base === 'gateway' && versions > 1);
    const isKnownOrWrong = expected !== undefined || (base === 'nomba' && cannotHaveVersion(segments));
    return isKnownOrWrong && isClear
      ? { code: 'missing-version', expected, isDoubled: versions > 1 }
      : undefined;
  }
  if (ofMethod.some((route) => route.version === segments[0])) {
    return undefined;
  }
  if (ofMethod[0] !== undefined) {
    return { code: 'wrong-version', expected: ofMethod[0], isDoubled: false };
  }
  const [other, ...more] = documented.filter((route) => route.version === segments[0]);
  return other !== undefined && more.length === 0 && methods.has(method)
    ? { code: 'wrong-method', expected: other, isDoubled: false }
    : undefined;
}

/** Neither somewhere else, nor in a reference, nor half-typed: a path that nobody can have meant for one of Nomba's. */
function cannotHaveVersion([first = '', ...others]: readonly string[]): boolean {
  return (
    !first.includes('{}') &&
    !/^v?$/.test(first) &&
    ![first, ...others].some((segment) => version.test(segment))
  );
}
