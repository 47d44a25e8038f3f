/** Pieces that are shorter tell nothing, and stand everywhere. */
const SHORTEST_PIECE = 4;

/** After so many characters `base64` and PEM begin a new line. */
const BASE64_WIDTHS = [76, 64];

/**
 * In which forms a secret may stand in what a build says: as it is, by its lines, as shells
 * quote it, and encoded as Base64, for addresses and for JSON.
 */
export function formsOf(secret: string): Set<string> {
  const lines = secret.split(/\r?\n/).filter(isTelling);
  const forms = [secret, ...lines].flatMap(text => [
    text,
    ...quoted(text),
    ...base64(text),
    ...percentEncoded(text),
    JSON.stringify(text).slice(1, -1),
  ]);
  return new Set(forms.filter(form => form.trim() !== ''));
}

function isTelling(piece: string): boolean {
  return piece.length >= SHORTEST_PIECE;
}

/** In single quotes, double quotes, `$'…'` and without any, as traces and `printf %q` have it. */
function quoted(text: string): string[] {
  const plain = text
    .replace(/[\s'"\\|&;()<>!{}*[\]?^$`,]/g, '\\$&')
    .replace(/^[~#]/, '\\$&');
  const ansi = text
    .replace(/[\\']/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
  return [
    text.replaceAll("'", `'\\''`),
    text.replaceAll("'", `'"'"'`),
    text.replace(/["\\$`]/g, '\\$&'),
    plain,
    ansi,
  ];
}

/**
 * Base64 of the text, and of what it is a part of, such as a user with a password: there its
 * first byte stands at any of three places of a group, and the characters at both ends
 * belong to its neighbors as well.
 */
function base64(text: string): string[] {
  const whole = Buffer.from(text).toString('base64');
  const wrapped = BASE64_WIDTHS.filter(width => whole.length > width).flatMap(
    width => whole.match(new RegExp(`.{1,${width}}`, 'g')) ?? [],
  );
  const inner = [0, 1, 2].map(before => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]);
    const first = Math.ceil((before * 4) / 3);
    const last = Math.floor((bytes.length * 4) / 3);
    return bytes.toString('base64').slice(first, last);
  });
  const forms = [
    whole,
    whole.replace(/=+$/, ''),
    ...[...wrapped, ...inner].filter(isTelling),
  ];
  return forms.flatMap(form => [
    form,
    form.replaceAll('+', '-').replaceAll('/', '_'),
  ]);
}

/** As browsers, `curl`, Python and forms encode it, in big and small letters. */
function percentEncoded(text: string): string[] {
  // Half a pair of surrogates has no encoding; processes write it as this.
  const encoded = encodeURIComponent(Buffer.from(text).toString());
  const strict = encoded.replace(
    /[!'()*]/g,
    sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const forms = [
    encoded,
    strict,
    strict.replaceAll('%2F', '/'),
    strict.replaceAll('%20', '+'),
    strict.replaceAll('%20', '+').replaceAll('%2A', '*'),
  ];
  return forms.flatMap(form => [
    form,
    form.replace(/%[0-9A-F]{2}/g, code => code.toLowerCase()),
  ]);
}
