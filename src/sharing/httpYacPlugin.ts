import { httpYacTokenVariable } from '../httpFile/tokenReference';

/** The part that is needed of what httpYac gives to a plug-in, once for each file that it reads (httpYac's source, version 6.16.7). */
export interface HttpYacApi {
  readonly hooks: {
    readonly replaceVariable: {
      addHook(
        id: string,
        action: (text: unknown) => Promise<unknown>,
        options: { readonly before: string[] },
      ): void;
    };
  };
}

export type HttpYacPlugin = (api: HttpYacApi) => void;

const reference = new RegExp(`\\{\\{\\s{0,20}\\${httpYacTokenVariable}\\s{0,20}\\}\\}`, 'g');

/**
 * A plug-in of httpYac that resolves `{{$nombaToken}}` wherever httpYac resolves variables, at every send.
 *
 * @param token asked for each time. What it throws ends the request before it is sent; httpYac shows the message.
 */
export function nombaTokenPlugin(token: () => Promise<string>): HttpYacPlugin {
  return ({ hooks }) => {
    hooks.replaceVariable.addHook(
      'nombaToken',
      async (text) => {
        if (typeof text !== 'string' || text.search(reference) === -1) {
          return text;
        }
        const value = await token();
        return text.replace(reference, () => value);
      },
      // httpYac's own replacements come before ours otherwise, and one of them takes the name for JavaScript that is not defined.
      { before: ['name'] },
    );
  };
}
