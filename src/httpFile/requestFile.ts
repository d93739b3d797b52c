import { referenceHeaders } from './dialect';
import type { HeaderField } from './insertHeaders';
import { nombaCatalogue, sampleValues, type CatalogueRequest } from './nombaCatalogue';
import { environmentVariables, httpClientReference } from './tokenReference';

const head = `# Requests to the Nomba API, ready to be sent.
# Base URL, token and account ids are filled in at each send, from the active Nomba profile. No token is kept in this file.
`;

const jsonContentType: HeaderField = { name: 'Content-Type', value: 'application/json' };

/**
 * The text of a `.http` file with these requests, for REST Client and httpYac. Those that move money come last, each marked in a comment; where there is no
 * other, the request for the balance goes before them, so that sending the first request of a new file never pays.
 */
export function requestFile(requests: readonly CatalogueRequest[]): string {
  const harmless = requests.filter(({ movesMoney }) => !movesMoney);
  const moving = requests.filter(({ movesMoney }) => movesMoney);
  const first = harmless.length > 0 ? harmless : nombaCatalogue.filter(({ id }) => id === 'account-balance');
  const blocks = [...first, ...moving].map(requestBlock);
  return [head, ...fileVariables(blocks), ...blocks].join('\n');
}

/** The lines that define the placeholders which the blocks use; none where they use none. */
function fileVariables(blocks: readonly string[]): string[] {
  const lines = Object.entries(sampleValues)
    .filter(([name]) => blocks.some((block) => block.includes(`{{${name}}}`)))
    .map(([name, value]) => `@${name} = ${value}\n`);
  return lines.length > 0 ? [lines.join('')] : [];
}

/** The lines of one request, from its separator on, with a line break at the end. */
export function requestBlock(request: CatalogueRequest): string {
  const { title, movesMoney, method, headers = [], body } = request;
  const fields = [
    ...referenceHeaders('processEnv'),
    ...headers,
    ...(body === undefined ? [] : [jsonContentType]),
  ];
  const lines = [
    `### ${title}`,
    ...(movesMoney ? ['# Moves money.'] : []),
    `${method} ${requestUrl(request)}`,
    ...fields.map(({ name, value }) => `${name}: ${value}`),
    ...(body === undefined ? [] : ['', JSON.stringify(body, undefined, 2)]),
  ];
  return `${lines.join('\n')}\n`;
}

function requestUrl({ path, query = {} }: CatalogueRequest): string {
  const base = httpClientReference(environmentVariables.baseUrl);
  const parameters = Object.entries(query).map(([name, value]) => `${name}=${value}`);
  const url = base + path.replaceAll(/\{(\w+)\}/g, '{{$1}}');
  return parameters.length > 0 ? `${url}?${parameters.join('&')}` : url;
}
