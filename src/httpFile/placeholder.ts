/** What people write where a secret or a token belongs: `<client secret>`, `{token}`, `your-client-secret`, `...`, `${SECRET}`. Those of Nomba are long random texts. */
const placeholder = /^(?:[<[{$%].*|[.*…x-]+|(?:your|my|the|insert|enter)[ _-].*)$/i;

export function isPlaceholder(text: string): boolean {
  return placeholder.test(text);
}
