/** The options of curl 8 that are followed by a value (`curl --help all`). All others are switches. */
const withValue: ReadonlySet<string> = new Set(
  (
    'abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config connect-timeout connect-to continue-at cookie cookie-jar ' +
    'create-file-mode crlfile curves data data-ascii data-binary data-raw data-urlencode delegation dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers ' +
    'doh-url dump-header ech egd-file engine etag-compare etag-save expect100-timeout form form-string ftp-account ftp-alternative-to-user ftp-method ' +
    'ftp-port ftp-ssl-ccc-mode happy-eyeballs-timeout-ms haproxy-clientip header hostpubmd5 hostpubsha256 hsts interface ip-tos ipfs-gateway json ' +
    'keepalive-cnt keepalive-time key key-type knownhosts krb libcurl limit-rate local-port login-options mail-auth mail-from mail-rcpt max-filesize ' +
    'max-redirs max-time netrc-file noproxy oauth2-bearer output output-dir parallel-max parallel-max-host pass pinnedpubkey preproxy proto ' +
    'proto-default proto-redir proxy proxy-cacert proxy-capath proxy-cert proxy-cert-type proxy-ciphers proxy-crlfile proxy-header proxy-key ' +
    'proxy-key-type proxy-pass proxy-pinnedpubkey proxy-service-name proxy-tls13-ciphers proxy-tlsauthtype proxy-tlspassword proxy-tlsuser proxy-user ' +
    'proxy1.0 pubkey quote random-file range rate referer request request-target resolve retry retry-delay retry-max-time sasl-authzid service-name ' +
    'sigalgs socks4 socks4a socks5 socks5-gssapi-service socks5-hostname speed-limit speed-time stderr telnet-option tftp-blksize time-cond tls-max ' +
    'tls13-ciphers tlsauthtype tlspassword tlsuser trace trace-ascii trace-config unix-socket upload-file upload-flags url url-query user user-agent ' +
    'variable vlan-priority write-out'
  ).split(' '),
);

const longNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    A: 'user-agent',
    b: 'cookie',
    c: 'cookie-jar',
    C: 'continue-at',
    d: 'data',
    D: 'dump-header',
    e: 'referer',
    E: 'cert',
    F: 'form',
    G: 'get',
    H: 'header',
    I: 'head',
    K: 'config',
    m: 'max-time',
    o: 'output',
    P: 'ftp-port',
    Q: 'quote',
    r: 'range',
    t: 'telnet-option',
    T: 'upload-file',
    u: 'user',
    U: 'proxy-user',
    w: 'write-out',
    x: 'proxy',
    X: 'request',
    y: 'speed-time',
    Y: 'speed-limit',
    z: 'time-cond',
    ':': 'next',
  }),
);

/** One option by its long name, or a URL: `url`. A switch has the value `''`. */
export interface CurlOption {
  readonly name: string;
  readonly value: string;
}

/** @returns the options in order, `undefined` where a value is missing. */
export function curlOptions(words: readonly string[]): readonly CurlOption[] | undefined {
  const options: CurlOption[] = [];
  let index = 0;
  let endsOptions = false;
  while (index < words.length) {
    const word = words[index] ?? '';
    index++;
    if (endsOptions || !word.startsWith('-') || word === '-') {
      options.push({ name: 'url', value: word });
    } else if (word === '--') {
      endsOptions = true;
    } else {
      const { switches, last, value } = word.startsWith('--') ? longOption(word) : shortOptions(word);
      const following = last === undefined || value !== undefined ? value : words[index++];
      if (last !== undefined && following === undefined) {
        return undefined;
      }
      options.push(...switches.map((name) => ({ name, value: '' })));
      if (last !== undefined && following !== undefined) {
        options.push({ name: last, value: following });
      }
    }
  }
  return options;
}

interface ReadWord {
  readonly switches: readonly string[];
  /** The option that has a value. */
  readonly last?: string;
  /** That value, where it is in the same word. */
  readonly value?: string;
}

function longOption(word: string): ReadWord {
  const name = word.slice(2);
  return withValue.has(name) ? { switches: [], last: name } : { switches: [name] };
}

/** `-sSL`, `-XPOST`, `-sXPOST`. */
function shortOptions(word: string): ReadWord {
  const switches: string[] = [];
  for (let index = 1; index < word.length; index++) {
    const letter = word[index] ?? '';
    const name = longNames.get(letter) ?? letter;
    if (withValue.has(name)) {
      const value = word.slice(index + 1);
      return value === '' ? { switches, last: name } : { switches, last: name, value };
    }
    switches.push(name);
  }
  return { switches };
}
