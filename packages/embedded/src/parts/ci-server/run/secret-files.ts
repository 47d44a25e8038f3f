/** `token: x`, `"password": "x"`, `API_KEY=x`; not what only names or points to a secret. */
const NAMED =
  /([\w.-]*(?:token|passw(?:or)?d|passphrase|secret|api[_-]?key|private[_-]?key|access[_-]?key|key-data|credentials?)[\w.-]*)["']?[ \t]*[:=][ \t]*(?:"([^"\n]+)"|'([^'\n]+)'|([^\s"',}]+))/gi;
const POINTS = /(name|ref|file|path|type|url)$/i;
const SHORTEST_NAMED = 6;

/** Between such lines, what is to be kept stands in lines of Base64. */
const PRIVATE_KEY =
  /-----BEGIN [A-Z ]*PRIVATE KEY-----([\s\S]*?)-----END [A-Z ]*PRIVATE KEY-----/g;

/** Shorter ones, or those of one kind of letters, are words, names and addresses. */
const SHORTEST_TOKEN = 20;

/**
 * What of a file is secret: what is called so, private keys, and what looks like a token.
 * The rest of it, such as words of a kubeconfig, stands in many logs and tells nothing.
 *
 * @param content - a file of text in UTF-8; of any other nothing is found
 */
export function secretsOfFile(content: Uint8Array): string[] {
  const text = Buffer.from(content).toString();
  const named = [...text.matchAll(NAMED)].flatMap(
    ([, key = '', double, single, bare]) => {
      const value = double ?? single ?? bare ?? '';
      const isSecret = value.length >= SHORTEST_NAMED && !POINTS.test(key);
      return isSecret && !isPlain(value) ? [value] : [];
    },
  );
  const keys = [...text.matchAll(PRIVATE_KEY)].flatMap(([, lines = '']) =>
    lines.split(/\s+/).filter(line => line.length >= SHORTEST_NAMED),
  );
  const tokens = text
    .split(/[\s"'`,;{}()[\]<>]+/)
    .flatMap(word => [word, word.replace(/^[\w.-]+[:=]/, '')])
    .filter(isToken);
  return [...new Set([...named, ...keys, ...tokens])];
}

/** Values of settings that nobody has to keep. */
function isPlain(value: string): boolean {
  return /^(true|false|null|none|\d+)$/i.test(value) || /^\$\{?\w/.test(value);
}

function isToken(word: string): boolean {
  if (word.length < SHORTEST_TOKEN || !/^[\w+/=.~-]+$/.test(word)) return false;
  if (word.startsWith('/') || word.includes('..')) return false;
  const isHex = /^(?=.*\d)[\da-f]+$/i.test(word);
  return isHex || [/[a-z]/, /[A-Z]/, /\d/].every(kind => kind.test(word));
}
