import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import type { ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

/** The calls that the OpenAPI file describes, by operationId. */
export type ContractOperation = 'issue' | 'refresh' | 'revoke';

/** A request in plain form; an emulator's Exchange has it. Header names in lower case. */
export interface ContractRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A response in plain form; an emulator's Exchange has it. Header names in lower case. */
interface ContractResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One operation of the file. Both checks return what is wrong, a line each, without the values: an empty list is conformity. */
interface Contract {
  request(request: ContractRequest): readonly string[];
  response(response: ContractResponse): readonly string[];
}

interface Reference {
  readonly $ref: string;
}
interface Parameter {
  readonly name: string;
  readonly required: boolean;
}
interface Body {
  readonly content: Readonly<Record<string, unknown>>;
}
interface ResponseDescription extends Body {
  readonly headers?: Readonly<Record<string, unknown>>;
}
interface Operation {
  readonly operationId: string;
  readonly security: readonly Readonly<Record<string, unknown>>[];
  readonly parameters: readonly (Parameter | Reference)[];
  readonly requestBody: Body;
  readonly responses: Readonly<Record<string, ResponseDescription | Reference>>;
}
interface OpenApiDocument {
  readonly paths: Readonly<Record<string, { readonly post: Operation }>>;
}

/** Where the OpenAPI file is. */
export const openApiFile = path.join(__dirname, '..', 'emulator', 'openapi.yaml');

const document = parse(readFileSync(openApiFile, 'utf8')) as OpenApiDocument;
const documentId = 'openapi';
const ajv = addFormats(new Ajv2020({ allErrors: true, strict: true, strictTypes: false }));
// Ajv takes the whole file for a schema; the names at its top are OpenAPI's, while a misspelt keyword in a schema still throws.
ajv.addVocabulary(Object.keys(document));
ajv.addSchema(document, documentId, false, false);
const compiled = new Map<string, ValidateFunction>();

/** What the OpenAPI file asks of one call, and promises. */
export function contractFor(operationId: ContractOperation): Contract {
  const [pathName, operation, pointer] = findOperation(operationId);
  return {
    request: (request) => [
      ...(request.method === 'POST' ? [] : ['method must be POST']),
      ...(request.path === pathName ? [] : [`path must be ${pathName}`]),
      ...securityProblems(operation, request),
      ...operation.parameters.flatMap((parameter, index) =>
        headerProblems(resolve<Parameter>(parameter, `${pointer}/parameters/${index}`), request.headers),
      ),
      ...bodyProblems({ value: operation.requestBody, pointer: `${pointer}/requestBody` }, request),
    ],
    response: (response) => {
      const described = operation.responses[String(response.status)];
      if (described === undefined) {
        return [`status ${response.status} is not described`];
      }
      const resolved = resolve<ResponseDescription>(described, `${pointer}/responses/${response.status}`);
      const headers = Object.entries(resolved.value.headers ?? {}).flatMap(([name, header]) => {
        const { value, pointer: at } = resolve<object>(
          header as object,
          `${resolved.pointer}/headers/${name}`,
        );
        return headerProblems({ value: { name, required: false, ...value }, pointer: at }, response.headers);
      });
      return [...headers, ...bodyProblems(resolved, response)];
    },
  };
}

/** A part of the document, and where it stands (a JSON pointer), so that its schemas can be compiled in place. */
interface Located<Part> {
  readonly value: Part;
  readonly pointer: string;
}

function findOperation(operationId: ContractOperation): [string, Operation, string] {
  for (const [pathName, { post }] of Object.entries(document.paths)) {
    if (post.operationId === operationId) {
      return [pathName, post, `#/paths/${escapePointer(pathName)}/post`];
    }
  }
  throw new Error(`The OpenAPI file has no operation ${operationId}`);
}

function resolve<Part extends object>(part: Part | Reference, pointer: string): Located<Part> {
  if (!('$ref' in part)) {
    return { value: part, pointer };
  }
  const value = part.$ref
    .split('/')
    .slice(1)
    .reduce<unknown>((parent, key) => (parent as Record<string, unknown>)[key], document);
  return { value: value as Part, pointer: part.$ref };
}

function securityProblems(operation: Operation, request: ContractRequest): string[] {
  const hasBearer = /^Bearer \S+$/.test(request.headers['authorization'] ?? '');
  const satisfied = operation.security.some((scheme) => hasBearer || !('bearer' in scheme));
  return satisfied ? [] : ['header Authorization must be a bearer'];
}

function headerProblems(header: Located<Parameter>, headers: Readonly<Record<string, string>>): string[] {
  const { name, required } = header.value;
  const value = headers[name.toLowerCase()];
  if (value === undefined) {
    return required ? [`header ${name} is missing`] : [];
  }
  return schemaProblems(`${header.pointer}/schema`, value, `header ${name}`);
}

function bodyProblems(body: Located<Body>, message: Pick<ContractResponse, 'headers' | 'body'>): string[] {
  const mediaType = (message.headers['content-type'] ?? '').split(';', 1).join('').trim().toLowerCase();
  if (!(mediaType in body.value.content)) {
    return [`Content-Type ${mediaType} is not described`];
  }
  let value: unknown = message.body;
  if (mediaType === 'application/json') {
    try {
      value = JSON.parse(message.body);
    } catch {
      return ['body is not JSON'];
    }
  }
  return schemaProblems(`${body.pointer}/content/${escapePointer(mediaType)}/schema`, value, 'body');
}

function schemaProblems(pointer: string, value: unknown, what: string): string[] {
  const validate = compile(pointer);
  if (validate(value)) {
    return [];
  }
  return (validate.errors ?? []).map(
    (error) => `${what}${error.instancePath} ${error.message ?? error.keyword}`,
  );
}

function compile(pointer: string): ValidateFunction {
  const known = compiled.get(pointer);
  if (known !== undefined) {
    return known;
  }
  const validate = ajv.compile({ $ref: `${documentId}${pointer}` });
  compiled.set(pointer, validate);
  return validate;
}

function escapePointer(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
