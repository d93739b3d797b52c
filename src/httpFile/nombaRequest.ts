import { meantByInventedHost } from '../profiles/baseUrl';
import { nombaBaseUrls } from '../profiles/environment';
import { curlInFile } from './curlInFile';
import { fillIn } from './fileVariables';
import { findRequest } from './findRequest';
import type { CatalogueRequest } from './nombaCatalogue';
import { requestAddress, urlWithHost, type RequestAddress } from './requestAddress';
import type { HeaderLine, Request, RequestBlock } from './requestBlocks';
import { requestTarget, type RequestTarget } from './requestTarget';
import type { Section } from './section';
import { accountIdHeaderName, authorizationHeaderName, environmentVariables } from './tokenReference';

/** What the references of a file stand for, and which hosts are Nomba's. */
export interface NombaContext {
  /** Of the file variables of the whole file. */
  readonly values: ReadonlyMap<string, string>;
  /** What the clients would find: the variables of the window's profile, whether they are shared at this moment or not. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Hosts of the user's custom profiles, in small letters, with their ports. */
  readonly customHosts: ReadonlySet<string>;
}

/** `unknown`: the base URL of the profile is asked for, and there is no profile, or it is a variable of the client that only has its name. */
export type Destination =
  | { readonly kind: 'production' | 'sandbox' | 'custom' | 'unknown' }
  /** A host that does not exist, and the base URL that was meant. */
  | { readonly kind: 'invented'; readonly meant: string };

/** A request of a file that goes to Nomba. Offsets count from the beginning of its section. */
export interface NombaRequest {
  readonly block: RequestBlock;
  readonly request: Request;
  readonly target: RequestTarget;
  readonly destination: Destination;
  /** `undefined` where the destination is `unknown`. */
  readonly address: RequestAddress | undefined;
  /** What the request is by Nomba's documentation, if it is known. */
  readonly entry: CatalogueRequest | undefined;
  readonly authorization: HeaderLine | undefined;
  readonly accountId: HeaderLine | undefined;
}

const hosts: ReadonlyMap<string, Destination> = new Map([
  [new URL(nombaBaseUrls.production).host, { kind: 'production' }],
  [new URL(nombaBaseUrls.sandbox).host, { kind: 'sandbox' }],
]);

/** In front only: what stands in a query is not where the request goes. */
const asksForBaseUrl = new RegExp(
  `^\\s{0,10}(?:https?://)?\\{\\{[^{}]{0,100}\\b${environmentVariables.baseUrl}\\b[^{}]{0,100}\\}\\}`,
);

/** The requests of a section that go to Nomba: to one of its hosts, to an invented one, to that of a custom profile, or to the base URL of the window's profile. Curl commands are among them as far as they are plain to see. */
export function nombaRequests(section: Section, context: NombaContext): readonly NombaRequest[] {
  return section.blocks.flatMap((block) => {
    const sent =
      block.request?.kind === 'curl'
        ? curlInFile(section.text, block, block.request)
        : block.request && {
            request: block.request,
            target: requestTarget(section.text, block.request.requestLine),
          };
    if (sent === undefined) {
      return [];
    }
    const { request, target } = sent;
    const url = urlWithHost(target.url, request);
    const address = requestAddress(url, context.values, context.environment);
    const destination = destinationOf(url, address, context);
    if (destination === undefined) {
      return [];
    }
    const entry = findRequest(target.method, fillIn(url, context.values, context.environment));
    const header = (name: string): HeaderLine | undefined =>
      request.headers.find((line) => line.name.toLowerCase() === name.toLowerCase());
    return [
      {
        block,
        request,
        target,
        destination,
        address,
        entry,
        authorization: header(authorizationHeaderName),
        accountId: header(accountIdHeaderName),
      },
    ];
  });
}

/** Where a URL leads, if that is to Nomba.
 *
 * @param address that of the URL. */
export function destinationOf(
  url: string,
  address: RequestAddress | undefined,
  { values, environment, customHosts }: NombaContext,
): Destination | undefined {
  if (address === undefined) {
    return asksForBaseUrl.test(fillIn(url, values, environment)) ? { kind: 'unknown' } : undefined;
  }
  // The custom ones first: whoever has a profile for a host means that.
  if (customHosts.has(address.host)) {
    return { kind: 'custom' };
  }
  const meant = meantByInventedHost(address.host);
  return hosts.get(address.host) ?? (meant === undefined ? undefined : { kind: 'invented', meant });
}
