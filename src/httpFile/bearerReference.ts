import {
  authorizationHeader,
  authorizationHeaderName,
  bearerValue,
  environmentVariables,
  httpClientReference,
} from './tokenReference';

const name = environmentVariables.accessToken;

const javaScript = `\`Bearer \${process.env.${name}}\``;
const shell = authorizationHeader(bearerValue(`$${name}`));
const java = `"Bearer " + System.getenv("${name}")`;

/** By VS Code language id: in code an expression of the header's value, in a shell the header line for a quoted `-H`. */
const references: ReadonlyMap<string, string> = new Map([
  ['shellscript', shell],
  ['fish', shell],
  ['bat', authorizationHeader(bearerValue(`%${name}%`))],
  ['powershell', `"Bearer $env:${name}"`],
  ['javascript', javaScript],
  ['javascriptreact', javaScript],
  ['typescript', javaScript],
  ['typescriptreact', javaScript],
  ['python', `f"Bearer {os.environ['${name}']}"`],
  ['php', `'Bearer ' . getenv('${name}')`],
  ['go', `"Bearer " + os.Getenv("${name}")`],
  ['ruby', `"Bearer #{ENV.fetch('${name}')}"`],
  ['java', java],
  ['kotlin', java],
  ['groovy', java],
  ['csharp', `"Bearer " + Environment.GetEnvironmentVariable("${name}")`],
]);

/**
 * The token itself at a cursor outside of `.http` files, in the place of its reference.
 *
 * @param bearer what {@link bearerValue} gives
 */
export function bearerLiteral(languageId: string, bearer: string): string {
  const isHeaderLine = bearerReference(languageId).startsWith(authorizationHeaderName);
  return isHeaderLine ? authorizationHeader(bearer) : `"${bearer}"`;
}

/**
 * What stands for the token at a cursor outside of `.http` files. In a language that has no entry, such as Markdown, it is the header line
 * for the `.http` clients: REST Client and httpYac send `http` code blocks too.
 */
export function bearerReference(languageId: string): string {
  return (
    references.get(languageId) ??
    authorizationHeader(bearerValue(httpClientReference(environmentVariables.accessToken)))
  );
}
